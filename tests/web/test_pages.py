"""Every page opens inside the frame, whatever the workspace holds."""

import shutil
from pathlib import Path

import pytest

from cxdash.web import workspaces
from tests.web.places import (
    ONE_ANSWER,
    PAGES,
    Tables,
    company,
    is_framed,
    kept,
    opened,
    said,
    without,
)

COMPANIES: dict[str, Tables] = {
    "usual": company(),
    "one answer": ONE_ANSWER,
    "no dates": without(company(), "occurred_at"),
    "one segment": company(("Retail",)),
    "no scores": {name: rows for name, rows in company().items() if name != "responses"},
    "empty": {},
}


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workspace folder of each company, built once."""
    folder = tmp_path_factory.mktemp("companies")
    for name, tables in COMPANIES.items():
        if tables:
            kept(folder / name, tables)
    return {name: folder / name for name in COMPANIES}


@pytest.fixture(autouse=True)
def _no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)


@pytest.fixture
def home(homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual company's folder, set as the reader's own."""
    monkeypatch.setenv("CXDASH_HOME", str(homes["usual"]))
    return homes["usual"]


@pytest.mark.parametrize("name", COMPANIES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_inside_the_frame(
    page: str, name: str, homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXDASH_HOME", str(homes[name]))
    app = opened(page)
    assert not app.exception
    assert [error.value for error in app.error] == []
    assert is_framed(app)
    assert app.title[0].value.endswith("?")


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_workspace_teaches_what_fills_a_page(
    page: str, homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXDASH_HOME", str(homes["empty"]))
    assert "fills this page" in said(opened(page))


def test_a_single_answer_is_counted_in_the_singular(
    homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXDASH_HOME", str(homes["one answer"]))
    drawn = said(opened("overview"))
    assert ">1 answer<" in drawn
    assert "1 answers" not in drawn


@pytest.mark.usefixtures("home")
def test_filters_behind_the_expander_are_drawn_when_one_is_set() -> None:
    closed = opened("satisfaction")
    assert "kind" not in {choice.key for choice in closed.multiselect}

    linked = opened("satisfaction", {"kind": "external"})

    assert linked.session_state["more_filters"] is True
    assert linked.multiselect(key="kind").value == ["external"]


@pytest.mark.usefixtures("home")
def test_a_link_fills_the_filters() -> None:
    app = opened("satisfaction", {"seg": "Retail", "c": "year", "p": "all"})
    assert app.multiselect(key="seg").value == ["Retail"]
    assert app.selectbox(key="c").value == "year"
    assert app.selectbox(key="p").value == "all"
    assert not app.warning


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("key", "value"), [("seg", "Atlantis"), ("p", "yesterday"), ("m", "profit"), ("sub", "Rain")]
)
def test_a_value_the_workspace_does_not_have_is_said(key: str, value: str) -> None:
    app = opened("satisfaction", {key: value})
    assert [f"“{value}”" in warning.value for warning in app.warning] == [True]


@pytest.mark.usefixtures("home")
def test_the_sentence_about_a_link_goes_when_the_reader_chooses() -> None:
    app = opened("satisfaction", {"seg": "Atlantis"})
    app.multiselect(key="seg").select("Retail").run()
    assert not app.warning


@pytest.mark.usefixtures("home")
def test_a_filter_that_leaves_nothing_says_so() -> None:
    app = opened("complaints", {"p": "dates", "d": ["2031-01-01", "2031-01-31"]})
    assert "No complaint lies in this period" in said(app)


@pytest.mark.usefixtures("home")
def test_a_finding_leads_to_its_proof() -> None:
    app = opened("overview")
    first = app.button(key="show_0").click().run()
    assert not first.exception
    assert [error.value for error in first.error] == []
    assert first.title[0].value.startswith(("Is satisfaction", "What causes"))


@pytest.mark.usefixtures("home")
def test_a_picked_point_shows_its_rows_with_file_and_line() -> None:
    app = opened("satisfaction")
    app.session_state["chart_trend"] = {"selection": {"pick": [{"key": "2025-10"}]}}
    app.run()
    rows = app.dataframe[0].value
    assert list(rows.columns[:2]) == ["File", "Line"]
    assert len(rows) == 40


@pytest.mark.usefixtures("home")
def test_a_pick_that_the_filters_have_overtaken_is_forgotten() -> None:
    app = opened("satisfaction")
    app.session_state["chart_trend"] = {"selection": {"pick": [{"key": "1999-01"}]}}
    app.run()
    assert not app.exception
    assert "Rows behind" not in said(app)


@pytest.mark.usefixtures("home")
def test_filter_by_this_puts_the_picked_rows_into_the_filters() -> None:
    app = opened("satisfaction", {"p": "all"})
    app.session_state["chart_comparison"] = {"selection": {"pick": [{"group": "Retail"}]}}
    app.run()
    app.button(key="filter_comparison").click().run()
    assert app.multiselect(key="seg").value == ["Retail"]


def test_an_event_typed_in_is_kept_and_can_be_removed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home, tmp_path / "copy")
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "copy"))
    app = opened("satisfaction")
    app.session_state["notes"] = True  # the expander is opened
    app.run()
    app.text_input[0].set_value("New script")
    next(button for button in app.button if button.label == "Add").click()
    app.run()
    events = workspaces.own().registers.events.list()
    assert [event.label for event in events] == ["New script"]
    app.button(key=f"remove_event_{events[0].id}").click().run()
    assert workspaces.own().registers.events.list() == []


def test_a_bug_is_told_with_an_id_and_never_with_a_traceback(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    del home
    monkeypatch.setattr("cxdash.web.cards.verdict", lambda _answer: 1 / 0)
    app = opened("overview")
    told = app.error[0].value
    assert not app.exception
    assert "Something went wrong on our side" in told
    number = told.split("(id ")[1].split(")")[0]
    assert f"Fault {number}" in caplog.text
