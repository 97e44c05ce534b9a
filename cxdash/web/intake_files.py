"""Files on their way in: written to disk at once, under names of our own; and the inbox folder.

A file's own name is only ever shown, never a path: bytes stand in a folder with a random name.
"""

import re
import secrets
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from cxdash.errors import WorkspaceError
from cxdash.store.disk import sweep

ENDINGS: Final = ("csv", "tsv", "txt", "gz", "zip", "xlsx", "xls", "parquet")
"""What a file may be."""

INBOX: Final = "inbox"
"""The folder in a workspace where exports too big for a browser are put."""

LOADED: Final = "loaded"
"""Where a file of the inbox goes once it was accepted."""

_INCOMING: Final = "incoming"
_CONTENT: Final = "content"
_NAME: Final = "name.txt"
_CHUNK: Final = 1 << 20
_LONGEST_NAME: Final = 180
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Arrived:
    """One file that waits to be looked at.

    Attributes:
        token: What tells it from the others.
        file_name: Its name where it came from, for reading.
        path: Where its bytes are.
        in_inbox: Whether it lies in the inbox, and stays there unless it is accepted.
        upload: The number of the upload whose kept original it is, when it is read again.
    """

    token: str
    file_name: str
    path: Path
    in_inbox: bool = False
    upload: int | None = None


def keep(home: Path, stream: IO[bytes], name: str) -> Arrived:
    """Write a file to disk, a megabyte at a time, in a folder only this user may enter.

    Args:
        home: The workspace folder.
        stream: The file's bytes.
        name: What the sender calls it.

    Raises:
        WorkspaceError: If it cannot be written.
    """
    token = secrets.token_hex(8)
    folder = home / _INCOMING / token
    try:
        folder.mkdir(parents=True, mode=0o700)
        sweep(home / _INCOMING, "*", but={token})
        with (folder / _CONTENT).open("wb") as file:
            shutil.copyfileobj(stream, file, _CHUNK)
        (folder / _NAME).write_text(shown_name(name), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise WorkspaceError(
            f"{shown_name(name)} cannot be written to {folder.parent}: {error.strerror}.",
            next_step="Make room on that disk, or give this user the right to write there.",
        ) from error
    return Arrived(token, shown_name(name), folder / _CONTENT)


def shown_name(name: str) -> str:
    r"""Return a file name without folders and control characters.

    Examples:
        >>> shown_name("..\\..\\March answers.csv"), shown_name("/etc/passwd"), shown_name("..")
        ('March answers.csv', 'passwd', 'file')
    """
    last = re.split(r"[\\/]", name)[-1]
    plain = _UNSAFE.sub("", last).strip()
    ending = Path(plain).suffix[:16]
    short = plain if len(plain) <= _LONGEST_NAME else plain[:_LONGEST_NAME] + ending
    return short if short.strip(".") else "file"


def left_behind(home: Path, known: Collection[str]) -> list[Arrived]:
    """Return the files dropped earlier that nobody here is looking at: a tab was closed, say.

    Args:
        home: The workspace folder.
        known: The tokens of the files that are looked at.
    """
    names = sorted((home / _INCOMING).glob(f"*/{_NAME}"))
    return [
        Arrived(name.parent.name, name.read_text(encoding="utf-8"), name.with_name(_CONTENT))
        for name in names
        if name.parent.name not in known
    ]


def inbox(home: Path, known: Collection[str]) -> list[Arrived]:
    """Return the files that lie in the inbox and are not looked at, by name."""
    folder = home / INBOX
    if not folder.is_dir():
        return []
    lying = [path for path in sorted(folder.iterdir()) if _is_offered(path)]
    offered = [
        Arrived(f"inbox-{path.name}", shown_name(path.name), path, in_inbox=True) for path in lying
    ]
    return [arrived for arrived in offered if arrived.token not in known]


def forget(arrived: Arrived, *, accepted: bool = False) -> None:
    """Remove a dropped file; one of the inbox stays, or moves to its folder `loaded`.

    The kept original of an upload is nobody's to remove.
    """
    if arrived.upload is not None:
        return
    if not arrived.in_inbox:
        shutil.rmtree(arrived.path.parent, ignore_errors=True)
    elif accepted and arrived.path.is_file():
        loaded = arrived.path.parent / LOADED
        try:
            loaded.mkdir(exist_ok=True)
            arrived.path.replace(loaded / arrived.path.name)
        except OSError as error:
            raise WorkspaceError(
                f"{arrived.file_name} is loaded, but cannot be moved to {loaded}: "
                f"{error.strerror}.",
                next_step="Take it out of the inbox by hand.",
            ) from error


def _is_offered(path: Path) -> bool:
    ending = path.suffix.lower().removeprefix(".")
    return path.is_file() and not path.is_symlink() and ending in ENDINGS
