"""How numbers are read, and how the decimal sign is decided."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest.numbers import EITHER, EITHER_GROUPED, decide_decimal, number_sql
from cxdash.store.scratch import Scratch
from tests.ingest.loading import rows, staged, written
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
    ("1.50", EITHER, "1.50"),
    ("2,50", EITHER, "2.50"),
    ("1.234,50", EITHER, "1234.50"),
    ("1,234.50", EITHER, "1234.50"),
    ("1,234,567", EITHER, "1234567"),
    ("0,500", EITHER, "0.5"),
    ("-0.125", EITHER, "-0.125"),
    ("12", EITHER, "12"),
    ("1.250", EITHER, None),
    ("1,250", EITHER, None),
    ("1.250", EITHER_GROUPED, "1250"),
    ("-1,250", EITHER_GROUPED, "-1250"),
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
    (["1.50", "2,50", "3"], EITHER),
    (["1.50", "2,50", "1.250"], EITHER),
    ([*(f"{at},5" for at in range(40)), "1.250", "3.5"], ","),
]


@pytest.mark.parametrize(("values", "decimal"), DECIDED)
def test_the_decimal_sign_is_decided_by_counting(values, decimal, tmp_path: Path) -> None:
    with scratch_with(tmp_path, values) as scratch:
        assert decide_decimal(scratch, "file", CELLS.text("cell"), "cost").decimal == decimal


def test_a_column_with_both_decimal_signs_says_how_it_is_read(tmp_path: Path) -> None:
    with scratch_with(tmp_path, ["1.50", "2,50", "1.250"]) as scratch:
        said = decide_decimal(scratch, "file", CELLS.text("cell"), "hours").why

    assert said == (
        "'hours' writes decimals with a point and with a comma, such as 1.50 and 2,50: each number "
        "is read by its own sign. Of 1.250 and others alike it is not certain whether they are "
        "thousands: refused."
    )


def test_three_digits_are_thousands_where_amounts_have_two_decimals(tmp_path: Path) -> None:
    with scratch_with(tmp_path, ["1.50", "2,50", "1.250"]) as scratch:
        decided = decide_decimal(scratch, "file", CELLS.text("cell"), "cost", decimals=2)

    assert decided.decimal == EITHER_GROUPED
    assert decided.why.endswith("at most 2 decimals: 1.250 is read as thousands.")


def test_an_unclear_number_beside_both_signs_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "survey.csv",
        "Response ID;Completed;Score",
        "R1;2025-03-01;1.5",
        "R2;2025-03-02;2,5",
        "R3;2025-03-03;1.250",
        "R4;2025-03-04;4",
        "R5;2025-03-05;3,5",
    )
    upload = staged(path, tmp_path / "home")

    assert rows(upload, "responses", "score") == [(1.5,), (2.5,), (4,), (3.5,)]
    (refused,) = upload.refused()
    assert (refused["line"], refused["value"]) == (4, "1.250")
    assert "can be read in two ways" in refused["reason"]
