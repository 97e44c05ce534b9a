"""What tests of several parts share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real files that tests check cxdash against."""
    folder = os.environ.get("CXDASH_TEST_DATA")
    if not folder:
        pytest.skip("set CXDASH_TEST_DATA to the folder with the real files")
    return Path(folder)
