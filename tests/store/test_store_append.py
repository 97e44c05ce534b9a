"""Rows added to a warehouse that stands make the same warehouse as all rows together."""

import logging
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cxdash.store import append, codes, linked, met, summaries, warehouse
from cxdash.store.rollups import CUBOIDS
from cxdash.store.workspace import Workspace
from tests.store.drawn import FIRST_DAY, REFERENCES, company, contents
from tests.uploads_by_hand import LONG_AFTER, Rows, keep


@pytest.fixture(autouse=True)
def adding(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Add to the smallest warehouse, by however much."""
    monkeypatch.setattr(warehouse, "WORTH_ADDING_TO", 0)
    monkeypatch.setattr(append, "MOST_GROWTH", 1000)
    caplog.set_level(logging.INFO, "cxdash.store")


@pytest.fixture
def every_rollup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every rollup, however small the data are and whichever would be chosen."""
    monkeypatch.setattr(summaries, "QUICK_CELLS", 0)
    monkeypatch.setattr(summaries, "kept", lambda cells, _rows: [CUBOIDS[name] for name in cells])


@pytest.fixture
def grown(workspace: Workspace) -> Workspace:
    """A workspace whose warehouse was made before its last upload came in."""
    keep(workspace, REFERENCES)
    keep(workspace, company(1, 240, since=0, cases="O", ids="old"))
    workspace.snapshot()
    return workspace


def made_anew(workspace: Workspace, tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the same of a warehouse made of all uploads at once."""
    home = tmp_path / "anew"
    shutil.copytree(workspace.home, home, ignore=shutil.ignore_patterns("*.duckdb"))
    return contents(Workspace(home))


def said(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """Return how each line begins that tells of a warehouse made in the test itself."""
    return (line.getMessage().split(" warehouse")[0] for line in caplog.records)


@pytest.mark.usefixtures("every_rollup")
@pytest.mark.parametrize("seed", range(2))
def test_rows_of_new_cases_are_added_and_every_table_is_as_if_made_of_all(
    grown: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    keep(grown, company(10 + seed, 40, since=80, cases="P", ids="new"))
    added = contents(grown)

    assert list(said(caplog)) == ["Added to"]
    anew = made_anew(grown, tmp_path)
    assert added.keys() == anew.keys()
    assert sum(name.startswith("rollup_") for name in added) > 200
    assert {name: rows for name, rows in added.items() if rows != anew[name]} == {}


def visit(
    number: int, day: date | None, customer: str, case: str | None = None
) -> dict[str, object]:
    when = day.isoformat() if day else None
    return {"touch_id": f"T{number}", "occurred_at": when, "customer_id": customer, "case_id": case}


@pytest.mark.usefixtures("every_rollup")
@pytest.mark.parametrize("days", [(30, 95), (0, 3_900), (-40, 10)])
@pytest.mark.parametrize("others", ["of known customers", "of nobody"])
def test_months_and_links_of_added_rows_join_those_noted_or_are_noted_anew(
    workspace: Workspace,
    tmp_path: Path,
    days: tuple[int, int],
    others: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A month before the first noted one, or 126 after it, has none; what was not found may be."""
    complaint = {"complaint_id": "1", "occurred_at": FIRST_DAY.isoformat()}
    who = "C2" if others == "of known customers" else "nobody"
    visits = [visit(number, FIRST_DAY, f"C{number % 3 + 1}") for number in range(90)]
    keep(workspace, REFERENCES)
    keep(workspace, {"touches": visits, "complaints": [complaint | {"customer_id": who}]})
    assert len(workspace.snapshot().rows("from met")) == 1

    more = [visit(90 + at, FIRST_DAY + timedelta(day), "C1", "new") for at, day in enumerate(days)]
    named = complaint | {"complaint_id": "2", "case_id": "new"}
    keep(workspace, {"touches": [*more, visit(99, None, "nobody")], "complaints": [named]})
    anew: list[str] = []
    for module, name in ((met, "note_months"), (linked, "note_linked")):
        noting = getattr(module, name)
        monkeypatch.setattr(module, name, lambda of, n=name, f=noting: anew.append(n) or f(of))
    added = contents(workspace)

    wanted = ["note_months"] * (days != (30, 95)) + ["note_linked"] * (others == "of nobody")
    assert anew == wanted
    assert added["linked"] == [("touches", 2, 2)]
    assert added == made_anew(workspace, tmp_path)


@pytest.mark.usefixtures("every_rollup")
def test_columns_of_too_many_words_to_number_stay_text_and_every_table_is_the_same(
    grown: Workspace, tmp_path: Path
) -> None:
    keep(grown, company(10, 40, since=80, cases="P", ids="new"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codes, "MOST_WORDS", 2)
        added = contents(grown)

    assert added == made_anew(grown, tmp_path)


def test_every_table_of_facts_is_in_the_order_of_months_segments_and_processes(
    grown: Workspace,
) -> None:
    for table in ("touches", "contacts", "responses", "ratings", "complaints", "cases"):
        rows = grown.snapshot().rows(
            "select coalesce(date_trunc('month', occurred_on)::varchar, '~'), "
            f"coalesce(segment, '~'), coalesce(process, '~') from {table}"
        )
        assert len(rows) > 20
        assert rows == sorted(rows), table


def test_no_type_of_the_build_is_left_in_the_warehouse(grown: Workspace) -> None:
    snapshot = grown.snapshot()

    assert snapshot.rows("select type_name from duckdb_types() where not internal") == []
    assert snapshot.rows(
        "select distinct data_type from duckdb_columns() where column_name in "
        "('family', 'segment', 'process', 'employee', 'site', 'in_time', 'instrument')"
    ) == [("VARCHAR",)]


def test_uploads_are_added_one_after_another_and_several_at_once(
    grown: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(grown, company(20, 30, since=60, cases="P", ids="p"))
    grown.snapshot()
    keep(grown, company(21, 30, since=90, cases="Q", ids="q"), family="desk")
    keep(grown, company(22, 30, since=90, cases="R", ids="r"), zone_known=True)

    added = contents(grown)
    assert list(said(caplog)) == ["Added to", "Added to"]
    assert added == made_anew(grown, tmp_path)


def test_an_open_complaint_grows_late_by_the_days_that_are_added(workspace: Workspace) -> None:
    open_one = {"complaint_id": "1", "occurred_at": "2025-03-01", "due_at": "2025-03-05",
                "status": "open"}  # fmt: skip
    keep(workspace, {"complaints": [open_one]})
    asked = "select hours_to_resolve, resolved_in_time, in_time from complaints"
    assert workspace.snapshot().rows(asked) == [(0.0, None, None)]

    keep(workspace, {"touches": [{"touch_id": "T", "occurred_at": "2025-03-06"}]})
    assert workspace.snapshot().rows(asked) == [(120.0, False, "late")]


CHANGES: dict[str, Rows] = {
    "an older touch comes again": {"touches": [{"touch_id": "old3", "outcome": "sold"}]},
    "a new touch belongs to an older case": {"touches": [{"touch_id": "T", "case_id": "O3"}]},
    "an older case comes later": {"cases": [{"case_id": "O50", "segment": "Trade"}]},
    "an answer is of an older sheet": {
        "responses": [{"response_id": "old3", "question": "Question 9", "process": "Advice"}]
    },
    "a customer is described": {"customers": [{"customer_id": "C9", "segment": "Trade"}]},
}


@pytest.mark.parametrize("change", CHANGES)
def test_everything_is_made_anew_where_older_rows_may_change(
    grown: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture, change: str
) -> None:
    keep(grown, CHANGES[change])

    assert contents(grown) == made_anew(grown, tmp_path)
    assert set(said(caplog)) == {"Built"}


def test_everything_is_made_anew_where_a_source_begins_to_say_when_complaints_are_resolved(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    keep(workspace, {"complaints": [{"complaint_id": "1", "occurred_at": "2025-03-01"}]})
    assert workspace.snapshot().rows("select is_open from complaints") == [(None,)]

    resolved = {"complaint_id": "2", "occurred_at": "2025-03-02", "resolved_at": "2025-03-04"}
    keep(workspace, {"complaints": [resolved]})
    told = workspace.snapshot().rows("select complaint_id, is_open from complaints order by all")
    assert told == [("1", True), ("2", False)]
    assert list(said(caplog)) == ["Built", "Built"]


def test_undoing_and_other_settings_make_everything_anew(
    grown: Workspace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(grown, company(30, 30, since=60, cases="P", ids="p"))
    grown.uploads.undo(2)
    assert contents(grown) == made_anew(grown, tmp_path)
    grown.registers.aliases.add("segment", "Trade", "Dealers")
    assert grown.snapshot().rows("select count(*) from touches where segment = 'Trade'") == [(0,)]
    assert set(said(caplog)) == {"Built"}


def test_an_older_file_serves_its_readers_while_rows_are_added(grown: Workspace) -> None:
    before = grown.snapshot()
    rows = before.rows("select * from touches order by all")
    keep(
        grown, {"touches": [{"touch_id": "T", "occurred_at": "2025-03-06"}]}, received_at=LONG_AFTER
    )

    assert grown.snapshot().rows("select count(*) from touches") == [(len(rows) + 1,)]
    assert before.rows("select * from touches order by all") == rows


def test_a_rebuild_reads_every_upload_again(
    grown: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    keep(grown, {"touches": [{"touch_id": "T", "occurred_at": "2025-03-06"}]})
    before = contents(grown)
    grown.rebuild()

    assert list(said(caplog)) == ["Added to", "Built"]
    assert contents(grown) == before


def test_a_damaged_file_is_not_added_to_again(
    grown: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    keep(grown, {"touches": [{"touch_id": "T", "occurred_at": "2025-03-06"}]})
    path = grown.snapshot().path
    path.unlink()
    path.write_bytes(b"no database")

    assert grown.snapshot().rows("select count(*) from touches where touch_id = 'T'") == [(1,)]
    assert [word for word in said(caplog) if " " not in word or word == "Added to"] == [
        "Added to",
        "Built",
    ]
