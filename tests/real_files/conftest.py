"""Real export files, loaded the way a user loads them: nothing given but the file."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from cxdash import Workspace, open_workspace
from cxdash.ingest.importer import load

Loaded = Callable[..., Workspace]


@pytest.fixture(scope="session")
def loaded(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Load files into a new workspace, each once in a session."""
    known: dict[tuple[str, ...], Workspace] = {}

    def load_files(*names: str) -> Workspace:
        if names not in known:
            home = tmp_path_factory.mktemp("workspace")
            for name in names:
                load(shared_data / name, home=home, yes=True)
            known[names] = open_workspace(home)
        return known[names]

    return load_files


@pytest.fixture(scope="session")
def by_hand() -> Callable[[str], list[tuple]]:
    """Ask the raw files, without cxdash."""
    connection = duckdb.connect()
    return lambda sql: connection.execute(sql).fetchall()
