"""Ticket histories no format names: a thing counts once, by its last update; steps stay steps."""

import json
from pathlib import Path

import pytest

from cxdash.errors import RefusedUploadError
from cxdash.ingest import importer
from cxdash.ingest.answered import answered
from cxdash.ingest.mapping import Mapping
from cxdash.store.workspace import Workspace
from tests.ingest.loading import rows, staged, written

TICKETS = (
    "Ticket,Opened,Changed,Status,Segment,How satisfied were you? (1-5)",
    "T-1,2026-01-05 09:00,2026-01-05 09:00,New,Retail,4",
    "T-1,2026-01-05 09:00,2026-01-06 10:00,Open,Retail,4",
    "T-2,2026-01-07 08:00,2026-01-07 08:00,New,Hotels,2",
    "T-1,2026-01-05 09:00,2026-01-08 11:00,Solved,Retail,4",
    "T-2,2026-01-07 08:00,2026-01-09 12:00,Solved,Hotels,2",
    "T-3,2026-01-10 08:00,2026-01-10 08:00,New,Retail,5",
)
"""Three tickets: three, two and one update; each rated once, and the rating repeated."""

SAID = (
    "The 6 rows are about 3 different values of 'Ticket': 'Changed' moves on from row to row, "
    "'Opened', 'Segment' and 'How satisfied were you? (1-5)' stay the same."
)


def upside_down(lines: tuple[str, ...]) -> tuple[str, ...]:
    return (lines[0], *reversed(lines[1:]))


@pytest.mark.parametrize("lines", [TICKETS, upside_down(TICKETS)])
def test_a_rating_repeated_on_every_update_is_one_answer(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    path = written(tmp_path, "tickets.csv", *lines)
    found = importer.examine(path, home=tmp_path / "w")
    assert f"{SAID} The last update of each counts." in found.notes
    assert not found.needs_confirmation
    upload = staged(path, tmp_path / "w", found.mapping)
    answers = rows(upload, "responses", "score::int, occurred_at::date::varchar")
    assert sorted(answers) == [(2, "2026-01-07"), (4, "2026-01-05"), (5, "2026-01-10")]
    (feed,) = upload.feeds
    assert (feed.rows, feed.accepted, feed.earlier) == (6, 3, 3)


def test_the_reader_may_say_that_every_row_counts(tmp_path: Path) -> None:
    path = written(tmp_path, "tickets.csv", *TICKETS)
    found = importer.examine(path, home=tmp_path / "w")
    (question,) = found.questions
    assert question.text == f"{SAID} Is a row an update of the same thing?"
    assert question.default == "one thing"
    every = answered(found.mapping, found.questions, {"updates": "own rows"})
    assert len(rows(staged(path, tmp_path / "w", every), "responses", "score")) == 6


def test_what_was_said_is_remembered_for_the_next_file(tmp_path: Path) -> None:
    home = tmp_path / "w"
    path = written(tmp_path, "tickets.csv", *TICKETS)
    found = importer.examine(path, home=home)
    every = answered(found.mapping, found.questions, {"updates": "own rows"})
    importer.remember(found, every, home=home)
    again = importer.examine(path, home=home)
    assert (again.questions, again.mapping.feeds[0].last) == ((), None)
    importer.remember(found, found.mapping, home=home)
    again = importer.examine(path, home=home)
    assert again.mapping.feeds[0].last == found.mapping.feeds[0].last
    assert Mapping.from_json(json.loads(json.dumps(found.mapping.to_json()))) == found.mapping


def test_the_last_update_that_holds_an_answer_gives_it(tmp_path: Path) -> None:
    lines = [line.replace("Solved,Retail,4", "Solved,Retail,") for line in TICKETS]
    upload = staged(written(tmp_path, "tickets.csv", *lines), tmp_path / "w")
    assert sorted(rows(upload, "responses", "score::int")) == [(2,), (4,), (5,)]


CHANGING = (
    "Order no,Answered on,Segment,How satisfied are you? (1-5)",
    "O-1,2026-01-05,Retail,4",
    "O-1,2026-02-05,Retail,1",
    "O-2,2026-01-07,Hotels,2",
    "O-2,2026-02-09,Hotels,5",
)


@pytest.mark.parametrize(
    ("answer", "scores"), [("one thing", [(1,), (5,)]), ("own rows", [(1,), (2,), (4,), (5,)])]
)
def test_an_answer_that_changes_within_the_id_is_asked_about(
    answer: str, scores: list[tuple[int]], tmp_path: Path
) -> None:
    home = tmp_path / "w"
    path = written(tmp_path, "answers.csv", *CHANGING)
    with pytest.raises(RefusedUploadError) as refused:
        importer.load_here(path, home=home)
    assert refused.value.what.endswith("Is a row an update of the same thing?")
    importer.load_here(path, home=home, answers={"updates": answer})
    found = Workspace(home).snapshot().rows("select score::int from responses order by 1")
    assert found == scores


COMPLAINTS = (
    "Complaint no,Status,Changed on,Cause",
    "B-1,closed,2026-03-09,Late",
    "B-2,open,2026-03-08,Broken",
    "B-1,open,2026-03-04,Late",
    "B-2,new,2026-03-02,Broken",
    "B-1,new,2026-03-01,Late",
)
"""Newest first, and no date but that of the update."""


def test_a_complaint_begins_with_its_first_update_and_stands_as_the_last_left_it(
    tmp_path: Path,
) -> None:
    upload = staged(written(tmp_path, "complaints.csv", *COMPLAINTS), tmp_path / "w")
    told = "complaint_id, status, occurred_at::date::varchar"
    assert sorted(rows(upload, "complaints", told)) == [
        ("B-1", "closed", "2026-03-01"),
        ("B-2", "open", "2026-03-02"),
    ]


def test_the_order_of_updates_is_that_of_the_dates_once_they_are_read(tmp_path: Path) -> None:
    """As month first the last update of B-1 would be that of April the fifth."""
    lines = (
        "Complaint no,Status,Changed on,Cause",
        "B-1,open,04/05/2026,Late",
        "B-1,closed,01/06/2026,Late",
        "B-2,new,02/05/2026,Broken",
        "B-2,open,03/05/2026,Broken",
    )
    path = written(tmp_path, "complaints.csv", *lines)
    found = importer.examine(path, home=tmp_path / "w")
    (ask,) = [ask for ask in found.questions if ask.id == "date_order"]
    for order, status in (("dmy", "closed"), ("mdy", "open")):
        mapping = answered(found.mapping, (ask,), {"date_order": order})
        upload = staged(path, tmp_path / "w", mapping)
        assert ("B-1", status) in rows(upload, "complaints", "complaint_id, status")


def test_steps_of_a_log_stay_touches_with_their_own_time_and_make_one_case(
    tmp_path: Path,
) -> None:
    lines = (
        "Request no,Planned end,Step,Handled by,Finished at",
        *(
            f"R-{number},2026-02-{number:02d},{step},E{number % 3},2026-01-{number:02d} {hour}:00"
            for number in range(1, 25)
            for step, hour in (("Receive", 11), ("Check", 14), ("Decide", 16))
        ),
    )
    upload = staged(written(tmp_path, "permits.csv", *lines), tmp_path / "w")
    assert {table.table: table.rows for table in upload.tables} == {"cases": 24, "touches": 72}
    began = rows(upload, "cases", "case_id, strftime(occurred_at, '%d %H:%M')")
    assert ("R-1", "01 11:00") in began
    steps = rows(upload, "touches", "case_id, process, strftime(occurred_at, '%d %H:%M')")
    assert [step for step in steps if step[0] == "R-1"] == [
        ("R-1", "Receive", "01 11:00"), ("R-1", "Check", "01 14:00"), ("R-1", "Decide", "01 16:00"),
    ]  # fmt: skip


NO_UPDATES = {
    "lines of one order at one time": (
        "Order no,Order date,Item,How satisfied are you? (1-5)",
        *(f"O-{one // 2},2026-01-{one // 2 + 1:02d},Item {one % 2},{one % 5 + 1}"
          for one in range(20)),
    ),
    "customers who answer again": (
        "Customer no,Answered on,Segment,How satisfied are you? (1-5)",
        *(f"C-{one % 7},2026-01-{one + 1:02d},Retail,{one % 5 + 1}" for one in range(20)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", NO_UPDATES.values(), ids=list(NO_UPDATES))
def test_rows_that_are_no_updates_all_count(lines: tuple[str, ...], tmp_path: Path) -> None:
    path = written(tmp_path, "answers.csv", *lines)
    found = importer.examine(path, home=tmp_path / "w")
    assert "updates" not in [ask.id for ask in found.questions]
    assert len(rows(staged(path, tmp_path / "w", found.mapping), "responses", "score")) == 20
