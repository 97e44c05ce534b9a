"""Two crossed dimensions are worked out for those who open them, and can be chosen and linked."""

from pathlib import Path

import pytest

from cxdash.answers.answer import Answer
from cxdash.metrics.filters import Question
from cxdash.store.workspace import Workspace
from cxdash.web import cache, workspaces
from tests.web.places import ONE_ANSWER, company, kept, opened, said, without


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_nothing_is_crossed_while_it_is_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(home, company())
    asked: list[str] = []
    answer = cache.answer

    def noting(name: str, question: Question) -> Answer:
        asked.append(name)
        return answer(name, question)

    monkeypatch.setattr(cache, "answer", noting)

    opened("satisfaction", {"p": "6m"})

    assert asked == ["trend"]


@pytest.mark.parametrize("page", ["satisfaction", "complaints"])
@pytest.mark.parametrize("tables", [company(), ONE_ANSWER, without(company(), "segment")])
def test_it_opens_whatever_the_workspace_holds(page: str, tables, home: Path) -> None:
    kept(home, tables)

    app = opened(page, {"p": "6m"})
    app.session_state["mixes"] = True
    app.run()

    assert not app.exception
    assert [error.value for error in app.error] == []


def test_a_link_names_the_two_dimensions(sample: Workspace, monkeypatch) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(sample.home))

    app = opened("satisfaction", {"p": "6m", "mix": "channel", "by2": "segment"})

    assert not app.exception
    told = said(app)
    assert "comes from a changed mix of channel × segment" in told
    assert "On the same mix of channels" in told
