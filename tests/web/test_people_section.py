"""The fair comparison stands behind its own heading and is worked out only when it is opened."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.web import cache, workspaces
from tests.web.places import ONE_ANSWER, Tables, company, kept, opened, said, without

COMPANIES: dict[str, Tables] = {
    "usual": company(),
    "one answer": ONE_ANSWER,
    "no people": without(company(), "employee"),
    "no scores": {name: rows for name, rows in company().items() if name != "responses"},
}


@pytest.fixture(autouse=True)
def _no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)


def section(home: Path, monkeypatch: pytest.MonkeyPatch, *, link: dict[str, str]) -> AppTest:
    monkeypatch.setenv("CXDASH_HOME", str(home))
    app = opened("touchpoints", link)
    app.session_state["compared_fairly"] = True  # the expander is opened
    return app.run()


@pytest.mark.parametrize("name", COMPANIES)
def test_it_opens_whatever_the_workspace_holds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, COMPANIES[name])

    app = section(tmp_path, monkeypatch, link={})

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

    opened("touchpoints")

    assert asked == ["touchpoints"]


def test_a_chosen_person_is_not_compared_and_it_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = kept(tmp_path, company())
    [[code]] = workspace.snapshot().rows("select min(employee) from touches")

    app = section(tmp_path, monkeypatch, link={"emp": str(code), "p": "all"})

    assert "People are compared only when everyone is in view" in said(app)


def test_it_says_how_processes_and_people_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, company())

    app = section(tmp_path, monkeypatch, link={"p": "all"})

    assert "process" in said(app)
    assert "Nobody is compared" in said(app)
