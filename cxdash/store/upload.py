"""One accepted file, as its folder describes it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from cxdash.errors import WorkspaceError

_NUMBERED = re.compile(r"(\d{4,})-[0-9a-f]{12}")


@dataclass(frozen=True)
class UploadFacts:
    """What `upload.json` says about one accepted file; times are UTC, days ISO dates.

    Attributes:
        number: Given out when it was accepted, from 1; never given twice.
        file_name: The file's name where it came from.
        sha256: The hash of the file's bytes, in hex.
        bytes: The file's size.
        received_at: When it was read.
        by: Who loaded it, empty where nobody is known.
        format: The known export format it was recognised as, or None.
        family: The source family its ids belong to.
        mapping: How its columns were mapped.
        reader_version: The version of the reader that made the rows.
        read_report: What the reader did to the file.
        rows_read: Rows the reader found.
        rows_refused: Rows that were not accepted.
        tables: How many rows each canonical table got.
        notes: Plain sentences for the reader.
        first_on: The earliest day of its facts, or None.
        last_on: The latest one, or None.
        replaces: The number of the upload whose original was read again for this one, or None.
    """

    number: int
    file_name: str
    sha256: str
    bytes: int
    received_at: str
    by: str
    format: str | None
    family: str
    mapping: dict[str, Any]
    reader_version: str
    read_report: dict[str, Any]
    rows_read: int
    rows_refused: int
    tables: dict[str, int]
    notes: tuple[str, ...]
    first_on: str | None
    last_on: str | None
    replaces: int | None = None


@dataclass(frozen=True)
class Upload:
    """One accepted upload.

    Attributes:
        number: Its number.
        folder: Where it is kept.
        facts: What is known about it.
        undone: Whether it is left out at the moment.
        digest: A hash of `upload.json`, which changes when the upload is rewritten.
        place: Its place in time: its number, or that of the first reading of the same original.
        replaced_by: The later reading of the same original that counts in its stead, or None.
    """

    number: int
    folder: Path
    facts: UploadFacts
    undone: bool
    digest: str
    place: int
    replaced_by: int | None = None

    @property
    def counts(self) -> bool:
        """Whether its rows are in the warehouse."""
        return not self.undone and self.replaced_by is None

    def parquet(self) -> dict[str, Path]:
        """Return the file of accepted rows for each canonical table it fills."""
        return {table: self.folder / f"{table}.parquet" for table in self.facts.tables}

    def refused(self) -> Path | None:
        """Return the file of refused rows, or None when none was refused."""
        file = self.folder / "refused.parquet"
        return file if file.exists() else None


def with_readings(uploads: Sequence[Upload]) -> list[Upload]:
    """Return uploads, given by number, each with its place and what counts in its stead.

    Of an original that was read again the newest reading that is not undone counts, so that undoing
    a reading brings the one before it back, and one rename is enough to replace it.
    """
    places: dict[int, int] = {}
    newest: dict[int, int] = {}
    for upload in uploads:
        place = places.get(upload.facts.replaces or 0, upload.number)
        places[upload.number] = place
        if not upload.undone:
            newest[place] = upload.number
    return [
        replace(
            upload,
            place=place,
            replaced_by=None if upload.undone or newest[place] == upload.number else newest[place],
        )
        for upload in uploads
        for place in (places[upload.number],)
    ]


def folder_number(folder: Path) -> int:
    """Return the number an upload's folder carries, 0 for anything else in its place."""
    match = _NUMBERED.fullmatch(folder.name)
    return int(match.group(1)) if match else 0


def read_upload(folder: Path) -> Upload:
    """Return the upload kept in a folder.

    Raises:
        WorkspaceError: If its description cannot be read.
    """
    description = folder / "upload.json"
    try:
        state = description.stat()
        facts, digest = _facts(description, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, TypeError) as error:
        raise WorkspaceError(
            f"Upload {folder.name} cannot be read: {description.name} is missing or damaged.",
            next_step="Put the folder back from a copy, or move it out of the uploads folder and "
            "load its file again.",
        ) from error
    return Upload(
        number=folder_number(folder),
        folder=folder,
        facts=facts,
        undone=(folder / "undone.json").exists(),
        digest=digest,
        place=folder_number(folder),
    )


@lru_cache(maxsize=4096)
def _facts(description: Path, _changed_ns: int, _size: int) -> tuple[UploadFacts, str]:
    """Parse a description once for each state of its file."""
    content = description.read_bytes()
    stated = cast("dict[str, Any]", json.loads(content))
    known = {field.name for field in fields(UploadFacts)}
    facts = UploadFacts(**{name: value for name, value in stated.items() if name in known})
    return facts, sha256(content).hexdigest()
