"""Children that read files while the app stays free: started, watched, cancelled, listed."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from cxdash.errors import CxdashError, QuestionError
from cxdash.ingest import limits, worker_protocol

if TYPE_CHECKING:
    import subprocess

State = Literal["running", "done", "failed", "cancelled"]

KEPT: Final = 50
"""Finished jobs that are remembered."""


@dataclass(frozen=True)
class JobView:
    """How a job stands.

    Attributes:
        id: Its number in this process.
        do: "examine", "stage" or "load".
        file_name: The file's name.
        state: "running", "done", "failed" or "cancelled".
        progress: The share done, 0 to 1.
        step: What is being done.
        result: What the child gave, as JSON, once done.
        error: Why it failed.
    """

    id: int
    do: str
    file_name: str
    state: State = "running"
    progress: float = 0.0
    step: str = "starting"
    result: dict[str, Any] | None = None
    error: CxdashError | None = None


class _Table:
    """Every job of this process; threads change it, the app reads it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.views: dict[int, JobView] = {}
        self.processes: dict[int, subprocess.Popen[str]] = {}
        self.numbers = itertools.count(1)

    def change(self, number: int, **changes: Any) -> None:  # noqa: ANN401 (fields of JobView)
        with self.lock:
            view = self.views[number]
            if view.state == "running":
                self.views[number] = replace(view, **changes)

    def forget_old(self) -> None:
        finished = [number for number, view in self.views.items() if view.state != "running"]
        for number in finished[:-KEPT]:
            del self.views[number]


_TABLE: Final = _Table()


def start(job: worker_protocol.Job, *, file_name: str, held: limits.Limits = limits.USUAL) -> int:
    """Start a child for a job and return its number at once.

    Args:
        job: As `worker_protocol.child` takes it.
        file_name: For the list.
        held: What the child may use.
    """
    with _TABLE.lock:
        _TABLE.forget_old()
        number = next(_TABLE.numbers)
        _TABLE.views[number] = JobView(number, str(job["do"]), file_name)
    threading.Thread(
        target=_follow, args=(number, job, held), name=f"job-{number}", daemon=True
    ).start()
    return number


def poll(number: int) -> JobView:
    """Return how a job stands.

    Raises:
        QuestionError: If this process knows no such job.
    """
    with _TABLE.lock:
        view = _TABLE.views.get(number)
    if view is None:
        raise QuestionError(
            f"There is no job {number}.", next_step="Start the upload again: the app was restarted."
        )
    return view


def cancel(number: int) -> None:
    """Stop a job; nothing of it was kept. A finished job stays as it is."""
    poll(number)
    _TABLE.change(number, state="cancelled", step="cancelled")
    with _TABLE.lock:
        process = _TABLE.processes.get(number)
    if process:
        process.kill()


def listed() -> list[JobView]:
    """Return every job this process remembers, the newest first."""
    with _TABLE.lock:
        return sorted(_TABLE.views.values(), key=lambda view: -view.id)


def _follow(number: int, job: worker_protocol.Job, held: limits.Limits) -> None:
    """Read a child's messages until it ends."""
    with worker_protocol.child(job, held=held) as running:
        with _TABLE.lock:
            _TABLE.processes[number] = running.process
        if poll(number).state == "cancelled":
            running.process.kill()
        for message in worker_protocol.messages(running.lines):
            if "progress" in message:
                _TABLE.change(number, progress=message["progress"], step=message["step"])
            elif "result" in message:
                _TABLE.change(
                    number, state="done", progress=1.0, step="done", result=message["result"]
                )
            elif "error" in message:
                error = worker_protocol.error_from(message["error"])
                _TABLE.change(number, state="failed", error=error)
        view = _TABLE.views.get(number)
        if view is not None and view.state == "running":
            error = worker_protocol.ended(running, str(job.get("path", "")))
            _TABLE.change(number, state="failed", error=error)
    with _TABLE.lock:
        _TABLE.processes.pop(number, None)
