"""Whatever leaves as CSV, no spreadsheet runs what a customer wrote."""

import csv
import io

import pandas as pd
import pytest

from cxdash.metrics import export
from cxdash.model import TABLES, Table
from cxdash.web import intake_words
from cxdash.web.holdings_templates import template_file

ATTACKS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")


def cells_of(content: bytes) -> list[list[str]]:
    """Read a CSV as a spreadsheet does."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["object", "string", "category"])
def test_text_that_a_spreadsheet_would_run_gets_a_quote_in_front(attack: str, kind: str) -> None:
    frame = pd.DataFrame({"Comment": pd.Series([attack, "Late", None], dtype=kind)})

    assert cells_of(export.csv(frame)) == [["Comment"], [f"'{attack}"], ["Late"], [""]]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_label_is_defused_like_a_text(attack: str) -> None:
    assert cells_of(export.csv(pd.DataFrame({attack: [1]}))) == [[f"'{attack}"], ["1"]]


def test_numbers_stay_numbers_below_zero_too() -> None:
    frame = pd.DataFrame({"Change": [-1.5, 2.0], "Said": ["-1.5", "+49"]})

    assert cells_of(export.csv(frame))[1:] == [["-1.5", "-1.5"], ["2.0", "+49"]]


@pytest.mark.parametrize("attack", ATTACKS)
def test_refused_rows_are_defused_in_every_column(attack: str) -> None:
    cell = {
        "line": 2, "column": attack, "value": attack, "reason": attack, "next_step": attack,
        "raw": attack, "row": "left out",
    }  # fmt: skip

    row = cells_of(export.csv(intake_words.refused_frame([cell])))[1]

    assert row.count(f"'{attack}") == 5
    assert attack not in row


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_template_holds_nothing_a_spreadsheet_would_run(table: Table) -> None:
    cells = [cell for row in cells_of(template_file(table)) for cell in row]

    assert [cell for cell in cells if export.defused(cell) != cell] == []
