"""One file between dropping and accepting, and the list of them that a reader's tab keeps."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

import streamlit as st

from cxdash.errors import CxdashError
from cxdash.ingest.examination import Examination
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.staged import StagedUpload
from cxdash.store.upload import Upload
from cxdash.web import workspaces
from cxdash.web.intake_files import Arrived

State = Literal["examining", "mapping", "checking", "ready", "failed"]
Repeats = Literal["keep", "leave out"]

_WAITING: Final = "files being loaded"


@dataclass(frozen=True)
class Waiting:
    """One file between dropping and accepting.

    Attributes:
        arrived: The file.
        state: What happens next; "mapping" waits for the reader, "ready" for her word.
        job: The child that works on it, None while it queues or waits.
        examination: What the file seems to be.
        mapping: How its columns are read, as last confirmed.
        staged: Its rows, checked and counted.
        error: Why the last step failed.
        repeats: What to do with rows that are there already and have no id.
        is_wanted: Whether it is to be accepted as soon as it is ready.
        sheet: The sheet or table of a file the reader chose; None leaves it to cxdash.
        attempt: Rises with every correction, so that the editor starts from what was confirmed.
    """

    arrived: Arrived
    state: State = "examining"
    job: int | None = None
    examination: Examination | None = None
    mapping: Mapping | None = None
    staged: StagedUpload | None = None
    error: CxdashError | None = None
    repeats: Repeats | None = None
    is_wanted: bool = False
    attempt: int = 0
    sheet: str | None = None

    @property
    def token(self) -> str:
        """What tells it from the others."""
        return self.arrived.token

    @property
    def replaces(self) -> int | None:
        """The upload it takes the place of: the one whose original it is, or of the same bytes."""
        if self.arrived.upload is not None:
            return self.arrived.upload
        return self.examination.seen_before if self.examination else None

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing is left to say before it is accepted."""
        staged = self.staged
        return (
            self.state == "ready"
            and staged is not None
            and staged.folder is not None
            and any(table.rows for table in staged.tables)
            and (not staged.repeats or self.repeats is not None)
        )


def waiting() -> list[Waiting]:
    """Return the files being loaded, in the order they came."""
    return list(table().values())


def dropped() -> list[Waiting]:
    """Return those of them that are new here."""
    return [item for item in waiting() if item.arrived.upload is None]


def read_again() -> list[Waiting]:
    """Return those of them that are kept originals of uploads."""
    return [item for item in waiting() if item.arrived.upload is not None]


def table() -> dict[str, Waiting]:
    """Return the files being loaded by their token."""
    return st.session_state.setdefault(_WAITING, {})


def replaced(item: Waiting) -> Upload | None:
    """Return the upload whose place a file takes once it is accepted, None where there is none."""
    number = item.replaces
    if number is None:
        return None
    found = (one for one in workspaces.own().uploads.all() if one.number == number)
    return next((one for one in found if one.counts), None)


def put(item: Waiting) -> None:
    """Keep a file as it stands now."""
    table()[item.token] = item


def described(staged: StagedUpload) -> dict[str, Any]:
    """Return what is known of a checked file: as `UploadFacts`, without its number.

    Empty when its folder is gone: it was swept, or there is none because the file is kept already.
    """
    path = Path(staged.folder or "") / "upload.json"
    if not staged.folder or not path.is_file():
        return {}
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
