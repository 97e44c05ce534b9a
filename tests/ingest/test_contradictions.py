"""A date before the day its row began is refused; the row stays, and nothing is lost."""

# ruff: noqa: DTZ001 (the wall clock of a file carries no zone)

from datetime import datetime
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.mapping import Feed, How, Mapping, Source
from cxdash.ingest.staged import refused_cells
from cxdash.store.scratch import Scratch
from cxdash.store.workspace import Workspace
from tests.ingest.loading import rows, staged, written

DAY_FIRST = How(date_order="dmy")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def complaints(time_zone: str | None = None, **fields: Source) -> Mapping:
    known = {
        "complaint_id": Source("id"),
        "occurred_at": Source("received"),
        "resolved_at": Source("resolved"),
    }
    return Mapping((Feed("complaints", {**known, **fields}),), "register", time_zone)


def resolved_before(received: str, resolved: str, folder: Path, zone: str | None = None) -> bool:
    """Whether the second date is refused beside the first; the row is kept either way."""
    path = written(folder, "register.csv", "id,received,resolved", f"1,{received},{resolved}")
    upload = staged(path, folder / "workspace", complaints(zone))
    assert upload.feeds[0].accepted == 1
    return bool(upload.refused())


def test_a_complaint_resolved_before_it_came_is_kept_without_that_date(tmp_path, home) -> None:
    path = written(
        tmp_path, "register.csv",
        "id,received,acknowledged,resolved,status",
        "1,05.01.2024,06.01.2024,09.01.2024,closed",
        "2,05.01.2024,04.01.2024,03.01.2024,closed",
        "3,05.01.2024,05.01.2024,,open",
    )  # fmt: skip
    mapping = complaints(
        occurred_at=Source("received", how=DAY_FIRST),
        acknowledged_at=Source("acknowledged", how=DAY_FIRST),
        resolved_at=Source("resolved", how=DAY_FIRST),
        status=Source("status"),
    )
    upload = staged(path, home, mapping)

    feed = upload.feeds[0]
    assert (feed.rows, feed.accepted, feed.refused, feed.contradicted) == (3, 3, 0, 1)
    assert (upload.refused_lines, upload.contradicted) == (0, 1)
    found = rows(upload, "complaints", "complaint_id, occurred_at, acknowledged_at, resolved_at")
    assert found[1] == ("2", datetime(2024, 1, 5), None, None)
    assert found[0][3] == datetime(2024, 1, 9)
    cells = upload.refused()
    assert [(cell["line"], cell["column"], cell["value"], cell["row"]) for cell in cells] == [
        (3, "acknowledged", "04.01.2024", "kept"),
        (3, "resolved", "03.01.2024", "kept"),
    ]
    assert cells[1]["reason"] == (
        'Complaints: "03.01.2024" is before "05.01.2024" (Date, in \'received\').'
    )
    assert cells[1]["next_step"] == (
        "Correct the date that is wrong and load the file again; until then the row counts, "
        "without the date it was resolved."
    )
    assert cells[1]["raw"] == "2,05.01.2024,04.01.2024,03.01.2024,closed"
    assert any("1 rows end before they begin" in note for note in upload.notes)


@pytest.mark.parametrize(
    ("begun", "later", "field"),
    [
        ("2024-01-05 10:00", "2024-01-05 09:00", "delivered_at"),
        ("2024-01-05", "2024-01-04 23:00", "closed_at"),
    ],
)
def test_an_order_cannot_arrive_or_close_before_it_is_placed(
    tmp_path, home, begun: str, later: str, field: str
) -> None:
    path = written(tmp_path, "orders.csv", "id,begun,later", f"7,{begun},{later}")
    fields = {"case_id": Source("id"), "occurred_at": Source("begun"), field: Source("later")}
    upload = staged(path, home, Mapping((Feed("cases", fields),), "shop"))
    assert rows(upload, "cases", f"case_id, {field}") == [("7", None)]
    assert [cell["value"] for cell in upload.refused()] == [later]


def test_a_promise_before_the_order_is_not_called_a_contradiction(tmp_path, home) -> None:
    path = written(tmp_path, "orders.csv", "id,begun,promised", "7,2024-01-05,2024-01-04")
    fields = {
        "case_id": Source("id"),
        "occurred_at": Source("begun"),
        "promised_at": Source("promised"),
    }
    assert staged(path, home, Mapping((Feed("cases", fields),), "shop")).refused() == []


@pytest.mark.parametrize(
    ("received", "resolved", "zone", "refused"),
    [
        # A day without a time of day is the whole day.
        ("2024-01-05 14:30", "2024-01-05", None, False),
        ("2024-01-05 14:30", "2024-01-05", "America/New_York", False),
        ("2024-01-05 14:30", "2024-01-04", None, True),
        # Tools that keep days as moments leave milliseconds behind midnight.
        ("2011-12-12 01:06:40.010", "2011-12-12 00:00:00.010", None, False),
        # Exports cut the seconds of one date and not of the other.
        ("2024-01-05 14:30:45", "2024-01-05 14:30", None, False),
        # 9:00 in Berlin comes before 10:30 in London, and 11:00 in Berlin does not come after.
        ("2024-01-05T10:30:00+00:00", "2024-01-05T11:00:00+01:00", None, True),
        ("2024-01-05T10:30:00+01:00", "2024-01-05T10:00:00+00:00", None, False),
        # Within one day's doubt while nobody says which clock the second date is from.
        ("2024-01-05T02:30:00Z", "2024-01-04 21:45", None, False),
        ("2024-01-05T02:30:00Z", "2024-01-04", None, False),
        ("2024-01-05T02:30:00Z", "2024-01-03", None, True),
        # The zone takes the doubt away: in New York it was 21:30 of the day before.
        ("2024-01-05T02:30:00Z", "2024-01-04 21:45", "America/New_York", False),
        ("2024-01-05T02:30:00Z", "2024-01-04 21:15", "America/New_York", True),
    ],
)
def test_days_zones_and_cut_seconds_are_no_contradiction(
    tmp_path, received: str, resolved: str, zone: str | None, *, refused: bool
) -> None:
    assert resolved_before(received, resolved, tmp_path, zone) is refused


def test_a_complaint_whose_resolving_date_is_refused_is_not_open(tmp_path, home) -> None:
    path = written(
        tmp_path, "register.csv",
        "id,received,resolved",
        "1,2024-01-05,2024-01-09",
        "2,2024-01-05,2023-01-09",
        "3,2024-01-05,",
    )  # fmt: skip
    importer.accept(staged(path, home, complaints()), home=home)
    found = (
        Workspace(home)
        .snapshot()
        .rows("select complaint_id, is_open, hours_to_resolve is null from complaints order by 1")
    )
    assert found == [("1", False, False), ("2", False, True), ("3", True, False)]


def test_a_row_left_out_for_another_reason_says_so_for_each_of_its_cells(tmp_path, home) -> None:
    path = written(
        tmp_path, "register.csv", "id,received,resolved,cost", "1,2024-01-05,2024-01-04,dear"
    )
    upload = staged(path, home, complaints(cost=Source("cost")))
    assert (upload.refused_lines, upload.contradicted) == (1, 0)
    assert [cell["row"] for cell in upload.refused()] == ["left out", "left out"]


def test_a_file_with_most_rows_the_wrong_way_round_asks_to_look_at_its_columns(
    tmp_path, home
) -> None:
    lines = [f"{n},2024-02-{n:02d},2024-01-{n:02d}" for n in range(1, 10)]
    path = written(tmp_path, "register.csv", "id,received,resolved", *lines)
    upload = staged(path, home, complaints())
    assert any("mapped the wrong way round" in note for note in upload.notes)


def test_refused_cells_of_an_older_reader_are_of_rows_left_out(tmp_path) -> None:
    with Scratch(tmp_path) as scratch:
        scratch.execute(
            "COPY (SELECT 3::BIGINT AS line, 'score' AS \"column\", '9' AS value, 'x' AS reason, "
            f"'y' AS next_step, '1,9' AS raw) TO '{tmp_path / 'refused.parquet'}'"
        )
    assert refused_cells(tmp_path)[0]["row"] == "left out"


def test_the_message_of_a_loaded_file_counts_rows_kept_without_a_date(tmp_path, home) -> None:
    path = written(
        tmp_path, "complaints.csv",
        "Complaint ID,Received,Resolved,Cause",
        "K-4,2024-03-04,2024-02-04,late",
        *(f"K-{n},2024-03-{n:02d},2024-04-{n:02d},late" for n in range(5, 9)),
    )  # fmt: skip
    report = importer.load_here(path, home=home, yes=True)
    assert report.message.endswith(
        "0 lines refused. 1 row is kept without a date that lies before the row's own."
    )
