"""Write files that exist whole or not at all, and take locks that end with their process."""

import json
import os
import shutil
import time
from collections.abc import Collection, Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cxdash.errors import WorkspaceError

LEFTOVERS_KEPT_SECONDS = 24 * 60 * 60
"""How long an unfinished folder is left alone: longer than any import takes."""


def write_whole(path: Path, content: object) -> None:
    """Write an object as JSON under a temporary name, bring it to disk, then rename it."""
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        unfinished.unlink(missing_ok=True)  # a disk that is full keeps no half of it
        raise
    os.replace(unfinished, path)  # noqa: PTH105 (the tests stop a process at this very call)
    bring_to_disk(path.parent)


def bring_to_disk(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps a folder's names without being asked and opens none
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, *, wait_seconds: float, doing: str) -> Generator[None]:
    """Hold a lock that other processes and threads respect; the system frees it if we die.

    Args:
        path: The lock's file; its folder is made.
        wait_seconds: How long to wait for another holder.
        doing: What the holder does, for the message: "numbering an upload".

    Raises:
        WorkspaceError: If another process held it all that time, or the folder is not writable.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=wait_seconds)
        lock.acquire()
    except Timeout as error:
        raise WorkspaceError(
            f"Another process has been {doing} for more than {wait_seconds:.0f} seconds.",
            next_step="Wait for it to finish, or end it if it hangs, then try again.",
        ) from error
    except OSError as error:
        raise WorkspaceError(
            f"The workspace folder {path.parent} cannot be written: {error.strerror}.",
            next_step="Give this user the right to write there, or choose another folder "
            "with CXDASH_HOME.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def sweep(folder: Path, pattern: str, *, but: Collection[str] = ()) -> None:
    """Remove what a stopped process left behind more than a day ago.

    Args:
        folder: Where to look; it need not be there.
        pattern: Which names are leftovers.
        but: Names to leave alone whatever their age.
    """
    oldest_kept = time.time() - LEFTOVERS_KEPT_SECONDS
    for leftover in folder.glob(pattern):
        try:
            is_old = leftover.stat().st_mtime < oldest_kept
        except FileNotFoundError:
            continue  # another process swept it first
        if leftover.name in but:
            continue
        if is_old and leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        elif is_old:
            leftover.unlink(missing_ok=True)
