"""How a process talks to the child that reads a file: a job as JSON in, JSON lines out."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final, cast

import cxdash
from cxdash import errors
from cxdash.ingest import limits

MOST_NOISE: Final = 4000
"""Letters of a stopped child's last words that go to the log."""

Job = Mapping[str, object]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Child:
    """A running child.

    Attributes:
        process: Its process.
        lines: What it writes.
        noise: Where its libraries' noise goes.
        limits: What it may use.
        overdue: Set once it took longer than that and was ended.
    """

    process: subprocess.Popen[str]
    lines: IO[str]
    noise: Path
    limits: limits.Limits
    overdue: threading.Event

    def end_overdue(self) -> None:
        """End it for having taken too long."""
        self.overdue.set()
        self.process.kill()


@contextmanager
def child(job: Job, *, held: limits.Limits = limits.USUAL) -> Generator[Child]:
    """Start a child for a job; it is ended when the block is left.

    Args:
        job: `do` ("examine", "stage" or "load") and the arguments of that function; with `upload`
            in it the file is the kept original of that upload.
        held: What it may use.
    """
    with tempfile.TemporaryDirectory(prefix="cxdash-job-") as folder:
        described, noise = Path(folder) / "job.json", Path(folder) / "stderr.txt"
        described.write_text(json.dumps({**job, "limits": asdict(held)}), encoding="utf-8")
        with noise.open("w", encoding="utf-8") as stderr:
            process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-m", "cxdash.ingest.worker", str(described)],
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                encoding="utf-8",
                env=_environment(),
            )
        with cast("IO[str]", process.stdout) as lines:
            running = Child(process, lines, noise, held, threading.Event())
            watch = threading.Timer(held.wall_seconds, running.end_overdue)
            watch.daemon = True
            watch.start()
            try:
                yield running
            finally:
                watch.cancel()
                if process.poll() is None:
                    process.kill()
                process.wait()


def _environment() -> dict[str, str]:
    """Return the child's environment, in which it finds the same cxdash as this process."""
    environment = limits.child_environment()
    package_home = str(Path(cxdash.__file__ or "").resolve().parent.parent)
    paths = [package_home, environment.get("PYTHONPATH", "")]
    return {**environment, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def messages(lines: IO[str]) -> Iterator[dict[str, Any]]:
    """Yield the child's messages; a line that is none (a library's noise) is passed over."""
    for line in lines:
        if line.startswith("{"):
            yield cast("dict[str, Any]", json.loads(line))


def run(
    job: Job, progress: Callable[[float, str], None], *, held: limits.Limits = limits.USUAL
) -> dict[str, Any]:
    """Do a job in a child and wait for it.

    Args:
        job: As `child` takes it.
        progress: Called with the share done and the step.
        held: What the child may use.

    Returns:
        The child's result as JSON.

    Raises:
        CxdashError: The one the child raised.
        WorkspaceError: If the child ended without an answer.
    """
    with child(job, held=held) as running:
        for message in messages(running.lines):
            if "progress" in message:
                progress(message["progress"], message["step"])
            elif "result" in message:
                return cast("dict[str, Any]", message["result"])
            elif "error" in message:
                raise error_from(message["error"])
        raise ended(running, str(job.get("path", "")))


def error_from(said: Mapping[str, str]) -> errors.CxdashError:
    """Return the error a child sent, as the same kind."""
    kind = getattr(errors, said.get("kind", ""), errors.CxdashError)
    return cast("errors.CxdashError", kind(said["what"], next_step=said["next_step"]))


def ended(running: Child, path: str) -> errors.WorkspaceError:
    """Return the error for a child that ended without an answer; its last words are logged."""
    status = running.process.wait()
    last_words = running.noise.read_text(encoding="utf-8", errors="replace")[-MOST_NOISE:]
    _LOG.error("reading %s ended with status %s: %s %s", path, status, last_words, limits.unheld())
    return errors.WorkspaceError(
        f"Reading {Path(path).name} was stopped: {_why(running, status)}. Nothing of it was kept.",
        next_step="Load the file in smaller parts, or as CSV. The log has details.",
    )


def _why(running: Child, status: int) -> str:
    """Say why a child ended, by its last signal, as the end of a sentence."""
    held = running.limits
    if running.overdue.is_set():
        return f"it took longer than {_minutes(held.wall_seconds)}"
    if status == -getattr(signal, "SIGXCPU", 0):
        return f"it needed more than {_minutes(held.processor_seconds)} of processor time"
    return (
        f"it needed more than {held.memory_bytes / 1024**3:.1f} GB of memory, or made a library "
        f"fail (exit status {status})"
    )


def _minutes(seconds: float) -> str:
    """Return a time in the unit that suits it.

    Examples:
        >>> _minutes(3600), _minutes(2)
        ('60 minutes', '2 seconds')
    """
    return f"{seconds / 60:g} minutes" if seconds >= 120 else f"{seconds:g} seconds"  # noqa: PLR2004 (two minutes)
