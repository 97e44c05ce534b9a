"""A permit process as an event log, once as CSV with mixed UTC offsets, once as Parquet."""

from pathlib import Path

import pytest

from cxdash import Question, Workspace, answer


@pytest.fixture(scope="session")
def both(loaded) -> tuple[Workspace, Workspace]:
    workspaces = (loaded("receipt/receipt.csv"), loaded("receipt/receipt.parquet"))
    for workspace in workspaces:
        # The Parquet file holds the wall clock of the town the log is from; the CSV its offsets.
        workspace.registers.settings.set("time_zone", "Europe/Amsterdam", reason="the log's town")
    return workspaces


@pytest.mark.parametrize("name", ["overview", "trend", "complaints", "touchpoints"])
@pytest.mark.parametrize("metric", ["kept_promises", "touches"])
def test_the_csv_and_the_parquet_give_the_same_answers(both, name: str, metric: str) -> None:
    texts, parquet = (
        answer(name, workspace, Question(metric=metric)).to_json() for workspace in both
    )
    for found in (texts, parquet):
        del found["version"]
        # Codes of people are each workspace's own; how often each was in touch is not.
        people = found["panels"].get("people", {}).get("rows", [])
        people.sort(key=lambda row: row["Touches"])
        for row in people:
            del row["Employee"]
    assert texts == parquet


def test_offsets_are_understood_row_by_row(both: tuple[Workspace, Workspace]) -> None:
    moment = "select occurred_at, occurred_on from touches where touch_id = 'task-42933'"
    ((at, on),) = both[0].snapshot().rows(moment)
    assert str(at) == "2011-10-11 11:45:40.276000"  # 13:45:40 in summer, two hours ahead of UTC
    assert str(on) == "2011-10-11"


def test_every_event_is_a_touch_and_every_permit_a_case(both) -> None:
    for workspace in both:
        snapshot = workspace.snapshot()
        assert snapshot.rows("select count(*) from touches") == [(8577,)]
        assert snapshot.rows("select count(*) from cases") == [(1434,)]


def test_a_permit_that_ends_on_the_day_it_began_is_no_contradiction(
    both, shared_data: Path, by_hand
) -> None:
    """Two cases end on the first moment of the day they begin on: the log keeps days as moments."""
    cases = by_hand(
        'select distinct "case:concept:name" '
        f"from read_csv('{shared_data}/receipt/receipt.csv', all_varchar = true) "
        'where "case:enddate"::timestamptz < "case:startdate"::timestamptz order by 1'
    )
    assert cases == [("case-10862",), ("case-8267",)]
    for workspace in both:
        (upload,) = workspace.uploads.all()
        assert upload.refused() is None
        ended = workspace.snapshot().rows(
            "select count(*) from cases where case_id in ('case-10862', 'case-8267') "
            "and closed_at is not null"
        )
        assert ended == [(2,)]
