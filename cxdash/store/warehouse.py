"""The DuckDB file derived from the uploads: made whole under a lock, then never changed."""

import logging
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from cxdash.errors import WorkspaceError
from cxdash.store.building import Ingredients, build
from cxdash.store.connection import BUILD_MEMORY, connect
from cxdash.store.disk import bring_to_disk, locked

log = logging.getLogger("cxdash.store")

KEPT_FILES = 2
"""How many of the files last made or opened stay: the current one and the one before an undo."""

_BUILDING_SECONDS = 3600.0


class Warehouse:
    """The warehouse files of a workspace, one for each combination of what shapes them."""

    def __init__(self, home: Path) -> None:
        self.home = home

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
            path.unlink(missing_ok=True)

    def _build(
        self, path: Path, ingredients: Ingredients, progress: Callable[[float], None] | None
    ) -> None:
        # We hold the lock: what stands under these names was left by a process that was stopped.
        for leftover in self.home.glob(".building-*"):
            leftover.unlink()
        shutil.rmtree(self.home / ".spill" / "build", ignore_errors=True)
        began = time.monotonic()
        unfinished = self.home / f".building-{path.name}"
        connection = connect(
            unfinished,
            memory_limit=BUILD_MEMORY,
            spill=self.home / ".spill" / "build",
            folders=(self.home / "uploads",),
        )
        try:
            build(connection, ingredients, progress)
            connection.execute("checkpoint")
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise WorkspaceError(
                f"The warehouse could not be built in {self.home}: {str(error).splitlines()[0]}",
                next_step="Free disk space there, or give this machine more memory, and try again; "
                "the uploads are safe.",
            ) from error
        finally:
            connection.close()
        bring_to_disk(unfinished)
        os.replace(unfinished, path)  # noqa: PTH105 (the tests stop a process at this very call)
        bring_to_disk(self.home)
        log.info(
            "Built %s from %d uploads in %.1f s.",
            path.name,
            len(ingredients.sources),
            time.monotonic() - began,
        )

    def _sweep(self, current: Path) -> None:
        """Remove older files but the newest; who still reads one keeps it until it lets go."""
        others = [path for path in self.home.glob("warehouse-*.duckdb") if path != current]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[KEPT_FILES - 1 :]:
            try:
                path.unlink()
            except PermissionError:
                log.info("%s is still being read; it is removed later.", path.name)
