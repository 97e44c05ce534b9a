"""Digits of other alphabets are numbers and dates; ids and comments keep theirs."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.digits import western, western_sql
from cxdash.store.scratch import Scratch
from tests.ingest.loading import rows, staged, written

# Letters that look alike are what these tests are about.
WRITTEN = [
    ("\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", "0123456789"),
    ("\u06f0\u06f1\u06f9", "019"),
    ("\u0966\u0967\u096f", "019"),
    ("\uff11\uff12\uff0e\uff15\uff05", "12.5%"),
    ("\u200f\u0661\u066c\u0665\u0660\u0660", "1'500"),
    ("\u0664\u066b\u0665", "4\u066b5"),
    ("4,5 \u20ac", "4,5 \u20ac"),
]


@pytest.mark.parametrize(("text", "read"), WRITTEN)
def test_a_digit_is_the_same_number_in_every_alphabet(text, read, tmp_path) -> None:
    with Scratch(tmp_path) as scratch:
        found = scratch.rows(f"SELECT {western_sql('t')} FROM (SELECT $t AS t)", {"t": text})

    assert (western(text), found[0][0]) == (read, read)


def test_an_arabic_file_is_read_in_its_own_digits(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "desk.csv",
        "Complaint ID,Date,Cost,Description",
        "\u0637-\u0660\u0660\u0661,\u0660\u0665/\u0660\u0663/\u0662\u0660\u0662\u0666,"
        "\u0661\u0662\u066c\u0665\u0660\u0660\u066b\u0667\u0665,\u0663 days late",
        "\u0637-\u0660\u0660\u0662,\u0662\u0668/\u0660\u0663/\u0662\u0660\u0662\u0666,"
        "\u0669\u0669\u066b\u0665,broken",
        "C-3,29/03/2026,7.25,cold",
    )

    kept = rows(
        staged(file, tmp_path / "home"),
        "complaints",
        "complaint_id, strftime(occurred_at, '%Y-%m-%d'), cost, description",
    )

    assert kept == [
        (
            "\u0637-\u0660\u0660\u0661",
            "2026-03-05",
            Decimal("12500.750000"),
            "\u0663 days late",
        ),
        ("\u0637-\u0660\u0660\u0662", "2026-03-28", Decimal("99.500000"), "broken"),
        ("C-3", "2026-03-29", Decimal("7.250000"), "cold"),
    ]


def test_what_was_read_in_other_digits_is_said_once_for_each_column(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "csat.csv",
        "Date,CSAT",
        "\uff12\uff10\uff12\uff16\uff0f\uff10\uff11\uff0f\uff10\uff15,\uff15",
        "2026/02/25,4",
    )

    notes = importer.examine(file, home=tmp_path / "home").notes

    assert [note for note in notes if "alphabet" in note] == [
        (
            "'Date' writes digits of another alphabet, such as "
            "\uff12\uff10\uff12\uff16\uff0f\uff10\uff11\uff0f\uff10\uff15, read as 2026/01/05."
        ),
        "'CSAT' writes digits of another alphabet, such as \uff15, read as 5.",
    ]


def test_a_refused_cell_keeps_the_digits_it_was_written_in(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "csat.csv",
        "Date,CSAT",
        *(f"2026-01-{day},\u0664" for day in range(10, 30)),
        "2026-01-30,\u0669x",
    )

    refused = staged(file, tmp_path / "home").refused()

    assert [(cell["line"], cell["value"], cell["reason"]) for cell in refused] == [
        (22, "\u0669x", 'Survey answers: "\u0669x" is not a number.')
    ]
