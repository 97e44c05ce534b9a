"""Results that came summed up, a row for each month: never counted as answers of customers."""

from pathlib import Path

import pytest

from cxdash.errors import RefusedUploadError
from cxdash.ingest import importer
from cxdash.store.workspace import Workspace
from tests.ingest.loading import rows, staged, written

MONTHS = tuple(f"2025-{month:02d}" for month in range(1, 7))
TOLD = "metric, value::double, n, occurred_at::date::varchar"


def months(header: str, *cells: str) -> tuple[str, ...]:
    """Return a file with the first six months of 2025 before these cells."""
    return (header, *(f"{month},{cell}" for month, cell in zip(MONTHS, cells, strict=True)))


CSAT = months("Month,CSAT (%),Responses", "86,120", "84,131", "88,99", "85,140", "83,118", "87,125")


def test_a_percentage_by_month_is_a_result_with_its_answers(tmp_path: Path) -> None:
    path = written(tmp_path, "csat.csv", *CSAT)
    found = importer.examine(path, home=tmp_path / "w")
    assert not found.needs_confirmation
    assert found.notes[0] == (
        "Results already summed up: each 'Month' stands on one row and no column names an answer "
        "or a case, so 'CSAT (%)' is the result of many answers, not an answer."
    )
    upload = staged(path, tmp_path / "w", found.mapping)
    assert [table.table for table in upload.tables] == ["scores"]
    assert rows(upload, "scores", TOLD)[:2] == [
        ("CSAT (%)", 0.86, 120, "2025-01-01"),
        ("CSAT (%)", 0.84, 131, "2025-02-01"),
    ]


def test_several_results_beside_each_other_are_each_read_on_their_own(tmp_path: Path) -> None:
    """A share stays a share and a mean a mean; a count of complaints is neither."""
    lines = months(
        "Month,CSAT,NPS,Average rating,Complaints,Complaint rate (%)",
        "86,31,4.2,12,1.2", "84,29,4.1,13,1.3", "88,35,4.4,9,0.9",
        "85,33,4.2,11,1.1", "83,28,4.0,15,1.5", "87,36,4.3,10,1.0",
    )  # fmt: skip
    path = written(tmp_path, "board.csv", *lines)
    upload = staged(path, tmp_path / "w")
    first = [row[:2] for row in rows(upload, "scores", TOLD) if row[3] == "2025-01-01"]
    assert sorted(first) == [
        ("Average rating", 4.2), ("CSAT", 0.86), ("Complaint rate (%)", 0.012), ("NPS", 31.0),
    ]  # fmt: skip
    notes = importer.examine(path, home=tmp_path / "w").notes
    assert any(note.startswith("The file does not say how many answers") for note in notes)


def test_a_row_of_totals_does_not_count_beside_its_groups(tmp_path: Path) -> None:
    lines = ("Month,Segment,CSAT (%),n", "2025-01,Retail,80,50", "2025-01,Hotels,90,50",
             "2025-01,Total,85,100", "2025-02,Retail,82,40", "2025-02,Hotels,88,60",
             "2025-02,Total,86,100")  # fmt: skip
    path = written(tmp_path, "csat.csv", *lines)
    told = rows(staged(path, tmp_path / "w"), "scores", "segment, value::double")
    assert told == [("Retail", 0.8), ("Hotels", 0.9), ("Retail", 0.82), ("Hotels", 0.88)]
    notes = importer.examine(path, home=tmp_path / "w").notes
    assert "Rows of 'Total' repeat the others and are left out." in notes


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (("Q1 2025", "Q2 2025", "Q3 2025"), "2025-01-01"),
        (("2024-Q4", "2025-Q1", "2025-Q2"), "2024-10-01"),
        (("2025-W02", "2025-W03", "2025-W04"), "2025-01-06"),
        (("KW 2/2025", "KW 3/2025", "KW 4/2025"), "2025-01-06"),
        (("03/2025", "04/2025", "05/2025"), "2025-03-01"),
        (("March 2025", "April 2025", "May 2025"), "2025-03-01"),
        (("März 2025", "April 2025", "Mai 2025"), "2025-03-01"),
    ],
)
def test_a_period_counts_on_its_first_day(cells: tuple[str, ...], day: str, tmp_path: Path) -> None:
    """Week 2 of 2025 began on Monday the sixth of January."""
    lines = ("Period,CSAT (%)", *(f"{cell},8{place}" for place, cell in enumerate(cells)))
    upload = staged(written(tmp_path, "csat.csv", *lines), tmp_path / "w")
    assert rows(upload, "scores", "occurred_at::date::varchar")[0] == (day,)


THIN = months("Month,CSAT", "4", "5", "3", "4", "4", "5")


@pytest.mark.parametrize(("answer", "table"), [("results", "scores"), ("answers", "responses")])
def test_whole_numbers_on_a_scale_by_month_are_asked_about(
    answer: str, table: str, tmp_path: Path
) -> None:
    home = tmp_path / "w"
    path = written(tmp_path, "csat.csv", *THIN)
    with pytest.raises(RefusedUploadError) as refused:
        importer.load_here(path, home=home, yes=True)
    assert refused.value.what == (
        "Each 'Month' stands on one row, with 'CSAT' 4, 5, 3. Is such a number one customer's "
        "answer?"
    )
    importer.load_here(path, home=home, yes=True, answers={"summed_up": answer})
    snapshot = Workspace(home).snapshot()
    assert snapshot.rows(f"select count(*) from {table}") == [(6,)]


SINGLE = {
    "with an id": ("Response ID,Month,CSAT (%)", *(f"R{one},2025-0{one},8{one}"
                                                     for one in range(1, 7))),
    "with a comment": ("Date,CSAT (%),Comment", *(f"2025-01-0{one},8{one},It went well number {one}"
                                                  for one in range(1, 7))),
    "several a month": ("Month,How satisfied are you? (1-5)", *(f"2025-0{one % 3 + 1},{one % 5 + 1}"
                                                               for one in range(1, 10))),
    "at a moment": ("Answered at,How satisfied are you? (1-5)",
                    *(f"2025-01-0{one} 10:00,{one % 5 + 1}" for one in range(1, 7))),
}  # fmt: skip


@pytest.mark.parametrize("lines", SINGLE.values(), ids=list(SINGLE))
def test_single_answers_stay_answers(lines: tuple[str, ...], tmp_path: Path) -> None:
    path = written(tmp_path, "answers.csv", *lines)
    found = importer.examine(path, home=tmp_path / "w")
    assert [feed.table for feed in found.mapping.feeds] == ["responses"]
    assert "summed_up" not in [ask.id for ask in found.questions]


def test_results_of_persons_are_asked_about(tmp_path: Path) -> None:
    lines = ("Customer,Month,CSAT (%)", "Acme,2025-01,80", "Acme,2025-02,85", "Bolt,2025-01,90")
    found = importer.examine(written(tmp_path, "csat.csv", *lines), home=tmp_path / "w")
    assert [ask.id for ask in found.questions] == ["summed_up"]
