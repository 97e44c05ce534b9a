"""What of a file is read in the end: the file itself, or what was packed in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cxdash.errors import UnreadableFileError
from cxdash.ingest.signature import recognise_kind
from cxdash.ingest.unpack import unpack_gzip, unpack_zip, workbook_kind

MOST_WRAPPINGS: Final = 2
"""How often a file may be packed: a gzip file inside a zip file is the deepest seen."""

UNPACKING_SHARE: Final = 0.2
"""The share of reading a packed file that is over once it is unpacked."""

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Content:
    """What is read in the end: the file itself, or what was packed in it."""

    path: Path
    kind: str
    name: str
    notes: tuple[str, ...] = ()


def no_progress(_: float) -> None:
    """Report to nobody."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Return what reports a part of the way from one share to another."""
    return lambda share: progress(start + (end - start) * min(share, 1.0))


def unpacked(source: Path, work: Path, progress: Progress) -> Content:
    """Unpack a file as often as needed, each time into a file of our own naming.

    Args:
        source: The file.
        work: Where what was packed goes.
        progress: Called with the share of the whole reading that is done.

    Raises:
        UnreadableFileError: If it cannot be unpacked.
    """
    unpacking = part_of(progress, 0.0, UNPACKING_SHARE)
    path, name, notes = source, source.name, tuple[str, ...]()
    for wrapping in range(MOST_WRAPPINGS + 1):
        kind = recognise_kind(path, name=name)
        book = workbook_kind(path, name=name) if kind == "zip" else ""
        if book or kind not in ("gz", "zip"):
            return Content(path, book or kind, name, notes)
        target = work / f"unpacked-{wrapping}"
        if kind == "gz":
            unpack_gzip(path, target, name=name, progress=unpacking)
        else:
            member = unpack_zip(path, target, name=name, progress=unpacking)
            notes = (*notes, f"The file {member!r} was taken out of the zip file.")
            name = f"{source.name} ({member})"
        if wrapping:
            path.unlink()
        path = target
    raise UnreadableFileError(
        f"{source.name} is packed more than {MOST_WRAPPINGS} times over.",
        next_step="Unpack it and upload the table inside.",
    )
