"""Whether a disk has room for what is about to be written, and what to say when it fills."""

import errno
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cxdash.errors import WorkspaceError

RESERVE_BYTES = 64 * 1024**2
"""What stays free whatever is written: registers, locks and undo markers must always find room."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_IN_WORDS = ("no space left on device", "disk quota exceeded", "not enough space on the disk")


def need_room(folder: Path, wanted: int, *, doing: str) -> None:
    """Refuse beforehand what would fill the disk.

    Args:
        folder: Where it is to be written; it need not be there yet.
        wanted: How many bytes that takes.
        doing: What needs them, as a sentence begins: "Loading march.csv".

    Raises:
        WorkspaceError: If fewer bytes are free than that and `RESERVE_BYTES`.
    """
    standing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(standing).free
    if free < wanted + RESERVE_BYTES:
        raise WorkspaceError(
            f"{doing} needs about {_megabytes(wanted + RESERVE_BYTES)} on the disk of {folder}; "
            f"{_megabytes(free)} are free.",
            next_step="Free space on that disk, or move the workspace to a larger one "
            "(CXDASH_HOME), and try again. Nothing was changed.",
        )


@contextmanager
def told_when_full(folder: Path, *, doing: str) -> Generator[None]:
    """Turn the error of a disk that fills while it is written to into a sentence.

    Args:
        folder: Where is written.
        doing: What is being done, as a sentence begins: "Loading march.csv".

    Raises:
        WorkspaceError: If the disk is full.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if not _is_full(error):
            raise
        raise WorkspaceError(
            f"{doing} was stopped: the disk of {folder} is full.",
            next_step="Free space on that disk and try again. What was there before is still "
            "there; nothing of this was kept.",
        ) from error


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    said = str(error).lower()
    return any(words in said for words in _FULL_IN_WORDS)


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.0f} MB"
