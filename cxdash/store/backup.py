"""Everything a workspace cannot make again, in one file that is read back before it counts."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cxdash.errors import QuestionError, WorkspaceError
from cxdash.store.archive import REGISTERS, Member, copied, list_written, opened, verified
from cxdash.store.disk import bring_to_disk
from cxdash.store.registers import Registers
from cxdash.store.room import need_room, told_when_full
from cxdash.store.uploads import Upload, Uploads


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds: uploads (undone ones too), files and their bytes."""

    file: Path
    uploads: int
    files: int
    bytes: int


def backup(home: Path, file: Path) -> BackupReport:
    """Write the uploads and the registers of a workspace to one file, others at work or not.

    The warehouse is left out: it is made from the uploads. The file appears under its name only
    after every byte in it was read back and found right.

    Args:
        home: The workspace.
        file: Where to write; nothing may stand there.

    Raises:
        QuestionError: If something stands there, or there is nothing to back up.
        WorkspaceError: If the workspace cannot be read or the file not be written.
    """
    home, file = home.resolve(), file.resolve()
    uploads, registers = Uploads(home).all(), Registers(home)
    if not uploads and registers.is_empty():
        raise QuestionError(
            f"There is nothing to back up in {home}.",
            next_step="Name the workspace with --home or CXDASH_HOME.",
        )
    if file.exists():
        raise QuestionError(
            f"{file} is there already, and a backup replaces nothing.",
            next_step="Choose another name, such as one with today's date.",
        )
    doing = f"The backup to {file.name}"
    need_room(file.parent, sum(map(_size, uploads)), doing=doing)
    unfinished = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        with told_when_full(file.parent, doing=doing):
            members = _write(unfinished, uploads, registers)
            with opened(unfinished) as (archive, listed):
                for member in listed:
                    verified(archive, member)
            bring_to_disk(unfinished)
            os.replace(unfinished, file)  # noqa: PTH105 (the tests stop a process at this very call)
            bring_to_disk(file.parent)
    except OSError as error:
        raise WorkspaceError(
            f"{file} cannot be written: {error.strerror}.",
            next_step="Choose a folder that is there and that this user may write to.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return BackupReport(file, len(uploads), len(members), sum(one.bytes for one in members))


def _size(upload: Upload) -> int:
    return sum(file.stat().st_size for file in upload.folder.iterdir())


def _write(path: Path, uploads: list[Upload], registers: Registers) -> list[Member]:
    """Write the zip; its files are compressed already, so they are stored as they are."""
    members: list[Member] = []
    with zipfile.ZipFile(path, "w") as archive:
        for upload in uploads:
            for file in sorted(upload.folder.iterdir()):
                # A name that begins with a dot is being written by somebody.
                if not file.name.startswith("."):
                    name = f"uploads/{upload.folder.name}/{file.name}"
                    members.extend(_added(archive, file, name))
        with tempfile.TemporaryDirectory(prefix="cxdash-") as folder:
            copy = Path(folder) / REGISTERS
            registers.copy_to(copy)
            members.extend(_added(archive, copy, REGISTERS))
        list_written(archive, members, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
    return members


def _added(archive: zipfile.ZipFile, file: Path, name: str) -> list[Member]:
    """Add a file; one that is gone by now was the marker of an upload somebody just redid."""
    try:
        source = file.open("rb")
    except FileNotFoundError:
        if file.name == "undone.json":
            return []
        raise
    with source, archive.open(name, "w", force_zip64=True) as target:
        found = copied(source, target)
    return [Member(name, found.bytes, found.sha256)]
