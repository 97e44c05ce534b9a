"""The app with the sample company, and tabs on it, in the Chromium that is installed."""

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from cxdash.ingest.sample import load_sample
from tests.browser.serving import ROOT, served
from tests.browser.visiting import (
    NO_CHROMIUM,
    PATIENCE,
    Visit,
    chromium_at,
    chromium_path,
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test here; each parallel worker has a server of its own."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip(NO_CHROMIUM)
    expect.set_options(timeout=PATIENCE)
    with chromium_at(path) as browser:
        yield browser


@pytest.fixture(scope="session")
def context(chromium: Browser) -> BrowserContext:
    """One for all tabs: they share what is loaded once, and Streamlit tells tabs apart anyway."""
    return chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")


@pytest.fixture(scope="session")
def sample(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: ARG001 - no browser, no sample
    """A workspace folder with nothing in it but the sample company."""
    home = tmp_path_factory.mktemp("sample") / "workspace"
    load_sample(home)
    return home


@pytest.fixture(scope="session")
def app(sample: Path) -> Generator[str]:
    """The address of the app with the sample company; nobody changes its data."""
    with served(ROOT / "app.py", sample) as address:
        yield address


@pytest.fixture
def own_app(sample: Path, tmp_path: Path) -> Generator[str]:
    """The address of an app of this test's own, to load files into."""
    home = tmp_path / "workspace"
    shutil.copytree(sample, home)
    with served(ROOT / "app.py", home) as address:
        yield address


@pytest.fixture
def visit(context: BrowserContext, app: str) -> Generator[Visit]:
    """A tab on the sample company."""
    page = context.new_page()
    yield Visit(page, app)
    page.close()


@pytest.fixture
def own_visit(context: BrowserContext, own_app: str) -> Generator[Visit]:
    """A tab on an app of this test's own."""
    page = context.new_page()
    yield Visit(page, own_app)
    page.close()
