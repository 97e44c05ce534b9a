"""Durations are kept in minutes however they are written, and business days never as days."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.durations import minutes_sql, times_in
from cxdash.store.scratch import Scratch
from tests.ingest.loading import rows, staged, written

WRITTEN = [
    ("1:30:00", 90), ("0:45", 45), ("-0:45", -45), ("1d 4h 30m", 1710), ("2 days 3:15:00", 3075),
    ("2 days, 3:15:00", 3075), ("1.03:15:00", 1635), ("PT5M30S", 5.5), ("P1DT2H", 1560),
    ("PT0S", 0), ("1 hr 5 min", 65), ("1 hour and 5 minutes", 65), ("90 min", 90), ("1.5 h", 90),
    ("1,5 Std.", 90), ("1h30", 90), ("45s", 0.75), ("2 Tage 3 Std.", 3060),
    ("1 jour 2 heures", 1560), ("3 d", 4320), ("2 business days", None), ("P1M", None),
    ("P", None), ("17", None), ("1 mo", None), ("soon", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(tmp_path_factory.mktemp("durations"))


@pytest.mark.parametrize(("text", "minutes"), WRITTEN)
def test_a_duration_is_read_in_minutes(text, minutes, scratch) -> None:
    read = scratch.rows(f"SELECT {minutes_sql('v')} FROM (SELECT $v AS v)", {"v": text})

    assert read[0][0] == (None if minutes is None else Decimal(str(minutes)))


UNITS = [
    ("Handle time (h)", "60"),
    ("handle_time_s", "0.0166666667"),
    ("Dauer in Stunden", "60"),
    ("Dauer (Tage)", "1440"),
    ("Duration (days)", "1440"),
    ("Talk time [min]", None),
    ("Customer's duration", None),
]


@pytest.mark.parametrize(("header", "times"), UNITS)
def test_a_header_says_the_unit_of_its_durations(header, times) -> None:
    assert times_in(header) == times


def calls(folder: Path, header: str, *values: str) -> Path:
    lines = (
        f"X-{at};Meier;2026-03-{at} 10:00;{value};K{at}" for at, value in enumerate(values, 10)
    )
    return written(folder, "calls.csv", f"Call ID;Agent;Started at;{header};Customer ID", *lines)


KEPT = [
    ("Handle time", ("1d 4h 30m", "2 h", "17"), [1710, 120, 17]),
    ("Duration", ("2 days 3:15:00", "0 days 00:05:30"), [3075, 5.5]),
    ("Talk time", ("PT5M30S", "PT1H"), [5.5, 60]),
    ("Handle time (h)", ("1.5", "0.25"), [90, 15]),
    ("Dauer in Stunden", ("1,5", "0,25"), [90, 15]),
    ("Duration (days)", ("1.5", "2"), [2160, 2880]),
    ("AHT (sec)", ("90", "120"), [1.5, 2]),
    ("Bearbeitungszeit", ("5 Min.", "1 Std. 5 Min."), [5, 65]),
    ("Talk time (mm:ss)", ("5:30", "12:45"), [5.5, 12.75]),
]


@pytest.mark.parametrize(("header", "values", "minutes"), KEPT)
def test_the_durations_of_contacts_are_kept(header, values, minutes, tmp_path: Path) -> None:
    upload = staged(calls(tmp_path, header, *values), tmp_path / "home")

    assert rows(upload, "touches", "duration_min") == [(Decimal(str(one)),) for one in minutes]
    assert upload.refused() == []


SAID = [
    ("Handle time", "1d 4h", "'Handle time' holds durations such as 1d 4h, kept in minutes."),
    (
        "Handle time",
        "5:30",
        ("'Handle time' holds durations such as 5:30, kept in minutes; 5:30 is hours and minutes."),
    ),
    (
        "Duration (days)",
        "1.5",
        "'Duration (days)' counts in days, each of 24 hours, as its header says; kept in minutes.",
    ),
    (
        "Handle time (business hours)",
        "5",
        (
            "'Handle time (business hours)' counts business days or hours, which are no fixed "
            "number of hours, and is not kept. Times to resolution are worked out from the dates "
            "of the rows."
        ),
    ),
]


@pytest.mark.parametrize(("header", "value", "sentence"), SAID)
def test_how_durations_are_read_is_said(header, value, sentence, tmp_path: Path) -> None:
    file = calls(tmp_path, header, value, value)

    assert sentence in importer.examine(file, home=tmp_path / "home").notes


LEFT_OUT = [
    ("Resolution time", "1d 4h", True),
    ("Wait time", "00:05:10", True),
    ("First response time (h)", "1.5", True),
    ("Clock", "10:15", False),
    ("Quantity", "3", False),
]


@pytest.mark.parametrize(("header", "value", "is_said"), LEFT_OUT)
def test_durations_that_no_field_takes_are_named(header, value, is_said, tmp_path: Path) -> None:
    lines = (f"C-{at};2026-03-{at};{value};late" for at in range(10, 13))
    file = written(tmp_path, "complaints.csv", f"Complaint ID;Date;{header};Cause", *lines)

    notes = importer.examine(file, home=tmp_path / "home").notes

    said = f"'{header}' holds durations such as {value} and is not kept"
    assert any(note.startswith(said) for note in notes) == is_said
