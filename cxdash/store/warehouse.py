"""The DuckDB file derived from the uploads: made whole under a lock, then never changed."""

import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from cxdash.errors import WorkspaceError
from cxdash.store.append import append, is_continued_by
from cxdash.store.building import build
from cxdash.store.connection import build_gigabytes, connect
from cxdash.store.disk import bring_to_disk, locked
from cxdash.store.first_page import FirstPage
from cxdash.store.ingredients import Ingredients
from cxdash.store.readers import READERS
from cxdash.store.room import told_when_full

log = logging.getLogger("cxdash.store")

KEPT_FILES = 2
"""How many of the files last made or opened stay: the current one and the one before an undo."""

WORTH_ADDING_TO = 32 * 1024**2
"""Bytes of a warehouse from which adding to it is quicker by much than making all of it anew."""

_BUILDING_SECONDS = 3600.0


Written = TypeVar("Written")


class Warehouse:
    """The warehouse files of a workspace, one for each combination of what shapes them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._adds = True  # rows to a file that stands; not where files were found to be damaged

    def path(self, shape: str) -> Path:
        """Return where the file of that shape stands, or will."""
        return self.home / f"warehouse-{shape}.duckdb"

    def make(
        self,
        shape: str,
        ingredients: Ingredients,
        progress: Callable[[float], None] | None = None,
    ) -> Path:
        """Make the file of that shape unless another process just has; return its path.

        Raises:
            WorkspaceError: If an upload cannot be read, memory or disk run out, or another build
                takes more than an hour.
        """
        path = self.path(shape)
        with locked(
            self.home / ".warehouse.lock",
            wait_seconds=_BUILDING_SECONDS,
            doing="building the warehouse",
        ):
            if not path.exists():
                self._build(path, ingredients, progress)
                self._adds = True
                self._sweep(path)
        return path

    def discard(self, path: Path, reason: str) -> None:
        """Put away a file that cannot be read; the next question builds it again."""
        log.warning("%s cannot be read (%s): building it again.", path.name, reason)
        with locked(
            self.home / ".warehouse.lock",
            wait_seconds=_BUILDING_SECONDS,
            doing="building the warehouse",
        ):
            self.forget(path)

    def forget(self, path: Path) -> None:
        """Remove a file; the next one is made anew from the uploads, not from another file."""
        self._adds = False
        FirstPage(self.home).forget()  # whoever doubts a file doubts what was read from it
        path.unlink(missing_ok=True)

    def _build(
        self, path: Path, ingredients: Ingredients, progress: Callable[[float], None] | None
    ) -> None:
        # We hold the lock: what stands under these names was left by a process that was stopped.
        for leftover in self.home.glob(".building-*"):
            leftover.unlink()
        spill = self.home / ".spill" / "build"
        shutil.rmtree(spill, ignore_errors=True)
        spill.mkdir(parents=True)  # DuckDB makes no folder within one that is missing
        began = time.monotonic()
        report = progress or _nobody_asks
        unfinished = self.home / f".building-{path.name}"
        base = self._continued(ingredients) if self._adds else None
        done = "Built"
        if base is not None:
            with told_when_full(self.home, doing="Copying the warehouse to add rows to it"):
                shutil.copyfile(base, unfinished)
            if self._written(unfinished, lambda whole: append(whole, ingredients, report)):
                done = "Added to"
            else:
                base = None
                unfinished.unlink()
        if base is None:
            self._written(unfinished, lambda empty: build(empty, ingredients, report, aside=spill))
        shutil.rmtree(spill, ignore_errors=True)
        bring_to_disk(unfinished)
        os.replace(unfinished, path)  # noqa: PTH105 (the tests stop a process at this very call)
        bring_to_disk(self.home)
        FirstPage(self.home).forget()  # of other data, people since removed among them perhaps
        log.info(
            "%s %s from %d uploads in %.1f s.",
            done,
            path.name,
            len(ingredients.sources),
            time.monotonic() - began,
        )

    def _continued(self, ingredients: Ingredients) -> Path | None:
        """Return the newest file that needs only rows added to be the one wanted, or None."""
        files = sorted(
            self.home.glob("warehouse-*.duckdb"),
            key=lambda file: file.stat().st_mtime,
            reverse=True,
        )
        for file in files:
            try:
                if file.stat().st_size >= WORTH_ADDING_TO and is_continued_by(
                    READERS.get(file).cursor(), ingredients
                ):
                    return file
            except (duckdb.Error, FileNotFoundError):
                continue  # damaged, of an older layout, or just swept: no use here
        return None

    def _written(
        self, unfinished: Path, fill: Callable[[duckdb.DuckDBPyConnection], Written]
    ) -> Written:
        """Return what `fill` returns of a file that nobody reads yet, with all of it on the disk.

        Raises:
            WorkspaceError: If an upload cannot be read, or memory or disk run out.
        """
        connection = connect(
            unfinished,
            memory_limit=f"{build_gigabytes()}GB",
            spill=self.home / ".spill" / "build",
            folders=(self.home / "uploads", self.home / ".spill" / "build"),
            keeps_order=False,
        )
        try:
            written = fill(connection)
            connection.execute("checkpoint")
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise WorkspaceError(
                f"The warehouse could not be built in {self.home}: {str(error).splitlines()[0]}",
                next_step="Free disk space there, or give this machine more memory, and try again; "
                "the uploads are safe.",
            ) from error
        finally:
            connection.close()
        return written

    def _sweep(self, current: Path) -> None:
        """Remove older files but the newest; who still reads one keeps it until it lets go."""
        others = [path for path in self.home.glob("warehouse-*.duckdb") if path != current]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[KEPT_FILES - 1 :]:
            try:
                path.unlink()
            except PermissionError:
                log.info("%s is still being read; it is removed later.", path.name)


def _nobody_asks(_share: float) -> None:
    """Take the progress nobody asked for."""
