"""How many answers a change takes is worked out for those who open it."""

from pathlib import Path

import pytest

from cxdash.web import workspaces
from tests.web.places import ONE_ANSWER, Tables, company, kept, opened, said, without


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_it_is_worked_out_only_when_it_is_open(home: Path) -> None:
    kept(home, company())

    app = opened("overview")
    assert "A difference that matters" not in said(app)

    app.session_state["needed"] = True
    app.run()
    assert not app.exception
    assert said(app).count("A difference that matters would be found in") == 1


@pytest.mark.parametrize(
    "tables",
    [ONE_ANSWER, without(company(), "occurred_at"), company(("Retail",))],
    ids=["one answer", "no dates", "one segment"],
)
def test_it_opens_whatever_the_workspace_holds(tables: Tables, home: Path) -> None:
    kept(home, tables)

    app = opened("overview")
    app.session_state["needed"] = True
    app.run()

    assert not app.exception
    assert [error.value for error in app.error] == []
    assert "matters" in said(app) or "Nothing here is compared" in said(app)
