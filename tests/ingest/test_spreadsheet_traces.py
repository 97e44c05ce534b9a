"""What a spreadsheet did to a file before it came here is said, with column, line and value."""

from pathlib import Path

import pytest

from tests.ingest.loading import rows, staged, written

HEADER = "Complaint ID,Received,Customer,Cause"


def test_failed_formulas_are_read_as_empty_and_said(tmp_path: Path) -> None:
    lines = ["C1,2025-03-01,K1,Late", "C2,2025-03-02,#REF!,Broken", "C3,2025-03-03,#BEZUG!,Late"]
    upload = staged(written(tmp_path, "complaints.csv", HEADER, *lines), tmp_path / "w")
    assert rows(upload, "complaints", "customer_id") == [("K1",), (None,), (None,)]
    said = (
        "'Customer' holds 2 cells in which a formula failed (#REF! in line 3): read as empty. Mend "
        "the formula and export the file again."
    )
    assert said in upload.warnings
    assert said in upload.notes


@pytest.mark.parametrize("shortened", ["2.02503E+11", "2,02503E+11", "2E+11"])
def test_ids_a_spreadsheet_shortened_are_warned_of(shortened: str, tmp_path: Path) -> None:
    lines = [f'"{shortened}",2025-03-01,K1,Late', f'"{shortened}",2025-03-02,K2,Broken']
    path = written(tmp_path, "complaints.csv", HEADER, *lines, "9,2025-03-03,K3,Late")
    upload = staged(path, tmp_path / "w")
    assert (
        "'Complaint ID' holds 2 cells in which a spreadsheet shortened the id "
        f"({shortened} in line 2): different ids look the same, and a row takes the place of "
        "another one. Export the file again and load it without opening it in a spreadsheet."
    ) in upload.warnings


def test_ids_that_only_look_like_it_are_ids(tmp_path: Path) -> None:
    lines = ["E+1,2025-03-01,K1,Late", "12E+45,2025-03-02,K2,Late", "1E5,2025-03-02,K2,Broken"]
    upload = staged(written(tmp_path, "complaints.csv", HEADER, *lines), tmp_path / "w")
    assert upload.warnings == ()
