"""Apache Superset on this machine alone: set up once, served by gunicorn, asked over its API."""

import http.client
import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.browser.serving import free_port

ADMIN: Final = "bench"
START_SECONDS: Final = 120
STOP_SECONDS: Final = 20
THREADS: Final = 4
FACTORY: Final = "superset.app:create_app()"

META: Final = "meta.db"
FRESH: Final = "fresh.db"
"""Its own database as it was after the set-up; each run begins with it."""

CONFIG: Final = """
SECRET_KEY = {key!r}
SQLALCHEMY_DATABASE_URI = {uri!r}
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
PREVENT_UNSAFE_DB_CONNECTIONS = False
"""
"""A token instead of a form, no HTTPS on loopback, and a database that is a file."""


class Superset:
    """A server that runs, with its administrator logged in.

    Args:
        port: Where it listens.
        pid: Its first process.
        password: The administrator's.
    """

    def __init__(self, port: int, pid: int, password: str) -> None:
        self.pid = pid
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        self._token = ""
        login = {"username": ADMIN, "password": password, "provider": "db", "refresh": False}
        self._token = self.post("security/login", login)["access_token"]

    def post(self, path: str, asked: Mapping[str, object]) -> dict[str, Any]:
        """Ask the API and return its answer.

        Raises:
            RuntimeError: If it refuses, with what it said.
        """
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        self._line.request("POST", f"/api/v1/{path}", json.dumps(asked), headers)
        answer = self._line.getresponse()
        said = answer.read()
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path}: {answer.status} {said.decode()[:500]}")
        return json.loads(said)

    def dataset(self, warehouse: Path, tables: list[str]) -> dict[str, int]:
        """Connect a DuckDB file, read-only, and return the number of each table's dataset."""
        read_only = {"engine_params": {"connect_args": {"read_only": True}}}
        database = self.post(
            "database/",
            {
                "database_name": secrets.token_hex(4),
                "sqlalchemy_uri": f"duckdb:///{warehouse}",
                "extra": json.dumps(read_only),
            },
        )["id"]
        return {
            table: self.post(
                "dataset/", {"database": database, "schema": "main", "table_name": table}
            )["id"]
            for table in tables
        }


@contextmanager
def superset(environment: Path) -> Generator[Superset]:
    """Serve Superset until the block ends.

    Args:
        environment: A virtual environment with Superset in it; what it keeps goes beside it.
    """
    home = environment.with_name("superset-home")
    variables = os.environ | {
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "FLASK_APP": FACTORY,
    }
    password = _set_up(environment, home, variables)
    shutil.copyfile(home / FRESH, home / META)  # it knows one table of a name, from whatever file
    port = free_port()
    with (home / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [environment / "bin" / "gunicorn", "--workers=1", f"--threads={THREADS}",
             "--timeout=300", f"--bind=127.0.0.1:{port}", FACTORY],
            cwd=home, env=variables, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait_for(port)
        yield Superset(port, process.pid, password)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _set_up(environment: Path, home: Path, variables: dict[str, str]) -> str:
    """Make its database and its administrator, once; return the password."""
    kept = home / "password"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    home.mkdir(parents=True, exist_ok=True)
    (home / "superset_config.py").write_text(
        CONFIG.format(key=secrets.token_hex(32), uri=f"sqlite:///{home / META}"),
        encoding="utf-8",
    )
    password = secrets.token_hex(16)
    (home / META).unlink(missing_ok=True)  # of a set-up that was stopped
    for command in (
        ["db", "upgrade"],
        ["fab", "create-admin", "--username", ADMIN, "--password", password,
         "--firstname", ADMIN, "--lastname", ADMIN, "--email", "bench@localhost"],
        ["init"],
    ):  # fmt: skip
        subprocess.run(
            [environment / "bin" / "superset", *command],
            cwd=home,
            env=variables,
            capture_output=True,
            check=True,
        )
    shutil.copyfile(home / META, home / FRESH)
    kept.write_text(password, encoding="utf-8")
    return password


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
        try:
            line.request("GET", "/health")
            line.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
        finally:
            line.close()
    raise RuntimeError("Superset did not start; its log is in superset-home/server.log.")
