"""Dates written in several ways in one column: decided by evidence that is said, or asked once."""

from pathlib import Path

import pytest

from cxdash.errors import RefusedUploadError
from cxdash.ingest import importer
from cxdash.store.workspace import Workspace
from tests.ingest.loading import staged, written


def answers(folder: Path, *dates: str) -> Path:
    """Write a survey with one answer on each of these days."""
    lines = (f'A{place},"{date}",4' for place, date in enumerate(dates))
    return written(folder, "answers.csv", "Answer ID,Answered on,Satisfaction (1-5)", *lines)


def days(home: Path) -> list[str]:
    sql = "select occurred_at::date::varchar from responses order by source_line"
    return [str(day) for (day,) in Workspace(home).snapshot().rows(sql)]


OPEN = {
    "three ways of writing": ("2026-04-03", "April 3, 2026", "03/04/2026"),
    "the year in front mostly": ("2026-04-03", "2026-05-03", "2026-06-03", "03/04/2026"),
    "points are no evidence for slashes": ("25.12.2025", "26.12.2025", "03/04/2026"),
    "months by name are none either": ("April 3, 2026", "May 5, 2026", "03/04/2026"),
}


@pytest.mark.parametrize("dates", OPEN.values(), ids=list(OPEN))
def test_a_date_that_nothing_settles_is_asked_about(dates: tuple[str, ...], tmp_path: Path) -> None:
    home, path = tmp_path / "w", answers(tmp_path, *dates)
    with pytest.raises(RefusedUploadError) as refused:
        importer.load_here(path, home=home, yes=True)
    assert refused.value.what == (
        "'Answered on' holds dates that can be read in two ways. Is 03/04/2026 the 3 April 2026 or "
        "the 4 March 2026?"
    )
    importer.load_here(path, home=home, yes=True, answers={"date_order": "mdy"})
    assert days(home)[-1] == "2026-03-04"


def test_one_date_between_slashes_settles_the_others(tmp_path: Path) -> None:
    path = answers(tmp_path, "03/04/2026", "25/04/2026", "2026-04-03", "April 3, 2026")
    importer.load_here(path, home=tmp_path / "w", yes=True)
    assert days(tmp_path / "w") == ["2026-04-03", "2026-04-25", "2026-04-03", "2026-04-03"]


def test_a_column_that_proves_both_orders_is_asked_about_and_says_so(tmp_path: Path) -> None:
    path = answers(tmp_path, "25/04/2026", "26/04/2026", "04/27/2026", "01/02/2026")
    found = importer.examine(path, home=tmp_path / "w")
    (question,) = found.questions
    assert question.text == (
        "'Answered on' holds dates that can be read in two ways. Is 01/02/2026 the 1 February 2026 "
        "or the 2 January 2026? 'Answered on' mixes both orders: 2 of its dates can only be day "
        "first, 1 only month first; those of the other order will be refused."
    )
    report = importer.load_here(path, home=tmp_path / "w", yes=True, answers={"date_order": "dmy"})
    assert [(cell["line"], cell["value"]) for cell in report.refused] == [(4, "04/27/2026")]
    assert days(tmp_path / "w") == ["2026-04-25", "2026-04-26", "2026-02-01"]


def test_months_by_name_are_read_beside_numbers_that_settle_their_order(tmp_path: Path) -> None:
    path = answers(tmp_path, "3. März 2026", "25/04/2026", "05/06/2026", "7 juin 2026")
    report = importer.load_here(path, home=tmp_path / "w", yes=True)
    assert days(tmp_path / "w") == ["2026-03-03", "2026-04-25", "2026-06-05", "2026-06-07"]
    assert (
        "'Answered on' is written with month names of several languages, or in numbers day first "
        "(31/12/2024): 4 of 4 different values fit."
    ) in report.staged.notes


@pytest.mark.parametrize(("said", "day"), [("dmy", "2026-06-05"), ("mdy", "2026-05-06")])
@pytest.mark.parametrize("named", ["3. März 2026", "3 mars 2026", "3 de marzo de 2026"])
def test_the_language_of_months_does_not_settle_the_order_of_numbers(
    named: str, said: str, day: str, tmp_path: Path
) -> None:
    path = answers(tmp_path, named, "05/06/2026")
    with pytest.raises(RefusedUploadError) as refused:
        importer.load_here(path, home=tmp_path / "w", yes=True)
    assert "Is 05/06/2026 the 5 June 2026 or the 6 May 2026?" in refused.value.what
    importer.load_here(path, home=tmp_path / "w", yes=True, answers={"date_order": said})
    assert days(tmp_path / "w") == ["2026-03-03", day]


def test_weekdays_around_dates_are_taken_off_and_settle_nothing(tmp_path: Path) -> None:
    path = answers(tmp_path, "Mo, 02.03.26", "Dienstag 03.03.2026", "Mi. 4.3.2026", "05.03.26 (Do)")
    importer.load_here(path, home=tmp_path / "w", yes=True)
    assert days(tmp_path / "w") == ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]


def test_a_slip_among_many_dates_is_refused_and_settles_nothing(tmp_path: Path) -> None:
    many = [f"{day}/{month:02d}/2025" for month in range(1, 4) for day in range(13, 28)]
    path = answers(tmp_path, *many, "04/27/2026", "01/02/2026")
    report = importer.load_here(path, home=tmp_path / "w", yes=True)
    assert [cell["value"] for cell in report.refused] == ["04/27/2026"]
    assert days(tmp_path / "w")[-1] == "2026-02-01"


def test_days_a_spreadsheet_turned_round_are_warned_of(tmp_path: Path) -> None:
    """03/04 and 25/04 were both written day first; a spreadsheet read the first as March."""
    turned = [f"2026-{day:02d}-04" for day in range(1, 7)]
    left = [f"{day}/04/2026" for day in range(20, 26)]
    found = importer.examine(answers(tmp_path, *turned, *left), home=tmp_path / "w")
    (warning,) = found.read_first
    assert warning.startswith(
        "In 'Answered on' every date with the year in front has a day up to 12, and every other "
        "one a later day: a spreadsheet seems to have turned day and month"
    )
    assert warning in found.notes
    later = importer.examine(answers(tmp_path, *turned, *left, "2026-04-13"), home=tmp_path / "w")
    assert later.read_first == ()


def test_a_column_that_is_partly_dates_is_named_where_no_other_is(tmp_path: Path) -> None:
    path = answers(tmp_path, "46115", "2026-04-03", "2026-04-04")
    upload = staged(path, tmp_path / "w")
    assert upload.tables[0].rows == 3
    assert importer.examine(path, home=tmp_path / "w").notes[-1] == (
        "No column is read as a date, so no chart over time can show these rows. Only 67% of "
        "'Answered on' are dates: mend the others in the file, or make it the date on the data "
        "page; then the others are refused, line by line."
    )
