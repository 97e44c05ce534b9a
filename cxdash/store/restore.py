"""Put a backup in place: unpacked and checked beside the workspace, then switched to as one.

The switch is one rename, of the whole checked copy to `.restored`. What follows from it (the old
things out, the new ones in) is done by `finish`, which any process repeats after a kill.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cxdash.errors import QuestionError, WorkspaceError
from cxdash.store.archive import REGISTERS, Member, opened, verified
from cxdash.store.disk import bring_to_disk, locked, sweep
from cxdash.store.registers import Registers
from cxdash.store.room import need_room, told_when_full
from cxdash.store.upload import folder_number
from cxdash.store.uploads import Uploads

_UPLOADS = "uploads"
_RESTORED = ".restored"
_BEFORE = "before"
_LOCK = ".restoring.lock"
_WAIT_SECONDS = 60.0
_BESIDE_REGISTERS = ("registers.sqlite-journal", "registers.sqlite-wal", "registers.sqlite-shm")
"""What SQLite may keep beside its file; it must never meet another file of that name."""


@dataclass(frozen=True)
class RestoreReport:
    """What was restored, and where the workspace that stood there went, if one did."""

    home: Path
    uploads: int
    files: int
    bytes: int
    before: Path | None


def restore(home: Path, file: Path, *, replace: bool = False) -> RestoreReport:
    """Put the uploads and registers of a backup into a workspace; it is all of them or nothing.

    Args:
        home: The workspace; made if it is not there.
        file: What `backup` wrote.
        replace: Move what stands there aside instead of refusing; it stays as a workspace of its
            own in a folder whose name begins with `before-restore`.

    Raises:
        QuestionError: If the workspace holds something and may not be replaced.
        WorkspaceError: If the file is no whole backup, or the workspace cannot be written.
    """
    home, file = home.resolve(), file.resolve()
    finish(home)
    _refuse_full(home, replace=replace)
    doing = f"Restoring {file.name}"
    try:
        with opened(file) as (archive, members), told_when_full(home, doing=doing):
            total = sum(member.bytes for member in members)
            need_room(home, total, doing=doing)
            home.mkdir(parents=True, exist_ok=True)
            sweep(home, ".restoring-*")
            unpacked = Path(tempfile.mkdtemp(prefix=".restoring-", dir=home))
            try:
                for member in members:
                    target = unpacked / member.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("xb") as written:
                        verified(archive, member, written)
                count = _checked(unpacked, members)
                with locked(home / _LOCK, wait_seconds=_WAIT_SECONDS, doing="restoring a backup"):
                    _refuse_full(home, replace=replace)
                    os.replace(unpacked, home / _RESTORED)  # noqa: PTH105 (tests stop here)
                    bring_to_disk(home)
            except BaseException:
                shutil.rmtree(unpacked, ignore_errors=True)
                raise
        before = finish(home)
    except OSError as error:
        raise WorkspaceError(
            f"The workspace folder {home} cannot be written: {error.strerror}.",
            next_step="Give this user the right to write there, close programs that hold files "
            "in it, and try again.",
        ) from error
    return RestoreReport(home, count, len(members), total, before)


def finish(home: Path) -> Path | None:
    """Switch to a restored copy that is ready; without one do nothing.

    Returns:
        Where what stood there before went, or None where nothing did.
    """
    ready = home / _RESTORED
    if not ready.is_dir():
        return None
    with locked(home / _LOCK, wait_seconds=_WAIT_SECONDS, doing="restoring a backup"):
        if not ready.is_dir():
            return None  # another process finished it first
        before = ready / _BEFORE
        before.mkdir(exist_ok=True)
        if (ready / REGISTERS).exists():
            for name in (*_BESIDE_REGISTERS, REGISTERS):
                _moved(home / name, before)
            os.replace(ready / REGISTERS, home / REGISTERS)  # noqa: PTH105 (tests stop here)
        if (ready / _UPLOADS).exists():
            _moved(home / _UPLOADS, before)
            os.replace(ready / _UPLOADS, home / _UPLOADS)  # noqa: PTH105 (tests stop here)
        bring_to_disk(home)
        kept = None
        if _holds_something(before):
            stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
            kept = home / f"before-restore-{stamp}"
            os.replace(before, kept)  # noqa: PTH105 (tests stop here)
        shutil.rmtree(ready)
        return kept


def _moved(standing: Path, before: Path) -> None:
    """Move what stands at a place out of the way; somebody may have made it anew meanwhile."""
    while standing.exists():
        target = before / standing.name
        while target.exists():
            target = target.with_name(f"{target.name}-more")
        os.replace(standing, target)  # noqa: PTH105 (the tests stop a process at this very call)


def _checked(unpacked: Path, members: list[Member]) -> int:
    """Prove that what was unpacked is a workspace and bring it to disk; return its uploads."""
    uploads = Uploads(unpacked).all()
    for upload in uploads:
        for table in upload.parquet().values():
            if not table.is_file():
                raise ValueError(f"{table.name} of upload {upload.number} is missing")
    Registers(unpacked).revision()
    (unpacked / _UPLOADS).mkdir(exist_ok=True)
    folders = {(unpacked / member.name).parent for member in members}
    for path in (*(unpacked / member.name for member in members), *folders):
        bring_to_disk(path)
    bring_to_disk(unpacked / _UPLOADS)
    bring_to_disk(unpacked)
    return len(uploads)


def _holds_something(home: Path) -> bool:
    """Tell whether a folder holds uploads or registers, damaged ones too."""
    uploads = home / _UPLOADS
    if uploads.is_dir() and any(map(folder_number, uploads.iterdir())):
        return True
    try:
        return not Registers(home).is_empty()
    except WorkspaceError:
        return True


def _refuse_full(home: Path, *, replace: bool) -> None:
    if not replace and _holds_something(home):
        raise QuestionError(
            f"There is a workspace in {home} already.",
            next_step="Restore into another folder with --home, or move that workspace aside "
            "with --replace.",
        )
