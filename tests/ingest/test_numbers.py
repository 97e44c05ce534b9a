"""How numbers are read, and how the decimal sign is decided."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest.numbers import decide_decimal, number_sql
from cxdash.store.scratch import Scratch
from tests.ingest.scratching import CELLS, scratch_with

WRITTEN = [
    ("1,234.50", ".", "1234.50"),
    ("1.234,50", ",", "1234.50"),
    ("1 234,5", ",", "1234.5"),
    ("1\u202f234,5", ",", "1234.5"),
    ("$1,234", ".", "1234"),
    ("€ 12,00", ",", "12.00"),
    ("85%", ".", "85"),
    ("1'234", ".", "1234"),
    ("\u20b9 1,05,500.50", ".", "105500.50"),
    ("1,00,00,000", ".", "10000000"),
    ("1,05,50", ".", None),
    ("-5", ".", "-5"),
    ("1.5e3", ".", "1500"),
    ("1'234.50", ".", "1234.50"),
    ("CHF 1’234.50", ".", "1234.50"),
    ("(12.50)", ".", "-12.50"),
    ("($1,250.00)", ".", "-1250.00"),
    ("$(12.50)", ".", "-12.50"),
    ("12,50-", ",", "-12.50"),
    ("1.234,50- EUR", ",", "-1234.50"),
    ("\u22121,5", ",", "-1.5"),
    ("(5) 3", ".", None),
    ("3-5", ".", None),
    ("-€5.20", ".", "-5.20"),
    ("-(5)", ".", None),
    ("12,5", ".", None),
    ("300 or more", ".", None),
    ("€", ".", None),
]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(tmp_path_factory.mktemp("numbers"))


@pytest.mark.parametrize(("text", "decimal", "number"), WRITTEN)
def test_a_number_is_read_as_it_is_written(text, decimal, number, scratch) -> None:
    read = scratch.rows(f"SELECT {number_sql('v', decimal)} FROM (SELECT $v AS v)", {"v": text})
    assert read[0][0] == (None if number is None else Decimal(number))


DECIDED = [
    (["4,5", "3,25"], ","),
    (["4.5", "1,234.5"], "."),
    (["1.234,5", "12"], ","),
    (["1,234", "5,678"], "."),
    (["12", "13"], "."),
]


@pytest.mark.parametrize(("values", "decimal"), DECIDED)
def test_the_decimal_sign_is_decided_by_counting(values, decimal, tmp_path: Path) -> None:
    with scratch_with(tmp_path, values) as scratch:
        assert decide_decimal(scratch, "file", CELLS.text("cell"), "cost").decimal == decimal
