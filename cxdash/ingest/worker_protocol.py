"""How a process talks to the child that reads a file: a job as JSON in, JSON lines out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

import cxdash
from cxdash import errors
from cxdash.ingest import limits

CRASHED: Final = "It needed too much memory or met a fault of its own"
TOO_LONG: Final = "It took longer than an hour"
MOST_NOISE: Final = 2000

Job = Mapping[str, object]


@contextmanager
def child(job: Job) -> Generator[subprocess.Popen[str]]:
    """Start a child for a job; it is ended when the block is left.

    Args:
        job: `do` ("examine", "stage" or "load") and the arguments of that function.
    """
    with tempfile.TemporaryDirectory(prefix="cxdash-job-") as folder:
        described = Path(folder) / "job.json"
        described.write_text(json.dumps(job), encoding="utf-8")
        noise = Path(folder) / "stderr.txt"
        package_home = str(Path(cxdash.__file__ or "").resolve().parent.parent)
        environment = limits.child_environment()
        paths = [package_home, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = ":".join(path for path in paths if path)
        with noise.open("w", encoding="utf-8") as stderr:
            process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
                [sys.executable, "-m", "cxdash.ingest.worker", str(described)],
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                encoding="utf-8",
                env=environment,
            )
            watch = threading.Timer(limits.WALL_SECONDS, process.kill)
            watch.daemon = True
            watch.start()
            try:
                yield process
            finally:
                watch.cancel()
                if process.poll() is None:
                    process.kill()
                process.wait()
                if process.stdout:
                    process.stdout.close()


def messages(lines: IO[str]) -> Iterator[dict[str, Any]]:
    """Yield the child's messages; a line that is none (a library's noise) is passed over."""
    for line in lines:
        if line.startswith("{"):
            yield cast("dict[str, Any]", json.loads(line))


def run(job: Job, progress: Callable[[float, str], None]) -> dict[str, Any]:
    """Do a job in a child and wait for it.

    Returns:
        The child's result as JSON.

    Raises:
        CxdashError: The one the child raised.
        WorkspaceError: If the child ended without an answer.
    """
    with child(job) as process:
        assert process.stdout is not None  # noqa: S101 (opened as a pipe)
        for message in messages(process.stdout):
            if "progress" in message:
                progress(message["progress"], message["step"])
            elif "result" in message:
                return cast("dict[str, Any]", message["result"])
            elif "error" in message:
                raise error_from(message["error"])
        process.wait()
        raise ended(str(job.get("path", "")), process.returncode)


def error_from(said: Mapping[str, str]) -> errors.CxdashError:
    """Return the error a child sent, as the same kind."""
    kind = getattr(errors, said.get("kind", ""), errors.CxdashError)
    return cast("errors.CxdashError", kind(said["what"], next_step=said["next_step"]))


def ended(path: str, status: int) -> errors.WorkspaceError:
    """Return the error for a child that ended without an answer."""
    return errors.WorkspaceError(
        f"Reading {Path(path).name} was stopped (exit status {status}). {CRASHED}.",
        next_step="Try a smaller part of the file; nothing of it was kept.",
    )
