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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

START_SECONDS = 90
STOP_SECONDS = 10


@contextmanager
def served(script: Path, home: Path) -> Generator[str]:
    """Serve an app until the block ends.

    Args:
        script: What `streamlit run` starts.
        home: Its workspace folder; the server's log goes beside it.

    Yields:
        Its address, without a slash at the end.

    Raises:
        RuntimeError: If it does not start, with what it said.
    """
    address = f"http://localhost:{free_port()}"
    log = home.with_name(f"{home.name}.log")
    home.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true",
             f"--server.port={address.rpartition(':')[2]}", "--server.fileWatcherType=none"],
            cwd=ROOT,
            env=os.environ | {"CXDASH_HOME": str(home)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait_for(server, address, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310 - ours
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not start:\n{log.read_text('utf-8')}")
