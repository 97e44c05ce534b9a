"""What drives satisfaction is worked out for those who open it, and says what it lacks."""

from pathlib import Path

import pytest

from cxdash.store.workspace import Workspace
from cxdash.web import workspaces
from tests.web.places import ONE_ANSWER, company, kept, opened, said


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_sample_company_shows_its_drivers_once_it_is_open(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(sample.home))
    app = opened("satisfaction", {"p": "all"})
    assert "Delivery on the promised day" not in said(app)

    app.session_state["drivers"] = True
    app.run()

    assert not app.exception
    assert [error.value for error in app.error] == []
    told = said(app)
    assert "“Delivery on the promised day” goes with “Overall, how satisfied are you" in told
    assert "Goes with, not causes" in told
    assert "Work first on what matters more and goes worse than the rest" in told
    assert "got more than they expected" in told


def test_the_answers_behind_an_aspect_can_be_looked_at(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(sample.home))
    app = opened("satisfaction", {"p": "all"})
    app.session_state["drivers"] = True
    app.session_state["chart_drivers"] = {
        "selection": {"pick": [{"aspect": "Delivery on the promised day"}]}
    }
    app.run()

    assert not app.exception
    # By hand (TRUTHS.md): 1,646 rated it.
    assert "1,646 rows, the newest 500 shown" in said(app)


@pytest.mark.parametrize("tables", [company(), ONE_ANSWER])
def test_one_question_a_person_says_what_to_load(tables, home: Path) -> None:
    kept(home, tables)
    app = opened("satisfaction")
    app.session_state["drivers"] = True
    app.run()

    assert not app.exception
    assert [error.value for error in app.error] == []
    assert "load a survey with an overall question and its aspects" in said(app)
