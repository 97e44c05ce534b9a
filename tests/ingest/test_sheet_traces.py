"""A sheet with failed formulas or hidden rows: both are said, none is dropped in silence."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.ingest.reading import read, rows
from tests.ingest.workbooks import book

FIRST_COST = '<c r="C3" t="inlineStr"><is><t>2</t></is></c>'
LINES = ["id,day,cost", *(f"C-{day},2025-03-{day:02d},{day}" for day in range(1, 6))]


def marked(*changes: tuple[str, str]) -> bytes:
    """Return a workbook in whose sheet these pieces of XML are replaced."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(book({"Costs": LINES}))) as before,
        zipfile.ZipFile(packed, "w") as after,
    ):
        for name in before.namelist():
            text = before.read(name).decode()
            if name.startswith("xl/worksheets/"):
                for old, new in changes:
                    assert old in text
                    text = text.replace(old, new)
            after.writestr(name, text)
    return packed.getvalue()


def test_a_formula_that_failed_is_said_with_its_cell(tmp_path: Path) -> None:
    failed = '<c r="C3" t="e"><v>#REF!</v></c>'
    table = read(tmp_path, marked((FIRST_COST, failed)), "costs.xlsx")
    assert rows(table)[1] == ["C-2", "2025-03-02", ""]
    assert table.report.notes == (
        (
            "A formula failed in 1 cell of the sheet 'Costs' (the first is C3), which is read as "
            "empty. Mend the formula and load the workbook again."
        ),
    )


@pytest.mark.parametrize("said", ['hidden="1"', "hidden='true'"])
def test_hidden_rows_are_read_and_said(said: str, tmp_path: Path) -> None:
    changes = [(f'<row r="{line}"', f'<row r="{line}" {said}') for line in (3, 5)]
    table = read(tmp_path, marked(*changes), "costs.xlsx")
    assert table.report.rows == 5
    assert table.report.notes == (
        (
            "The sheet 'Costs' hides 2 rows (the first is 3), read like the others. Delete what "
            "should not count and load the workbook again."
        ),
    )


def test_rows_that_are_not_hidden_are_not_spoken_of(tmp_path: Path) -> None:
    shown = ('<row r="3"', '<row r="3" hidden="0"')
    assert read(tmp_path, marked(shown), "costs.xlsx").report.notes == ()
