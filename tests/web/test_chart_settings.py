"""What a reader decides about a chart: its rules, its levels, what is left out; and lazily."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cxdash.store.workspace import Workspace
from cxdash.web import cache, workspaces
from tests.web.places import Tables, company, kept, opened, said

RETAIL = {"seg": "Retail", "p": "all", "g": "month"}


def fallen() -> Tables:
    """Return the company whose first segment fell at the start of its second year."""
    tables = company()
    for number, row in enumerate(tables["responses"]):
        if number >= 480 and number % 2 == 0:
            row["score"] = 2 if number % 40 < 30 else 5
    return tables


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("settings") / "usual"
    kept(home, fallen())
    return home


@pytest.fixture
def own(usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The usual company, copied for one test to write into."""
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    # Copies with as many changes share the name of a version, and so its answers.
    st.cache_resource.clear()
    shutil.copytree(usual, tmp_path / "copy")
    monkeypatch.setenv("CXDASH_HOME", str(tmp_path / "copy"))
    return workspaces.own()


def is_sound(app: AppTest) -> bool:
    return not app.exception and not app.error


@pytest.mark.usefixtures("own")
def test_settings_wait_behind_their_button() -> None:
    app = opened("satisfaction")
    assert not {"ru", "li", "se"} & {box.key for box in app.selectbox}

    app.session_state["chart_settings"] = True  # the button is pressed
    app.run()

    keys = {box.key for box in app.selectbox}
    assert {"ru", "li"} <= keys
    assert "se" not in keys, "the data are three days short of two years"
    assert is_sound(app)


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"ru": "nhs"}, "Judged by the 4 rules of “NHS Making Data Count”"),
        ({"ru": "Nelson"}, "Judged by the 8 rules of “Nelson”"),
        ({"se": "out"}, "The season cannot be taken out here"),
    ],
)
def test_a_link_chooses_how_a_chart_is_judged(link: dict[str, str], told: str) -> None:
    app = opened("satisfaction", RETAIL | link)
    assert told in said(app)
    assert is_sound(app)


@pytest.mark.usefixtures("own")
def test_a_link_chooses_how_limits_are_drawn() -> None:
    app = opened("satisfaction", RETAIL | {"li": "laney"})
    app.session_state["view_trend"] = "How it was computed"
    app.run()
    assert "Laney's, because you asked for them" in said(app)


@pytest.mark.usefixtures("own")
def test_a_setting_the_page_does_not_have_is_said() -> None:
    app = opened("satisfaction", {"ru": "guesswork"})
    assert ["rules “guesswork”" in warning.value for warning in app.warning] == [True]


@pytest.mark.usefixtures("own")
def test_one_click_leads_back_to_the_values_as_measured() -> None:
    app = opened("satisfaction", RETAIL | {"se": "out"})
    app.button(key="season_back").click().run()
    assert "season" not in said(app).lower()
    assert "season_back" not in {button.key for button in app.button}


def test_a_new_level_is_confirmed_with_what_changed_and_by_whom(own: Workspace) -> None:
    app = opened("satisfaction", RETAIL)
    assert "Since Jan 2025 the level is lower" in said(app)
    app.session_state["confirm_Jan 2025"] = True  # its button is pressed
    app.run()
    submit = next(button for button in app.button if button.label == "Confirm")

    submit.click().run()
    assert "A new level needs a note" in said(app)
    assert own.registers.phases.list() == []

    fields = {field.label: field for field in app.text_input}
    fields["What changed then"].set_value("New phone system")
    fields["Confirmed by"].set_value("Mia")
    next(button for button in app.button if button.label == "Confirm").click().run()

    (phase,) = own.registers.phases.list()
    assert (str(phase.starts_on), phase.segment, phase.metric) == ("2025-01-01", "Retail", "csat")
    assert (phase.note, phase.confirmed_by) == ("New phone system", "Mia")
    assert "Since Jan 2025" not in said(app)
    app.session_state["notes"] = True
    app.run()
    app.button(key=f"remove_phase_{phase.id}").click().run()
    assert own.registers.phases.list() == []
    assert "Since Jan 2025 the level is lower" in said(app)


def test_a_period_is_left_out_with_a_reason_and_taken_back(own: Workspace) -> None:
    app = opened("satisfaction", RETAIL)
    app.session_state["notes"] = True
    app.run()
    fields = {field.label: field for field in app.text_input}
    fields["Reason"].set_value("Strike")
    fields["Left out by"].set_value("Mia")
    next(box for box in app.selectbox if box.label == "Period" and box.key is None).set_value(
        "2025-03"
    )
    next(button for button in app.button if button.label == "Leave out").click().run()

    (one,) = own.registers.exclusions.list()
    assert (str(one.first_on), str(one.last_on), one.segment) == (
        *("2025-03-01", "2025-03-31"),
        "Retail",
    )
    assert is_sound(app)
    app.button(key=f"remove_exclusion_{one.id}").click().run()
    assert own.registers.exclusions.list() == []


def field(app: AppTest, label: str):  # noqa: ANN201 - a text field or a select box
    """Return the field of a form with this label."""
    return next(one for one in (*app.text_input, *app.selectbox) if one.label == label)


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_limits_are_kept_from_a_stretch_then_changed_and_let_go(own: Workspace) -> None:
    app = opened("satisfaction", RETAIL)
    app.session_state["notes"] = True
    app.run()
    assert "None: limits come from all complete periods" in said(app)
    field(app, "From").set_value(0)
    field(app, "To").set_value(5)
    field(app, "Why these periods").set_value("The year before")
    field(app, "Set by").set_value("Mia")
    press(app, "Keep limits from these")
    assert "Jan 2024 to Jun 2024 holds 6 complete periods; limits need at least 12." in said(app)

    field(app, "From").set_value(0)
    field(app, "To").set_value(11)
    field(app, "Why these periods").set_value("The year before")
    field(app, "Set by").set_value("Mia")
    press(app, "Keep limits from these")

    (one,) = own.registers.baselines.list()
    assert (str(one.first_on), str(one.last_on)) == ("2024-01-01", "2024-12-31")
    assert (one.metric, one.segment, one.set_by) == ("csat", "Retail", "Mia")
    assert "of Jan 2024 to Dec 2024" in said(app)
    assert "Limits are kept from 1 Jan 2024 to 31 Dec 2024 (12 months)" in said(app)

    assert field(app, "Why these periods").value == "The year before"
    field(app, "To").set_value(12)
    field(app, "Set by").set_value("Ben")
    press(app, "Change")
    (changed,) = own.registers.baselines.list()
    assert (changed.id, str(changed.last_on), changed.set_by) == (one.id, "2025-01-31", "Ben")
    assert is_sound(app)

    app.button(key=f"remove_baseline_{one.id}").click().run()
    assert own.registers.baselines.list() == []
    assert "kept from" not in said(app).replace("**Limits kept from**", "")


def test_an_event_has_a_note_that_is_kept_and_listed(own: Workspace) -> None:
    app = opened("satisfaction", RETAIL)
    app.session_state["notes"] = True
    app.run()
    field(app, "What happened").set_value("New phone system")
    field(app, "Note").set_value("Callers hear how long they wait")
    press(app, "Add")

    (event,) = own.registers.events.list()
    assert (event.label, event.note) == ("New phone system", "Callers hear how long they wait")
    assert any(
        text.value.endswith("· New phone system · Callers hear how long they wait")
        for text in app.text
    )
    assert is_sound(app)


@pytest.mark.usefixtures("own")
def test_levels_are_not_offered_for_rows_nobody_could_name() -> None:
    app = opened("satisfaction", RETAIL | {"proc": "Delivery"})
    assert "the level is lower" not in said(app)
    app.session_state["notes"] = True
    app.run()
    assert "clear the other filters" in said(app)


def test_early_warning_is_computed_only_once_it_is_opened(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    del own
    asked: list[str] = []
    usual_answer = cache.answer
    monkeypatch.setattr(
        cache, "answer", lambda name, question: asked.append(name) or usual_answer(name, question)
    )
    app = opened("satisfaction", RETAIL)
    assert asked == ["trend"]

    app.session_state["early"] = True
    app.run()

    assert asked[-1] == "early"
    assert "small steps down have added up" in said(app)
    assert is_sound(app)


@pytest.mark.parametrize(
    ("metric", "ends"), [("csat", (0, 100)), ("mean_score", (None, None)), ("touches", (0, None))]
)
def test_a_target_cannot_lie_where_its_metric_cannot(
    metric: str, ends: tuple[int | None, int | None], own: Workspace
) -> None:
    app = opened("satisfaction", {"m": metric})
    app.session_state["notes"] = True
    app.run()

    (typed,) = [box for box in app.number_input if box.label.startswith("Value")]

    assert (typed.min, typed.max) == ends
    assert own.registers.targets.list() == []
