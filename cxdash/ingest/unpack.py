"""Compressed files: their one table is written to the scratch folder, within limits."""

import gzip
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO

from cxdash.errors import UnreadableFileError

MOST_BYTES = 4 * 1024**3
"""Bytes that a file may unpack to."""

MOST_TIMES = 300
"""How many times its size a file may unpack to; repetitive logs reach 100, bombs 1,000."""

ALWAYS_ALLOWED = 64 * 1024**2
"""Bytes a file may unpack to however small it is."""

TABLE_SUFFIXES = (".csv", ".tsv", ".tab", ".gz", ".xlsx", ".xlsm", ".xls", ".parquet")
"""Endings that make a member of a zip file a table when it has several members."""

_CHUNK = 1024**2
_MEMBERS_NAMED = 8
_WORKBOOK_PARTS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
_AS_SPREADSHEET = "Save the table in it as CSV or XLSX and upload that."


def workbook_kind(path: Path, *, name: str) -> str:
    """Return 'xlsx', 'xlsb' or 'ods' for a zip file that is a workbook, else ''.

    Raises:
        UnreadableFileError: If the zip file is damaged, is another kind of document, or would
            unpack to more than is allowed.
    """
    with _opened(path, name) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        kinds = [kind for part, kind in _WORKBOOK_PARTS.items() if part in names]
        if not kinds and "content.xml" in names and "META-INF/manifest.xml" in names:
            kinds = ["ods"]
        if kinds:
            refuse_expansion(sum(entry.file_size for entry in entries), path, name)
            return kinds[0]
        if "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise UnreadableFileError(
                f"{name} is an Office document, not a workbook.", next_step=_AS_SPREADSHEET
            )
    return ""


def unpack_gzip(path: Path, target: Path, *, name: str, progress: Callable[[float], None]) -> None:
    """Write what a gzip file holds to `target`.

    Raises:
        UnreadableFileError: If it is damaged or unpacks to more than is allowed.
    """
    size = path.stat().st_size
    try:
        with path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as content:
            _copy(
                content, target, name=name, path=path, done=lambda _: progress(packed.tell() / size)
            )
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _damaged(name) from error


def unpack_zip(path: Path, target: Path, *, name: str, progress: Callable[[float], None]) -> str:
    """Write the one table a zip file holds to `target` and return the member's name.

    Names inside the archive are only ever shown: the content always goes to `target`.

    Raises:
        UnreadableFileError: If it is damaged or locked, holds no table or several, or unpacks
            to more than is allowed.
    """
    with _opened(path, name) as archive:
        member = _table_member(archive, name)
        refuse_expansion(member.file_size, path, name)
        if member.flag_bits & 1:
            raise UnreadableFileError(
                f"{name} is locked with a password.",
                next_step="Unpack it and upload the table inside.",
            )
        size = max(member.file_size, 1)
        try:
            with archive.open(member) as content:
                _copy(
                    content, target, name=name, path=path, done=lambda done: progress(done / size)
                )
        except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
            raise _damaged(name) from error
        return member.filename


def _opened(path: Path, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _damaged(name) from error


def _table_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [entry for entry in archive.infolist() if _is_content(entry)]
    tables = [entry for entry in members if entry.filename.lower().endswith(TABLE_SUFFIXES)]
    if len(members) == 1:
        return members[0]
    if len(tables) == 1:
        return tables[0]
    if not members:
        raise UnreadableFileError(
            f"{name} holds no file.", next_step="Put the table into it and upload it again."
        )
    shown = ", ".join(entry.filename for entry in members[:_MEMBERS_NAMED])
    more = f" and {len(members) - _MEMBERS_NAMED} more" if len(members) > _MEMBERS_NAMED else ""
    raise UnreadableFileError(
        f"{name} holds {len(members)} files: {shown}{more}.",
        next_step="Unpack it and upload each table by itself.",
    )


def _is_content(entry: zipfile.ZipInfo) -> bool:
    """Leave out folders and what operating systems add."""
    path = PurePosixPath(entry.filename)
    added = path.name.startswith(".") or path.name in ("Thumbs.db", "desktop.ini")
    return not (entry.is_dir() or added or "__MACOSX" in path.parts)


def _copy(
    content: IO[bytes] | gzip.GzipFile,
    target: Path,
    *,
    name: str,
    path: Path,
    done: Callable[[int], None],
) -> None:
    written = 0
    with target.open("wb") as file:
        while chunk := content.read(_CHUNK):
            written += len(chunk)
            refuse_expansion(written, path, name)
            file.write(chunk)
            done(written)


def refuse_expansion(unpacked: int, path: Path, name: str) -> None:
    """Refuse a file that unpacks to too many bytes, or to too many for its size.

    The sizes an archive states may lie, so the same limit is held again while unpacking.

    Raises:
        UnreadableFileError: If so.
    """
    allowed = min(MOST_BYTES, max(ALWAYS_ALLOWED, MOST_TIMES * path.stat().st_size))
    if unpacked > allowed:
        raise UnreadableFileError(
            f"{name} unpacks to more than {allowed // 1024**2:,} MB.",
            next_step="Unpack it yourself, check it, and upload the table in parts.",
        )


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is damaged: it cannot be unpacked to its end.",
        next_step="Download or export it again and upload that.",
    )
