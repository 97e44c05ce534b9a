"""What a backup file is: a zip of uploads and registers, with a list of every file and its hash.

Nothing in it is believed: a name that is not one of ours, a file that is not listed or that is
longer or other than the list says, is refused before anything is put in place.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, cast

from cxdash.errors import WorkspaceError

LIST = "backup.json"
"""The list's own name in the zip."""

REGISTERS = "registers.sqlite"

FORMAT = 1
"""Grows when an older cxdash could not restore the file."""

_MEMBER = re.compile(r"registers\.sqlite|uploads/\d{4,}-[0-9a-f]{12}/(?!\.)[^/\\:\x00-\x1f]+")
_LONGEST_LIST = 256 * 1024**2
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """One file of a backup: its name there, its size in bytes and its SHA-256 in hex."""

    name: str
    bytes: int
    sha256: str


def copied(source: IO[bytes], target: IO[bytes] | None, *, at_most: int | None = None) -> Member:
    """Copy a stream and return its size and hash; without a target it is only hashed.

    Args:
        source: What to read.
        target: Where to write.
        at_most: Bytes after which it is given up.

    Raises:
        ValueError: If there are more bytes than that.
    """
    hashed, size = sha256(), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if at_most is not None and size > at_most:
            raise ValueError("longer than listed")
        hashed.update(chunk)
        if target is not None:
            target.write(chunk)
    return Member("", size, hashed.hexdigest())


def list_written(archive: zipfile.ZipFile, members: list[Member], *, made_at: str) -> None:
    """Write the list, last, into a backup."""
    listed = {
        "cxdash_backup": FORMAT,
        "made_at": made_at,
        "files": [asdict(member) for member in members],
    }
    archive.writestr(LIST, json.dumps(listed, indent=1))


@contextmanager
def opened(path: Path) -> Generator[tuple[zipfile.ZipFile, list[Member]]]:
    """Open a backup and its list; what turns out broken while it is read is a sentence too.

    Raises:
        WorkspaceError: If it is no whole backup, or names or sizes are not what they must be.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _listed(archive)
    except FileNotFoundError as error:
        raise WorkspaceError(
            f"There is no file {path}.", next_step="Check its name and folder."
        ) from error
    except _BROKEN as error:
        raise WorkspaceError(
            f"{path} is no whole backup of cxdash: {_reason(error)}.",
            next_step="Use another backup, or copy this one again from where it is kept. Nothing "
            "was changed.",
        ) from error


def verified(archive: zipfile.ZipFile, member: Member, target: IO[bytes] | None = None) -> None:
    """Read one file of a backup to its end, into a target if given.

    Raises:
        ValueError: If its size or hash is not the listed one.
    """
    with archive.open(member.name) as stream:
        found = copied(stream, target, at_most=member.bytes)
    if (found.bytes, found.sha256) != (member.bytes, member.sha256):
        raise ValueError(f"{member.name} is damaged")


def _listed(archive: zipfile.ZipFile) -> list[Member]:
    """Return the list once it names exactly the files there are, each by a name of ours."""
    if archive.getinfo(LIST).file_size > _LONGEST_LIST:
        raise ValueError("its list is too long")
    stated = cast("dict[str, Any]", json.loads(archive.read(LIST)))
    if stated["cxdash_backup"] != FORMAT:
        raise ValueError(f"it is of format {stated['cxdash_backup']}, this cxdash reads {FORMAT}")
    members = [
        Member(str(file["name"]), int(file["bytes"]), str(file["sha256"]))
        for file in stated["files"]
    ]
    for member in members:
        if not _MEMBER.fullmatch(member.name):
            raise ValueError(f"it holds a file named {member.name!r}")
    named = sorted([LIST, *(member.name for member in members)])
    if named != sorted(archive.namelist()):
        raise ValueError("its list does not name the files in it")
    return members


def _reason(error: Exception) -> str:
    return f"{error.args[0]}" if isinstance(error, ValueError) and error.args else "it is damaged"
