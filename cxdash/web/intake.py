"""The files a reader is loading: what each waits for, and what moves it on.

examining → (mapping) → checking → ready → accepted; reading happens in children, never here.
"""

import logging
from dataclasses import replace
from typing import Final

import streamlit as st

from cxdash.errors import CxdashError, RefusedUploadError
from cxdash.ingest import importer, jobs
from cxdash.ingest.examination import Examination
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.staged import StagedUpload
from cxdash.store.upload import Upload
from cxdash.web import cache, intake_files, intake_zone, links, workspaces
from cxdash.web.intake_files import Arrived
from cxdash.web.intake_waiting import Repeats, Waiting, described, put, table, waiting

MOST_AT_ONCE: Final = 2
"""Children that read at the same time; each may use a gigabyte."""

_ACCEPTED: Final = "files just accepted"
_OPENED: Final = "own data opened by accepting"
_LOG: Final = logging.getLogger("cxdash")


def add(arrived: Arrived, *, sheet: str | None = None) -> None:
    """Look at a file, of a workbook at this sheet."""
    table()[arrived.token] = Waiting(arrived, sheet=sheet)
    st.session_state.pop(_ACCEPTED, None)
    st.session_state.pop(_OPENED, None)


def advance() -> bool:
    """Take in what the children did and start those that queue; return whether anything moved."""
    moved = False
    for item in waiting():
        after = _followed(item)
        if after is not item:
            put(after)
            moved = True
            if after.is_wanted and after.is_acceptable:
                _accept(after.token)
    free = MOST_AT_ONCE - sum(item.job is not None for item in waiting())
    for item in [one for one in waiting() if _queues(one)][: max(free, 0)]:
        put(replace(item, job=jobs.start(_job(item), file_name=item.arrived.file_name)))
        moved = True
    return moved


def at_work() -> list[tuple[Waiting, jobs.JobView | None]]:
    """Return the files that are being read, and those that queue for it (without a view)."""
    return [
        (item, jobs.poll(item.job) if item.job is not None else None)
        for item in waiting()
        if item.job is not None or _queues(item)
    ]


def confirm(token: str, mapping: Mapping) -> None:
    """Check every row of a file with this mapping."""
    item = table()[token]
    put(replace(item, state="checking", mapping=mapping, error=None, staged=None, repeats=None))


def settle_repeats(token: str, answer: Repeats) -> None:
    """Say what rows without an id are that are there already; leaving out counts anew."""
    item = replace(table()[token], repeats=answer)
    if answer == "leave out":
        _drop_staged(item)
        item = replace(item, state="checking", staged=None)
    put(item)


def correct(token: str) -> None:
    """Go back to the mapping of a checked file; a callback."""
    item = table()[token]
    _drop_staged(item)
    put(
        replace(
            item, state="mapping", staged=None, error=None, repeats=None, is_wanted=False,
            attempt=item.attempt + 1,
        )
    )  # fmt: skip


def read_sheet(token: str, sheet: str) -> None:
    """Look at another sheet of a workbook; the one before stays where that cannot be read."""
    correct(token)
    put(replace(table()[token], state="examining", sheet=sheet))


def cancel(token: str) -> None:
    """Forget a file; nothing of it is kept. A callback."""
    item = table().pop(token, None)
    if item is None:
        return
    if item.job is not None:
        jobs.cancel(item.job)
    _drop_staged(item)
    intake_files.forget(item.arrived)


def accept(token: str) -> None:
    """Keep a checked file and open the reader's own data; a callback.

    What goes wrong stands on the file's card.
    """
    st.session_state[_OPENED] = _turn_to_own()
    _accept(token)


def accept_all() -> None:
    """Keep every file nothing is left to say about; a callback.

    Files of one source are counted against each other: the second is checked again after the
    first was accepted, and then follows by itself.
    """
    st.session_state[_OPENED] = _turn_to_own()
    acceptable = [item.token for item in waiting() if item.is_acceptable]
    for token in acceptable:
        put(replace(table()[token], is_wanted=True))
    for token in acceptable:
        if table()[token].is_acceptable:
            _accept(token)


def just_accepted() -> list[Upload]:
    """Return the files accepted since the last one was dropped."""
    return list(st.session_state.get(_ACCEPTED, ()))


def opened_own() -> bool:
    """Whether accepting them took the reader from the sample company to her own data."""
    return bool(st.session_state.get(_OPENED))


def _accept(token: str) -> None:
    item = table().get(token)
    if item is None or item.staged is None:
        return
    try:
        _refuse_again(item.staged)
        intake_zone.settle()
        upload = importer.accept(item.staged, home=workspaces.home())
        table().pop(token)
        st.session_state[_ACCEPTED] = [*just_accepted(), upload]
        _check_again(upload.facts.family)
        if item.examination is not None:
            used = Mapping.from_json(upload.facts.mapping)
            importer.remember(item.examination, used, home=workspaces.home())
        intake_files.forget(item.arrived, accepted=True)
    except CxdashError as error:
        _LOG.warning("Accepting %s: %s", item.arrived.file_name, error)
        if token in table():
            put(replace(item, error=error, is_wanted=False))


def _queues(item: Waiting) -> bool:
    return item.state in {"examining", "checking"} and item.job is None


def _job(item: Waiting) -> dict[str, object]:
    """Describe the child's task for a file."""
    job: dict[str, object] = {
        "do": "examine",
        "path": str(item.arrived.path),
        "home": str(workspaces.home()),
        "file_name": item.arrived.file_name,
        "sheet": item.sheet,
    }
    if item.state == "checking" and item.mapping is not None:
        job |= {
            "do": "stage",
            "mapping": item.mapping.to_json(),
            "by": str(st.user.get("email") or ""),
            "leave_out_repeats": item.repeats == "leave out",
            "notes": list(item.examination.notes) if item.examination else [],
            "replaces": item.replaces,
        }
    if item.arrived.upload is not None:
        # The child unpacks the original itself; a message about it has the file's own name.
        job |= {"upload": item.arrived.upload, "path": item.arrived.file_name}
    return job


def _followed(item: Waiting) -> Waiting:
    """Return a file as its child left it; the same object while nothing changed."""
    if item.job is None:
        return item
    try:
        view = jobs.poll(item.job)
    except CxdashError as error:
        return replace(item, job=None, state="failed", error=error)
    if view.state == "running":
        return item
    done = replace(item, job=None)
    if view.state != "done" or view.result is None:
        # A file that was examined can be mapped in another way; one that cannot be read cannot.
        is_readable = item.examination is not None
        return replace(done, state="mapping" if is_readable else "failed", error=view.error)
    if item.state == "checking":
        return replace(done, state="ready", staged=StagedUpload.from_json(view.result))
    found = Examination.from_json(view.result)
    is_to_be_looked_at = found.needs_confirmation or item.arrived.upload is not None
    return replace(
        done,
        state="mapping" if is_to_be_looked_at else "checking",
        examination=found,
        mapping=found.mapping,
    )


def _refuse_again(staged: StagedUpload) -> None:
    """Refuse a file dropped twice: its twin may have been accepted since this one was checked."""
    facts = described(staged)
    twin = workspaces.own().uploads.with_digest(
        facts.get("sha256", ""), facts.get("mapping"), facts.get("reader_version")
    )
    if twin is not None:
        raise RefusedUploadError(
            f"{staged.file_name} is upload {twin.number} already, read in the same way: "
            "0 new rows.",
            next_step="Cancel it here; nothing is missing.",
        )


def _check_again(family: str) -> None:
    """Count the other checked files of a source anew: one of them has just been accepted."""
    for item in waiting():
        if item.state == "ready" and item.staged and item.staged.family == family:
            _drop_staged(item)
            put(replace(item, state="checking", staged=None))


def _drop_staged(item: Waiting) -> None:
    if item.staged is not None:
        importer.discard(item.staged)


def _turn_to_own() -> bool:
    """Open the reader's own data; return whether she was looking at the sample company."""
    was_sample = cache.workspace().home != workspaces.home()
    if st.session_state.get(links.OWNER) == "sample":
        st.session_state[links.OWNER] = "own"
    elif links.OWNER not in st.session_state and links.OWNER in st.query_params:
        del st.query_params[links.OWNER]
    return was_sample
