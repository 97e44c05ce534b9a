"""A start shows the first page as the last one kept it; no other view is kept."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from cxdash.answers.first_page import keep_answer
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import resolve
from cxdash.metrics.reader import reader_of
from cxdash.store.first_page import FOLDER, FirstPage
from cxdash.store.workspace import Workspace
from cxdash.web import workspaces
from tests.web.places import ROOT, company, kept, opened, said


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company's folder, set as the reader's own, of which nothing was shown yet."""
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path))
    kept(tmp_path, company())
    return tmp_path


def names(home: Path) -> set[str]:
    """Return the parts that are kept."""
    return {path.stem for path in (home / FOLDER).glob("*.json")}


def test_the_next_start_shows_the_same_page(home: Path) -> None:
    first = said(opened("overview"))
    assert names(home) == {"overview", "choices"}
    st.cache_resource.clear()
    assert said(opened("overview")) == first


def test_the_next_start_reads_the_page_from_what_was_kept(home: Path) -> None:
    reader = reader_of(Workspace(home))
    assert reader.span is not None
    usual = Question(Filters(resolve("12m", reader.span)))
    never = replace(answer_from("overview", reader, usual), sentences=("Never worked out.",))
    keep_answer(FirstPage(home), never, reader)
    assert "Never worked out." in said(opened("overview"))
    assert "Never worked out." not in said(opened("overview", {"seg": "Retail"}))


@pytest.mark.parametrize("link", [{"seg": "Retail"}, {"p": "3m"}, {"c": "year"}])
def test_a_view_that_a_reader_has_narrowed_is_not_kept(link: dict[str, str], home: Path) -> None:
    opened("overview", link)
    assert names(home) == {"choices"}


def test_a_start_from_what_was_kept_loads_nothing_that_answers(home: Path) -> None:
    opened("overview")
    code = (
        "import sys; from cxdash.web.readying import READYING; READYING.soon = lambda steps: None;"
        "from tests.web.places import opened, said; page = said(opened('overview'));"
        "late = {'cxdash.answers.overview', 'cxdash.answers.indicators', 'altair'};"
        "sys.exit(', '.join(late & set(sys.modules)) or 'Which metrics' not in page)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"CXDASH_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
