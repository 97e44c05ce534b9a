"""What tests of several parts share."""

import os
from pathlib import Path

import pytest

from cxdash.ingest.sample import load_sample
from cxdash.store.workspace import Workspace


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real files that tests check cxdash against."""
    folder = os.environ.get("CXDASH_TEST_DATA")
    if not folder:
        pytest.skip("set CXDASH_TEST_DATA to the folder with the real files")
    return Path(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was skipped where nothing may be skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CXDASH_TEST_DATA") and skipped:
        terminalreporter.write_line(
            f"{len(skipped)} skipped although CXDASH_TEST_DATA is set: that is a failure.", red=True
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run with the real files at hand in which anything was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("CXDASH_TEST_DATA") and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample company, loaded once; parallel workers share it (`load_sample` holds a lock)."""
    folder = tmp_path_factory.getbasetemp()
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    return Workspace(load_sample((folder.parent if is_worker else folder) / "sample-company"))
