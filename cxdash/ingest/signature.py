"""What a file is, by its first bytes: names and suffixes lie."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cxdash.errors import UnreadableFileError
from cxdash.ingest.dialect import RARE_DELIMITERS
from cxdash.ingest.encoding import wide_codec

FileKind = Literal["gz", "zip", "xls", "parquet", "text"]

_SAVE_AS = "Open it where it was made, export the table as CSV or XLSX, and upload that."
_UNPACK = "Unpack it and upload the table inside."
_PICTURE = "Upload the table the picture was made from, as CSV or XLSX."


@dataclass(frozen=True)
class Signature:
    """The bytes a kind of file starts with.

    Attributes:
        start: The bytes.
        name: What such a file is, as readers call it.
        kind: How cxdash reads it, None when it does not.
        next_step: What to do with one it does not read.
        offset: Where the bytes stand.
    """

    start: bytes
    name: str
    kind: FileKind | None = None
    next_step: str = _SAVE_AS
    offset: int = 0


SIGNATURES = (
    Signature(b"\x1f\x8b", "a gzip file", "gz"),
    Signature(b"PK\x03\x04", "a zip file", "zip"),
    Signature(b"PAR1", "a Parquet file", "parquet"),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel 97 file", "xls"),
    Signature(
        b"PK\x05\x06", "an empty zip file", None, "Put the table into it and upload it again."
    ),
    Signature(b"%PDF", "a PDF"),
    Signature(b"SQLite format 3\x00", "a SQLite database"),
    Signature(b"DUCK", "a DuckDB database", offset=8),
    Signature(
        b"ARROW1", "an Arrow file", None, "Save the table as Parquet or CSV and upload that."
    ),
    Signature(b"$FL2", "an SPSS file"),
    Signature(b"<stata_dta>", "a Stata file"),
    Signature(b"{\\rtf", "a rich text document"),
    Signature(b"\x89PNG", "a picture (PNG)", None, _PICTURE),
    Signature(b"\xff\xd8\xff", "a picture (JPEG)", None, _PICTURE),
    Signature(b"GIF8", "a picture (GIF)", None, _PICTURE),
    Signature(b"II*\x00", "a picture (TIFF)", None, _PICTURE),
    Signature(b"MM\x00*", "a picture (TIFF)", None, _PICTURE),
    Signature(b"WEBP", "a picture (WebP)", None, _PICTURE, offset=8),
    Signature(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", None, _UNPACK),
    Signature(b"Rar!", "a RAR archive", None, _UNPACK),
    Signature(b"BZh", "a bzip2 file", None, _UNPACK),
    Signature(b"\xfd7zXZ\x00", "an xz file", None, _UNPACK),
    Signature(b"\x28\xb5\x2f\xfd", "a Zstandard file", None, _UNPACK),
)
"""Every kind of file that is told by its first bytes, in the order they are tried."""

_HEAD_BYTES = 65_536
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")
_CONTROL_BYTES = bytes(set(range(1, 32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINES_COMPARED = 20
_WIDEST_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
"""UTF-32 text begins with one of these and is three quarters NUL."""
MOST_CONTROL = 0.05
"""Share of control characters above which bytes are no text; real exports hold next to none."""
MOST_NULS = 0.6
"""Share of NUL characters above which bytes are no text; UTF-16 text holds half."""


def recognise_kind(path: Path, *, name: str) -> FileKind:
    """Return how a file is to be read, from its content alone.

    Args:
        path: The file.
        name: What the reader knows it as, for messages.

    Raises:
        UnreadableFileError: If it is empty or of a kind that holds no table cxdash reads.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for signature in SIGNATURES:
        if head.startswith(signature.start, signature.offset):
            if signature.kind is None:
                raise UnreadableFileError(
                    f"{name} is {signature.name}, not a table.", next_step=signature.next_step
                )
            return signature.kind
    _refuse_other_text(head, name)
    return "text"


def _refuse_other_text(head: bytes, name: str) -> None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text.strip(b"\x00\xff\xfe\r\n\t "):
        raise UnreadableFileError(
            f"{name} is empty.", next_step="Export the table again and check that it has rows."
        )
    if text.startswith(_MARKUP):
        raise UnreadableFileError(
            f"{name} is a web page (HTML), whatever its name ends in.",
            next_step="If the page asks to sign in, sign in where it came from and export once "
            "more. If it shows a table, open it in a spreadsheet, save that as XLSX and upload it.",
        )
    if text.startswith(b"<?xml"):
        raise UnreadableFileError(
            f"{name} is an XML file.",
            next_step="Open it in a spreadsheet, save it as XLSX or CSV, and upload that.",
        )
    if _is_json(text):
        raise UnreadableFileError(
            f"{name} is a JSON file, not a table.", next_step="Export the same records as CSV."
        )
    if head.startswith(_WIDEST_MARKS):
        return
    wide = "utf-16" if head.startswith(_WIDE_MARKS) else wide_codec(head)
    if wide:
        # Half of a wide letter may look like a control character: that of ’ does.
        head = head.decode(wide, "ignore").encode("utf-8", "ignore")
    # What a download was given room for and never filled is no part of its text.
    head = head.rstrip(b"\0") or head
    control = len(head) - len(head.translate(None, _CONTROL_BYTES)) - _delimiters(head)
    if control > MOST_CONTROL * len(head) or head.count(0) > MOST_NULS * len(head):
        raise UnreadableFileError(
            f"{name} holds bytes that are no text, and no kind of file cxdash knows.",
            next_step=_SAVE_AS,
        )


def _delimiters(head: bytes) -> int:
    """Return how many control characters stand between columns: as many of one on every line."""
    lines = [line for line in head.splitlines()[:-1] if line.strip()][:_LINES_COMPARED]
    if len(lines) < 2:  # noqa: PLR2004 - one line shows nothing
        return 0
    counts = (
        head.count(mark)
        for mark in RARE_DELIMITERS.encode()
        if mark in _CONTROL_BYTES
        and mark in lines[0]
        and len({line.count(mark) for line in lines}) == 1
    )
    return max(counts, default=0)


def _is_json(text: bytes) -> bool:
    """Tell JSON from a CSV whose first header name starts with a bracket."""
    opening, rest = text[:1], text[1:].lstrip()
    if opening == b"{":
        return rest.startswith((b'"', b"}"))
    return opening == b"[" and rest.startswith((b"{", b"[", b'"', b"]"))
