"""What people type is kept, can be taken back, and tells caches when it changed."""

import sqlite3
from datetime import date

import pytest

from cxdash.errors import QuestionError, WorkspaceError
from cxdash.store.registers import Registers
from cxdash.store.workspace import Workspace


@pytest.fixture
def registers(workspace: Workspace) -> Registers:
    return workspace.registers


def test_settings_have_defaults_until_someone_changes_them(registers: Registers) -> None:
    settings = registers.settings
    assert (settings.time_zone, settings.week_start) == ("UTC", "monday")
    assert (settings.fiscal_year_start, settings.names_shown) == (1, False)

    settings.set("fiscal_year_start", "4")
    assert settings.fiscal_year_start == 4
    assert {setting.name for setting in settings.list()} == {
        *("time_zone", "week_start", "fiscal_year_start", "names_shown")
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", "Mars/Base"),
        ("time_zone", "../etc/passwd"),
        ("week_start", "tuesday"),
        ("fiscal_year_start", "13"),
        ("salt", "mine"),
        ("colour", "red"),
    ],
)
def test_a_setting_nobody_knows_is_refused(registers: Registers, name: str, value: str) -> None:
    with pytest.raises(QuestionError):
        registers.settings.set(name, value)
    assert registers.revision() == 0


def test_names_are_shown_only_with_a_recorded_reason(registers: Registers) -> None:
    with pytest.raises(QuestionError, match="needs a recorded reason"):
        registers.settings.set("names_shown", "yes", reason=" ")
    registers.settings.set("names_shown", "yes", reason="Works council, 12 May")
    shown = next(s for s in registers.settings.list() if s.name == "names_shown")
    assert (shown.value, shown.reason) == ("yes", "Works council, 12 May")


def test_the_salt_is_drawn_once(workspace: Workspace) -> None:
    salt = workspace.registers.settings.salt
    assert len(salt) == 32
    assert Workspace(workspace.home).registers.settings.salt == salt


def test_events_targets_and_phases_come_back_as_they_were_added(registers: Registers) -> None:
    event = registers.events.add(date(2025, 3, 4), " Price rise ", note="5 %")
    target = registers.targets.add("csat", 0.85, segment="Trade")
    phase = registers.phases.add(
        "csat", date(2025, 4, 1), note="New phone system", confirmed_by="Mia"
    )

    assert event.label == "Price rise"
    assert registers.events.list() == [event]
    assert registers.targets.list() == [target]
    assert registers.phases.list() == [phase]

    registers.events.remove(event.id)
    registers.targets.remove(target.id)
    registers.phases.remove(phase.id)
    assert registers.events.list() + registers.targets.list() + registers.phases.list() == []


@pytest.mark.parametrize(("note", "who"), [("", "Mia"), ("New phone system", " ")])
def test_a_new_level_needs_what_changed_and_who_says_so(
    note: str, who: str, registers: Registers
) -> None:
    with pytest.raises(QuestionError, match="new level needs"):
        registers.phases.add("csat", date(2025, 4, 1), note=note, confirmed_by=who)
    assert registers.phases.list() == []


def test_days_left_out_come_back_with_their_reason(registers: Registers) -> None:
    march = (date(2025, 3, 1), date(2025, 3, 31))

    kept = registers.exclusions.add(
        "csat", march, segment="Trade", reason=" Strike ", excluded_by="Mia"
    )

    assert (kept.reason, kept.segment, kept.last_on) == ("Strike", "Trade", march[1])
    assert registers.exclusions.list() == [kept]
    registers.exclusions.remove(kept.id)
    assert registers.exclusions.list() == []


@pytest.mark.parametrize(
    ("days", "reason", "who"),
    [
        ((1, 31), " ", "Mia"),
        ((1, 31), "Strike", ""),
        ((31, 1), "Strike", "Mia"),
    ],
)
def test_days_are_left_out_only_for_a_reason(
    days: tuple[int, int], reason: str, who: str, registers: Registers
) -> None:
    first, last = (date(2025, 3, day) for day in days)
    with pytest.raises(QuestionError):
        registers.exclusions.add("csat", (first, last), reason=reason, excluded_by=who)
    assert registers.revision() == 0


def test_a_stretch_that_limits_are_kept_from_can_be_changed_and_taken_back(
    registers: Registers,
) -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    kept = registers.baselines.add("csat", year, note=" Before the move ", set_by="Mia")
    assert (kept.note, kept.segment, kept.last_on) == ("Before the move", None, year[1])
    assert registers.baselines.list() == [kept]

    half = (date(2024, 7, 1), date(2025, 6, 30))
    registers.baselines.change(kept.id, half, note="After the hiring", set_by="Ben")

    (changed,) = registers.baselines.list()
    assert (changed.id, changed.metric, changed.first_on, changed.last_on) == (
        *(kept.id, "csat"),
        *half,
    )
    assert (changed.note, changed.set_by) == ("After the hiring", "Ben")
    assert registers.revision() == 2
    registers.baselines.remove(kept.id)
    assert registers.baselines.list() == []


@pytest.mark.parametrize(
    ("days", "note", "who", "complaint"),
    [
        ((1, 31), " ", "Mia", "needs a note of why, and a name"),
        ((1, 31), "A steady month", "", "needs a note of why, and a name"),
        ((31, 1), "A steady month", "Mia", "runs backwards"),
    ],
)
def test_limits_are_kept_only_for_a_reason(
    days: tuple[int, int], note: str, who: str, complaint: str, registers: Registers
) -> None:
    first, last = (date(2025, 3, day) for day in days)
    with pytest.raises(QuestionError, match=complaint):
        registers.baselines.add("csat", (first, last), note=note, set_by=who)
    assert registers.revision() == 0


def test_registers_older_than_a_table_read_it_as_empty_and_take_it_up(workspace: Workspace) -> None:
    registers = workspace.registers
    registers.events.add(date(2025, 3, 4), "Price rise")
    with sqlite3.connect(workspace.home / "registers.sqlite") as old:
        old.execute("drop table exclusions")
    old.close()

    assert registers.exclusions.list() == []
    march = (date(2025, 3, 1), date(2025, 3, 31))
    registers.exclusions.add("csat", march, reason="Strike", excluded_by="Mia")
    assert len(registers.exclusions.list()) == 1


def test_only_changes_that_can_alter_an_answer_raise_the_revision(registers: Registers) -> None:
    registers.profiles.add("abc", "Helpdesk", {"feeds": [1, "é"]})
    assert registers.revision() == 0
    event = registers.events.add(date(2025, 3, 4), "Price rise")
    assert registers.revision() == 1
    registers.events.remove(event.id)
    assert registers.revision() == 2
    registers.events.remove(event.id)
    assert registers.revision() == 2, "it was gone already"


def test_a_profile_is_found_by_its_signature_and_replaced_by_a_newer_one(
    registers: Registers,
) -> None:
    registers.profiles.add("abc", "Helpdesk", {"feeds": []})
    registers.profiles.add("abc", "Helpdesk 2", {"feeds": ["é"]})
    found = registers.profiles.get("abc")
    assert found is not None
    assert (found.name, found.mapping) == ("Helpdesk 2", {"feeds": ["é"]})
    assert registers.profiles.get("def") is None
    registers.profiles.remove("abc")
    assert registers.profiles.list() == []


def test_a_spelling_has_one_meaning_in_capitals_or_not(registers: Registers) -> None:
    registers.aliases.add("channel", "tel.", "Phone")
    registers.aliases.add("channel", "TEL.", "Telephone")
    assert [(a.spelling, a.canonical) for a in registers.aliases.list()] == [("TEL.", "Telephone")]
    with pytest.raises(QuestionError, match="cannot be united"):
        registers.aliases.add("employee", "Anna", "Anne")


def test_a_damaged_register_says_what_is_lost_and_what_is_not(workspace: Workspace) -> None:
    workspace.home.mkdir()
    (workspace.home / "registers.sqlite").write_bytes(b"not a database at all, not even close")
    with pytest.raises(WorkspaceError, match="damaged"):
        workspace.version()
