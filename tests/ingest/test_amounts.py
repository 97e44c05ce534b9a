"""Amounts keep the unit their header names, and several currencies are not added up unsaid."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.amounts import times_of
from tests.ingest.loading import rows, staged, written

UNITS = [
    ("Kosten CHF", None),
    ("Umsatz (EUR)", None),
    ("Price $", None),
    ("Betrag in Tsd. \u20ac", "1000"),
    ("Kosten (TEUR)", "1000"),
    ("Cost (k\u20ac)", "1000"),
    ("Cost in k EUR", "1000"),
    ("Revenue, $000", "1000"),
    ("Revenue ('000)", "1000"),
    ("Cost (thousands)", "1000"),
    ("Kosten [Mio. EUR]", "1000000"),
    ("Cost in M$", "1000000"),
    ("Ticket cost", None),
    ("Cost of miles", None),
    ("Kosten Markt Euro", None),
    ("Cost per thousand", None),
    ("Cost / thousand", None),
    ("Preis je Tsd. Stück", None),
    ("Kosten pro 1 Mio. EUR", None),
    ("prix par milliers", None),
    ("prix par millier", None),
    ("precio por mil", None),
    ("pris pr. mio", None),
    ("cena na mln", None),
    ("Umsatz pro Monat in Tsd. \u20ac", "1000"),
    ("Cost per case (k\u20ac)", "1000"),
    ("Cost per thousand, in k\u20ac", "1000"),
]


@pytest.mark.parametrize(("header", "times"), UNITS)
def test_a_header_says_whether_it_counts_in_thousands(header, times) -> None:
    assert times_of(header) == times


def complaints(folder: Path, header: str, *amounts: str) -> Path:
    lines = (f"C-{at};{at:02}.03.2026;{amount};late" for at, amount in enumerate(amounts, 13))
    return written(folder, "complaints.csv", f"Complaint ID;Date;{header};Cause", *lines)


KEPT = [
    ("Kosten CHF", ("1'250.50", "99.00", "12.\u2013"), ["1250.50", "99.00", "12"]),
    ("Kosten (EUR)", ("1.250,50 \u20ac", "99,00", "12,-"), ["1250.50", "99.00", "12"]),
    ("Cost $", ("$1,250.50", "US$ 99.00", "USD 12"), ["1250.50", "99.00", "12"]),
    ("Cost in SEK", ("1 250,50 kr", "99,00", "12 kr."), ["1250.50", "99.00", "12"]),
    ("Kosten in Tsd. \u20ac", ("1,25", "99,5", "12"), ["1250", "99500", "12000"]),
    ("Kosten", ("1.250", "99.000", "12"), ["1250", "99000", "12"]),
    ("Kosten", ("1.250", "0.500", "12"), ["1.25", "0.5", "12"]),
    ("Kosten in Tsd. \u20ac", ("1.250", "99.000", "12"), ["1250", "99000", "12000"]),
    ("Cost (KWD)", ("1.250", "99.000", "12"), ["1.25", "99", "12"]),
    ("Cost", ("KWD 1.250", "KWD 99.000", "KWD 12.500"), ["1.25", "99", "12.5"]),
    ("Cost", ("1.250 \u062f.\u0643", "99.000 \u062f.\u0643"), ["1.25", "99"]),
    ("Cost (TND)", ("1,250", "99,000"), ["1.25", "99"]),
    ("Cost (TND)", ("1,250", "99,000", "12"), ["1250", "99000", "12"]),
    ("Cost (OMR)", ("1,250.500", "99.000"), ["1250.5", "99"]),
    ("Cost (JPY)", ("1.250", "99.000"), ["1250", "99000"]),
    ("Cost", ("1.250 \u062f.\u0625", "99.000 \u062f.\u0625"), ["1250", "99000"]),
    ("Kosten", ("0,500", "1,250"), ["0.5", "1.25"]),
]


@pytest.mark.parametrize(("header", "written_as", "kept"), KEPT)
def test_an_amount_is_kept_in_whole_units(header, written_as, kept, tmp_path: Path) -> None:
    upload = staged(complaints(tmp_path, header, *written_as), tmp_path / "home")

    assert rows(upload, "complaints", "cost") == [(Decimal(amount),) for amount in kept]
    assert upload.refused() == []


def test_thousands_are_said(tmp_path: Path) -> None:
    file = complaints(tmp_path, "Kosten in Tsd. \u20ac", "1,25", "99,5")

    notes = importer.examine(file, home=tmp_path / "home").notes

    assert (
        "'Kosten in Tsd. \u20ac' counts in thousands, as its header says: each amount is "
        "multiplied by 1,000." in notes
    )


def test_several_currencies_in_a_column_are_said_before_it_is_accepted(tmp_path: Path) -> None:
    file = complaints(tmp_path, "Cost", "\u20ac12.50", "$99.00", "CHF 7.00")

    found = importer.examine(file, home=tmp_path / "home")

    assert found.read_first == (
        (
            "'Cost' holds amounts in EUR, USD and CHF, and none is converted: their sum means "
            "nothing. Convert them to one currency in the file, or do not map the column."
        ),
    )


def test_one_currency_written_in_two_ways_is_one(tmp_path: Path) -> None:
    file = complaints(tmp_path, "Cost", "\u20ac12.50", "EUR 99.00", "7.00")

    assert importer.examine(file, home=tmp_path / "home").read_first == ()


def test_points_before_three_digits_of_an_amount_are_said_to_be_thousands(tmp_path: Path) -> None:
    file = complaints(tmp_path, "Kosten", "1.250", "99.000")

    assert (
        "Every point in 'Kosten' stands before three digits, and such amounts have at most 2 "
        "decimals: read as thousands." in importer.examine(file, home=tmp_path / "home").notes
    )
