"""A file opened for looking at: its text table in a scratch database, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from cxdash.errors import UnreadableFileError
from cxdash.ingest.read import digest, read_table
from cxdash.ingest.sqltext import text_sql
from cxdash.ingest.typed import Cells
from cxdash.store.originals import keep_original
from cxdash.store.scratch import Scratch

if TYPE_CHECKING:
    from cxdash.ingest.text_table import TextTable
    from cxdash.ingest.workbook import SheetWish

MEMORY_LIMIT: Final = "512MB"
"""What DuckDB may use for one file; more spills to disk."""

SCRATCH_TIMES: Final = 3
"""Times its size that a file takes in the folder for temporary files: its text, which is not packed
and holds four bytes more for each cell, and a copy of it where it lies on another disk or what
sorting spills."""

VIEW: Final = "file"

Progress = Callable[[float, str], None]
"""Called with the share that is done, 0 to 1, and what is being done."""


def silent(share: float, step: str) -> None:
    """Report progress to nobody."""
    del share, step


@dataclass(frozen=True)
class OpenedFile:
    """A file's text, ready for SQL.

    Attributes:
        name: The file's name where it came from.
        path: The file.
        table: Its table of text, with the report of what reading did.
        scratch: The database that holds it.
        cells: Its columns as SQL.
        hashing: Its SHA-256 in hexadecimal, while it is worked out or once it is.
        packing: Done once the original is kept, where it is to be; by then the file must not have
            changed.
        staging: The folder to stage it in, with its original; gone with the text where nothing
            of it is to be kept.
    """

    name: str
    path: Path
    table: TextTable
    scratch: Scratch
    cells: Cells
    hashing: Future[str]
    packing: Future[None]
    staging: Path


def scratch_room(path: Path) -> int:
    """Return the bytes that opening a file takes in the folder for temporary files."""
    return SCRATCH_TIMES * path.stat().st_size if path.is_file() else 0


@contextmanager
def opened(
    path: Path,
    *,
    file_name: str | None,
    sheet: SheetWish = None,
    staging: Path | None = None,
    progress: Progress = silent,
) -> Generator[OpenedFile]:
    """Read a file into a scratch database that is gone afterwards.

    Args:
        path: The file.
        file_name: Its name where it came from, when it stands under another one.
        sheet: The sheet of a workbook, or the table of a text file, or what chooses it from the
            names of all.
        staging: Where the original is packed once its lines are read, in a folder that the
            database may read and write; by default it is not kept.
        progress: Called while reading.

    Raises:
        UnreadableFileError: If there is no such file or no table in it.
    """
    if not path.is_file():
        raise UnreadableFileError(
            f"There is no file {path}.", next_step="Check its name and folder."
        )
    with (
        tempfile.TemporaryDirectory(prefix="cxdash-") as folder,
        ThreadPoolExecutor(max_workers=1) as beside,
    ):
        work, given_up = Path(folder), Event()
        named = _named(path, file_name, work)
        stood = _state(named)
        hashing = beside.submit(digest, named)
        try:
            table = read_table(
                named, work, sheet=sheet, progress=lambda share: progress(share * 0.5, "reading")
            )
            # Reading keeps two processors busy; what follows leaves room for packing.
            packing = beside.submit(_pack, named, staging, stood, given_up)
            also = () if staging is None else (staging.parent,)
            with Scratch(work, memory_limit=MEMORY_LIMIT, also=also) as scratch:
                scratch.execute(
                    f"CREATE VIEW {VIEW} AS SELECT * FROM read_parquet({text_sql(str(table.path))})"
                )
                known = (
                    table.tidy, table.iso, table.without_plus, table.repeating, table.counted
                )  # fmt: skip
                cells = Cells(VIEW, table.columns, *known)
                yield OpenedFile(
                    named.name, path, table, scratch, cells, hashing, packing, staging or work
                )
        finally:
            given_up.set()


def _pack(path: Path, staging: Path | None, stood: tuple[int, int], given_up: Event) -> None:
    """Pack a file into a folder, where there is one.

    Raises:
        UnreadableFileError: If it is no longer the file that was read.
    """
    if staging is None:
        return

    def see(_: bytes) -> None:
        if given_up.is_set():
            raise CancelledError

    keep_original(path, staging, seen=see)
    if _state(path) != stood:
        raise UnreadableFileError(
            f"{path.name} was changed while it was read.",
            next_step="Load it again once nothing writes to it any more.",
        )


def _state(path: Path) -> tuple[int, int]:
    """Return what differs once a file was written to: its size and the time of its last change."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _named(path: Path, file_name: str | None, work: Path) -> Path:
    """Return the file under its own name, which messages repeat."""
    name = Path(file_name).name if file_name else path.name
    if name == path.name:
        return path
    named = work / "as-named" / name
    named.parent.mkdir()
    try:
        os.link(path, named)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(path, named)
    return named
