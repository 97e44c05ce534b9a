"""The truth: one folder for each accepted file, never changed once it has its number."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from cxdash.errors import QuestionError, RefusedUploadError, WorkspaceError
from cxdash.store.disk import bring_to_disk, locked, sweep, write_whole
from cxdash.store.room import told_when_full
from cxdash.store.upload import (
    Upload,
    UploadFacts,
    folder_number,
    read_upload,
    with_readings,
)

__all__ = ["Upload", "UploadFacts", "Uploads"]

_NUMBERING_SECONDS = 60.0


class Uploads:
    """The accepted files of a workspace; several processes may use them at once."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "uploads"

    def all(self) -> list[Upload]:
        """Return every accepted upload, undone ones too, by number.

        Raises:
            WorkspaceError: If an upload's description cannot be read.
        """
        if not self.folder.is_dir():
            return []
        numbered = [entry for entry in self.folder.iterdir() if folder_number(entry)]
        return with_readings(sorted(map(read_upload, numbered), key=lambda upload: upload.number))

    def active(self) -> list[Upload]:
        """Return the uploads that count, by number."""
        return [upload for upload in self.all() if upload.counts]

    def numbered(self, number: int) -> Upload:
        """Return the upload of that number.

        Raises:
            QuestionError: If there is none.
        """
        every = self.all()
        found = next((upload for upload in every if upload.number == number), None)
        if found is None:
            known = ", ".join(str(upload.number) for upload in every) or "none yet"
            raise QuestionError(
                f"There is no upload {number}; there are: {known}.",
                next_step="Choose one of those numbers.",
            )
        return found

    def with_digest(
        self,
        sha256: str,
        mapping: Mapping[str, Any] | None = None,
        reader_version: str | None = None,
        sheet: str | None = None,
    ) -> Upload | None:
        """Return the first active upload of the same bytes, read the same way where that is given.

        Args:
            sha256: The hash of the file, in hex.
            mapping: Only an upload mapped exactly so.
            reader_version: Only an upload read by that version.
            sheet: Only an upload of this sheet of the workbook, or one that names none.
        """
        for upload in self.active():
            facts = upload.facts
            if (
                facts.sha256 == sha256
                and (mapping is None or facts.mapping == mapping)
                and reader_version in {None, facts.reader_version}
                and (sheet is None or facts.mapping.get("sheet", sheet) == sheet)
            ):
                return upload
        return None

    def staging(self) -> Path:
        """Return a new empty folder to prepare an upload in; it counts for nothing until accepted.

        Raises:
            WorkspaceError: If the workspace cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sweep(self.folder, ".staging-*")
            return Path(tempfile.mkdtemp(prefix=".staging-", dir=self.folder))
        except OSError as error:
            raise WorkspaceError(
                f"The workspace folder {self.folder} cannot be written: {error.strerror}.",
                next_step="Give this user the right to write there, or choose another folder "
                "with CXDASH_HOME.",
            ) from error

    def accept(self, staging: Path) -> Upload:
        """Give a prepared folder its number; from then on it counts.

        The folder exists under its number whole or not at all: everything in it is on disk
        before the one rename.

        Args:
            staging: A folder of `staging()` with an `upload.json` that lacks only the number.

        Raises:
            RefusedUploadError: If the folder is gone, its description is not complete, or the same
                file, read in the same way, was accepted in the meantime.
            WorkspaceError: If another process holds the numbering for too long.
        """
        with locked(
            self.folder / ".numbering.lock",
            wait_seconds=_NUMBERING_SECONDS,
            doing="numbering an upload",
        ):
            described = _described(staging)
            self._refuse_twin(described)
            self._refuse_late(described)
            number = 1 + max((folder_number(folder) for folder in self.folder.iterdir()), default=0)
            write_whole(staging / "upload.json", {**described, "number": number})
            for file in staging.iterdir():
                bring_to_disk(file)
            bring_to_disk(staging)
            final = self.folder / f"{number:04d}-{described['sha256'][:12]}"
            os.replace(staging, final)  # noqa: PTH105 (the tests stop a process at this very call)
            bring_to_disk(self.folder)
        return read_upload(final)

    def _refuse_twin(self, described: Mapping[str, Any]) -> None:
        """Refuse a file that another process has accepted since this one was compared."""
        read_so = (described["sha256"], described["mapping"], described["reader_version"])
        twin = self.with_digest(*read_so)
        if twin is not None:
            raise RefusedUploadError(
                f"{described['file_name']} is upload {twin.number} already, read in the same way.",
                next_step="Undo that upload first if it should be loaded again.",
            )

    def _refuse_late(self, described: Mapping[str, Any]) -> None:
        """Refuse to replace an upload that was replaced or undone since it was read again."""
        number = described.get("replaces")
        if number is not None and not self.numbered(number).counts:
            raise RefusedUploadError(
                f"Upload {number} was undone or replaced while it was read again.",
                next_step="Look at the list of uploads, then read again the one that counts.",
            )

    def undo(self, number: int, *, by: str = "") -> Upload:
        """Leave an upload out, as if it had never been loaded; undoing twice changes nothing.

        Raises:
            QuestionError: If there is no such upload.
        """
        folder = self.numbered(number).folder
        marker = folder / "undone.json"
        if not marker.exists():
            with told_when_full(self.folder, doing=f"Undoing upload {number}"):
                write_whole(marker, {"undone_at": datetime.now(UTC).isoformat(), "by": by})
        return self.numbered(number)

    def redo(self, number: int) -> Upload:
        """Count an undone upload again; exactly the rows it had come back.

        Raises:
            QuestionError: If there is no such upload.
        """
        folder = self.numbered(number).folder
        (folder / "undone.json").unlink(missing_ok=True)
        bring_to_disk(folder)
        return self.numbered(number)


def _described(staging: Path) -> dict[str, Any]:
    """Read what the importer wrote about an upload and check that nothing is missing."""
    try:
        text = (staging / "upload.json").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RefusedUploadError(
            "The prepared upload is no longer there: it was accepted, or swept after a day.",
            next_step="Look for it in the list of uploads, or load the file again.",
        ) from error
    stated = cast("dict[str, Any]", json.loads(text))
    needed = {field.name for field in fields(UploadFacts) if field.default is MISSING}
    missing = needed - {*stated, "number"}
    if missing:
        raise ValueError(f"upload.json lacks {', '.join(sorted(missing))}")
    return stated
