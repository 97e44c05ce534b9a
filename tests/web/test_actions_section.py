"""The section on actions is worked out for those who open it, and says what it lacks."""

from datetime import date
from pathlib import Path

import pytest

from cxdash.web import workspaces
from tests.web.places import company, kept, opened, said


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_it_is_worked_out_only_when_it_is_open(home: Path) -> None:
    kept(home, company()).registers.events.add(date(2025, 3, 3), "New rule for Late ones")

    app = opened("complaints")
    assert "New rule" not in said(app)

    app.session_state["acted"] = True
    app.run()
    assert not app.exception
    assert "Late after “New rule for Late ones”" in said(app)


def test_without_an_action_it_says_how_to_note_one(home: Path) -> None:
    kept(home, company())

    app = opened("complaints")
    app.session_state["acted"] = True
    app.run()

    assert not app.exception
    assert said(app).count("Note what you did and on which day") == 1


def test_the_pace_of_causes_is_worked_out_only_when_it_is_open(home: Path) -> None:
    kept(home, company())

    app = opened("complaints")
    assert "no cause takes longer" not in said(app)

    app.session_state["paced"] = True
    app.run()
    assert not app.exception
    assert "resolved after the same time: no cause takes longer" in said(app)
