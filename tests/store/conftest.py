"""What every test of the store starts from."""

from pathlib import Path

import pytest

from cxdash.store.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace; it has no folder yet."""
    return Workspace(tmp_path / "home")
