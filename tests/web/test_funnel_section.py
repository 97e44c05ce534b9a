"""The funnel of places stands behind its own heading and is worked out only when it is opened."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.web import cache, workspaces
from tests.web.places import ONE_ANSWER, Tables, company, kept, opened, said, without

COMPANIES: dict[str, Tables] = {
    "usual": company(),
    "one answer": ONE_ANSWER,
    "no process": without(company(), "process"),
    "no scores": {name: rows for name, rows in company().items() if name != "responses"},
}


@pytest.fixture(autouse=True)
def _no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)


def section(home: Path, monkeypatch: pytest.MonkeyPatch, link: dict[str, str]) -> AppTest:
    monkeypatch.setenv("CXDASH_HOME", str(home))
    app = opened("touchpoints", link)
    app.session_state["funnel"] = True  # the expander is opened
    return app.run()


@pytest.mark.parametrize("name", COMPANIES)
def test_it_opens_whatever_the_workspace_holds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, COMPANIES[name])

    app = section(tmp_path, monkeypatch, {})

    assert not app.exception
    assert [error.value for error in app.error] == []


def test_nothing_is_worked_out_while_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, company())
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path))
    asked: list[str] = []
    monkeypatch.setattr(
        cache, "answer", lambda name, question, real=cache.answer: (
            asked.append(name), real(name, question))[1],
    )  # fmt: skip

    app = opened("touchpoints")
    assert asked == ["touchpoints"]

    app.session_state["funnel"] = True
    app.run()
    assert asked[-1] == "funnel"


def test_it_begins_with_the_rows_of_the_page_and_never_with_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, company())

    by_channel = section(tmp_path, monkeypatch, {"p": "all", "rows": "ch"})
    assert by_channel.selectbox(key="at").value == "ch"
    assert "channels lie beyond what chance and their mix of segments explain" in said(by_channel)
    people = section(tmp_path, monkeypatch, {"p": "all", "rows": "emp"})
    assert people.selectbox(key="at").value == "proc"
    assert "Employee" not in people.selectbox(key="at").options


def test_a_link_chooses_places_and_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, company())

    app = section(tmp_path, monkeypatch, {"p": "all", "at": "proc", "held": "complaint_rate"})

    assert app.selectbox(key="held").value == "complaint_rate"
    assert "Complaint rate: no process lies beyond what chance" in said(app)
