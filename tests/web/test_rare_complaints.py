"""The complaints page draws rare complaints from one to the next, unless asked otherwise."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxdash.web import workspaces
from tests.answers.test_rare import DAYS_APART, complaints_on
from tests.web.places import kept, opened, said

FALLS = {"cause": "Fall", "p": "all"}


@pytest.fixture(autouse=True)
def _rare_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    st.cache_resource.clear()
    kept(tmp_path / "rare", complaints_on(DAYS_APART))
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "rare"))


def drawn(app: AppTest) -> set[str]:
    """Return which of the charts over time the page has tools for."""
    names = ("rate", "time_between", "cases_between")
    return {name for name in names if any(str(key) == f"view_{name}" for key in keys(app))}


def keys(app: AppTest) -> list[str | None]:
    return [one.key for one in (*app.button_group, *app.selectbox)]


def test_rare_complaints_are_drawn_by_the_days_between_them() -> None:
    app = opened("complaints", FALLS)
    assert not app.exception
    assert drawn(app) == {"time_between"}
    assert "207 days have passed since without one" in said(app)
    assert "chart" not in keys(app), "the settings wait behind their button"


@pytest.mark.parametrize(
    ("chart", "name"),
    [("periods", "rate"), ("t", "time_between"), ("Number between (G chart)", "cases_between")],
)
def test_a_link_chooses_the_chart(chart: str, name: str) -> None:
    app = opened("complaints", FALLS | {"chart": chart})
    assert not app.exception
    assert [one.value for one in app.warning] == []
    assert drawn(app) == {name}
    assert "chart" in keys(app)


def test_rules_reach_the_chart_of_rare_complaints() -> None:
    app = opened("complaints", FALLS | {"ru": "run_chart"})
    app.session_state["view_time_between"] = "How it was computed"
    app.run()
    assert not app.exception
    assert "Anhøj run chart" in said(app)
