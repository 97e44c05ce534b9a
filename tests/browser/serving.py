"""Start a Streamlit app the way a user does, on a port of its own, and stop it again."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START_SECONDS = 90
STOP_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        address: Without a slash at the end.
        pid: Its process.
        begun: The moment before it was started, by `time.perf_counter`.
    """

    address: str
    pid: int
    begun: float


@contextmanager
def served(script: Path, home: Path) -> Generator[str]:
    """Serve an app until the block ends; yield its address. See `server`."""
    with server(script, home) as running:
        yield running.address


@contextmanager
def server(script: Path, home: Path) -> Generator[Server]:
    """Serve an app until the block ends.

    Args:
        script: What `streamlit run` starts.
        home: Its workspace folder; the server's log goes beside it.

    Yields:
        The server, once it answers.

    Raises:
        RuntimeError: If it does not start, with what it said.
    """
    address = f"http://localhost:{free_port()}"
    log = home.with_name(f"{home.name}.log")
    home.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
             f"--server.port={address.rpartition(':')[2]}", "--server.fileWatcherType=none"],
            cwd=ROOT,
            env=os.environ | {"CXDASH_HOME": str(home)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait_for(process, address, log)
        yield Server(address, process.pid, begun)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not start:\n{log.read_text('utf-8')}")
