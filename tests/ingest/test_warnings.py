"""What is kept as it stands is said all the same: ids without a row, dates hardly meant."""

from pathlib import Path

import pytest

from cxdash.ingest import importer, stage
from tests.ingest.loading import staged, written

CUSTOMERS = ("Customer ID,Customer name,Segment", "C1,Ash,Retail", "C2,Elm,Hotels")
ANSWERS = (
    "Response ID,Customer ID,Date,Satisfaction (1-5)",
    "R1,C1,2026-03-01,4",
    "R2,C8,2026-03-02,5",
    "R3,C8,2026-03-03,2",
    "R4,C9,2026-03-04,3",
    "R5,,2026-03-05,3",
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 15 April 2026."""

    class Clock(stage.datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ANN206 - as datetime's own
            return cls(2026, 4, 15, 22, tzinfo=tz)

    monkeypatch.setattr(stage, "datetime", Clock)


def test_ids_that_no_loaded_customer_has_are_counted(tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    importer.load_here(written(tmp_path, "customers.csv", *CUSTOMERS), home=home)
    found = staged(written(tmp_path, "answers.csv", *ANSWERS), home)
    (warning,) = found.warnings
    assert warning == (
        "Survey answers: 2 of 3 customers named are not among the 2 loaded, such as C8. Their "
        "rows (3) are kept and get no segment and no region from there."
    )
    assert warning in found.notes
    assert found.tables[0].rows == 5


def test_customers_loaded_later_say_whom_they_still_leave_out(tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    importer.load_here(written(tmp_path, "answers.csv", *ANSWERS), home=home)
    found = staged(written(tmp_path, "customers.csv", *CUSTOMERS), home)
    assert [one.partition(", such as")[0] for one in found.warnings] == [
        "What is loaded already: 2 of 3 customers named are not among the 2 loaded"
    ]


def test_without_a_customers_file_nothing_is_missed(tmp_path: Path) -> None:
    found = staged(written(tmp_path, "answers.csv", *ANSWERS), tmp_path / "workspace")
    assert found.warnings == ()


def test_a_persons_id_is_counted_and_not_written_out(tmp_path: Path) -> None:
    home = tmp_path / "workspace"
    people = ("Employee ID,Employee name,Team", "E1,Ann,Care", "E2,Bo,Care")
    importer.load_here(written(tmp_path, "employees.csv", *people), home=home)
    calls = ("Call ID,Call start,Agent", "1,2026-03-01 10:00,E1", "2,2026-03-01 11:00,E77")
    (warning,) = staged(written(tmp_path, "calls.csv", *calls), home).warnings
    assert "1 of 2 people named are not among the 2 loaded. Their rows (1)" in warning
    assert "E77" not in warning


COMPLAINTS = (
    "Complaint ID,Received,Due,Resolved,Cause",
    "K1,1900-01-01,,,Late",
    "K2,2026-03-02,2031-05-05,2026-03-09,Late",
    "K3,2031-05-05,,,Late",
    "K4,2026-04-16,,,Late",
    "K5,1970-01-01,,,Late",
)


def test_dates_in_the_future_or_of_another_age_are_named_and_kept(tmp_path: Path) -> None:
    found = staged(written(tmp_path, "complaints.csv", *COMPLAINTS), tmp_path / "workspace")
    old, future = found.warnings
    assert old.startswith(
        "'Received': 2 dates lie before 1990: 1900-01-01 in line 2 is the first. The rows are "
        "kept, and charts of all data begin with them;"
    )
    assert future.startswith(
        "'Received': 1 date lies in the future (today is 2026-04-15): 2031-05-05 in line 4. The "
        "rows are kept, and no period reaches so far;"
    )
    assert found.tables[0].rows == 5


def test_tomorrow_is_not_yet_the_future_and_a_due_date_may_be(tmp_path: Path) -> None:
    (header, _, due, _, tomorrow, _) = COMPLAINTS
    found = staged(written(tmp_path, "c.csv", header, due, tomorrow), tmp_path / "workspace")
    assert found.warnings == ()
