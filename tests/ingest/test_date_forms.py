"""Dates with words, signs or zones around their parts, as exports of many places write them."""

# ruff: noqa: DTZ001 (the wall clock of a file carries no zone)

from datetime import datetime
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.answered import answered
from cxdash.ingest.clock_letters import clocks_of
from cxdash.ingest.date_faults import fault_sql
from cxdash.ingest.date_forms import plain_date_sql
from cxdash.ingest.dates import offset_sql, wall_sql
from cxdash.store.scratch import Scratch
from tests.ingest.loading import rows, staged, written

QUARTER_PAST = datetime(2026, 3, 1, 10, 15)
FIVE_PAST = datetime(2026, 3, 1, 15, 5)

WRITTEN = [
    ("2026-03-01 10:15:00 EST", "ymd", QUARTER_PAST, -300),
    ("2026-03-01 10:15 AM CDT", "ymd", QUARTER_PAST, -300),
    ("01.03.2026 10:15 MESZ", "dmy", QUARTER_PAST, 120),
    ("1. M\u00e4rz 2026 10:15 MEZ", "german", QUARTER_PAST, 60),
    ("2026-03-01 10:15 (UTC+02:00)", "ymd", QUARTER_PAST, 120),
    ("2026-03-01 10:15 UTC-3", "ymd", QUARTER_PAST, -180),
    ("2026-03-01T10:15:00+5:30", "ymd", QUARTER_PAST, 330),
    ("2026-03-01T10:15:00+01:00[Europe/Berlin]", "ymd", QUARTER_PAST, 60),
    ("2026-03-01 10:15 XYZ", "ymd", None, None),
    ("Sun Mar 01 2026 10:15:00 GMT+0100 (Central European Standard Time)", "ymd", QUARTER_PAST, 60),
    ("Sun Mar  1 10:15:00 2026", "ymd", QUARTER_PAST, None),
    ("Sun Mar  1 10:15:00 CET 2026", "ymd", QUARTER_PAST, 60),
    ("Sun Mar 01 10:15:00 +0000 2026", "ymd", QUARTER_PAST, 0),
    ("Sun, 01 Mar 2026 10:15:00 +0000", "ymd", QUARTER_PAST, 0),
    ("Sun, 01 Mar 2026 10:15:00 -0500 (EST)", "ymd", QUARTER_PAST, -300),
    ("Mar  1 2026 10:15AM", "ymd", QUARTER_PAST, None),
    ("01-MAR-26 10.15.00.000000 AM", "ymd", QUARTER_PAST, None),
    ("14-MAR-26 03.15.00.000000 PM", "ymd", datetime(2026, 3, 14, 15, 15), None),
    ("3/1/2026, 3:00:15\u202fPM", "mdy", datetime(2026, 3, 1, 15, 0, 15), None),
    ("3/1/2026 3.05 PM", "mdy", FIVE_PAST, None),
    ("01-03-2026 15.05", "dmy", FIVE_PAST, None),
    ("2026-03-01 15:05 PM", "ymd", FIVE_PAST, None),
    ("2026-03-01 PM 3:05", "ymd", FIVE_PAST, None),
    ("March 1, 2026 at 3:05 PM", "english", FIVE_PAST, None),
    ("1st March 2026", "english", datetime(2026, 3, 1), None),
    ("1/3/2026 3:05 p. m.", "dmy", FIVE_PAST, None),
    ("1 de marzo de 2026, 3:05 p.\u00a0m.", "spanish", FIVE_PAST, None),
    ("2026/3/1 \u4e0b\u5348 3:05", "ymd", FIVE_PAST, None),
    ("2026\u5e743\u67081\u65e5", "ymd", datetime(2026, 3, 1), None),
    ("2026\u5e743\u67081\u65e5(\u65e5) 15\u664205\u5206", "ymd", FIVE_PAST, None),
    ("2026\u5e743\u67081\u65e5 \u5348\u5f8c0\u664205\u5206", "ymd",
     datetime(2026, 3, 1, 12, 5), None),
    ("2026\ub144 3\uc6d4 1\uc77c \uc624\ud6c4 3:05", "ymd", FIVE_PAST, None),
    ("2026. 3. 1. \uc624\ud6c4 3:05", "ymd", FIVE_PAST, None),
    ("01/03/2026 3:05 \u0645", "dmy", FIVE_PAST, None),
    ("01/03/2026 10:15 \u0635", "dmy", QUARTER_PAST, None),
    ("20260301T101500Z", "ymd", QUARTER_PAST, 0),
    ("20260301T1015+0100", "ymd", QUARTER_PAST, 60),
    ("20260301101500", "ymd", QUARTER_PAST, None),
    ("2026-W09-7", "ymd", datetime(2026, 3, 1), None),
    ("2026W097", "ymd", datetime(2026, 3, 1), None),
    ("/Date(1772360100000)/", "epoch", QUARTER_PAST, None),
    ("/Date(1772360100000+0100)/", "epoch", QUARTER_PAST, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(tmp_path_factory.mktemp("dates"))


@pytest.mark.parametrize(("text", "order", "wall", "offset"), WRITTEN)
def test_a_date_with_more_around_it_is_read(text, order, wall, offset, scratch) -> None:
    row = scratch.rows(
        f"SELECT {wall_sql('p', order)}, {offset_sql('p')} "
        f"FROM (SELECT {plain_date_sql('v', {})} AS p FROM (SELECT $v AS v))",
        {"v": text},
    )[0]
    assert row == (wall, offset)


UNCHANGED = [
    "2024-03-05 14:05:06.5", "29/2/2016 01:16", "5.3.2024 9:05", "3/5/24 2:05 PM", "45356.5",
    "Dienstag, 3. M\u00e4rz 2026 um 14:05 Uhr", "mardi 1er ao\u00fbt 2026 \u00e0 14h05",
    "Mi, 04.03.26", "07_2015", "1709647506123", "2024-Q4", "soon", "3:00:15 PM",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_is_plain_already_stays_as_it_is(text, scratch) -> None:
    found = scratch.rows(f"SELECT {plain_date_sql('v', {})} FROM (SELECT $v AS v)", {"v": text})

    assert found[0][0] == text


def complaints(folder: Path, *dates: str) -> Path:
    lines = (f"C-{at};{date};late" for at, date in enumerate(dates, 10))
    return written(folder, "complaints.csv", "Complaint ID;Date;Cause", *lines)


WHOLE_FILES = [
    (("2026-03-01 10:15:00 EST", "2026-07-14 10:15:00 EDT"), ["03-01 15:15", "07-14 14:15"]),
    (("2026-03-01 10:15 CST", "2026-07-14 10:15 CDT"), ["03-01 16:15", "07-14 15:15"]),
    (("03/14/2026 10:00 AM ET", "07/14/2026 10:00 AM ET"), ["03-14 14:00", "07-14 14:00"]),
    (("20260301T101500Z", "20260314T101500Z"), ["03-01 10:15", "03-14 10:15"]),
    (("/Date(1772359200000)/", "/Date(1773569700000)/"), ["03-01 10:00", "03-15 10:15"]),
    (("2026\u5e743\u67081\u65e5 \u4e0b\u5348 3:05", "2026\u5e743\u670814\u65e5 \u4e0a\u5348 9:05"),
     ["03-01 15:05", "03-14 09:05"]),
]  # fmt: skip


@pytest.mark.parametrize(("dates", "kept"), WHOLE_FILES)
def test_a_file_of_such_dates_keeps_its_moments(dates, kept, tmp_path: Path) -> None:
    upload = staged(complaints(tmp_path, *dates), tmp_path / "home")

    found = rows(upload, "complaints", "strftime(occurred_at, '%m-%d %H:%M')")
    assert [when for (when,) in found] == kept
    assert upload.refused() == []


def test_letters_of_several_clocks_are_asked_for(tmp_path: Path) -> None:
    file = complaints(tmp_path, "2026-03-01 10:00 IST", "2026-03-14 10:15 IST")

    found = importer.examine(file, home=tmp_path / "home")
    (question,) = found.questions
    mapping = answered(found.mapping, found.questions, {"clock:IST": "+05:30"})
    kept = rows(staged(file, tmp_path / "home", mapping), "complaints", "occurred_at::VARCHAR")

    assert question.text == (
        "Times in 'Date' end in IST, which is the clock of several places. Which is meant?"
    )
    assert list(question.choices) == ["+05:30", "+02:00", "+01:00"]
    assert kept == [("2026-03-01 04:30:00",), ("2026-03-14 04:45:00",)]


SETTLED = [
    (["CST", "CDT"], {"CST": "-06:00"}, ()),
    (["CST"], {}, ("CST",)),
    (["IST", "IDT"], {"IST": "+02:00"}, ()),
    (["BST", "GMT"], {"BST": "+01:00"}, ()),
    (["EST", "AM"], {}, ()),
]


@pytest.mark.parametrize(("letters", "settled", "still_open"), SETTLED)
def test_letters_are_settled_by_those_beside_them(letters, settled, still_open) -> None:
    clocks = clocks_of(letters, {})

    assert (clocks.settled, clocks.open) == (settled, still_open)


def test_how_such_dates_are_read_is_said(tmp_path: Path) -> None:
    file = complaints(tmp_path, "2026-03-01 10:15 EST", "2026-03-14 10:15 EST")

    notes = importer.examine(file, home=tmp_path / "home").notes

    assert (
        "'Date' writes dates such as 2026-03-01 10:15 EST, read as 2026-03-01 10:15-05:00." in notes
    )
    assert "The letters behind the times of 'Date' name their clock: EST as UTC-05:00." in notes


def test_nothing_is_said_of_blanks_that_look_alike(tmp_path: Path) -> None:
    """Newer spreadsheets put a narrow one before PM, which no reader sees."""
    file = written(
        tmp_path,
        "odd.csv",
        "Score,Date",
        *(f"4,3/{day}/2026 3:05\u202fPM" for day in range(14, 30)),
    )
    notes = importer.examine(file, home=tmp_path / "home").notes

    assert not [note for note in notes if "writes dates such as" in note]


REFUSED = [
    ("2026-03-14 10:00 XYZ", "ends in XYZ, which names no time zone that is known."),
    ("2026-02-30 10:00", "is no day of the calendar."),
    ("31.02.2026", "is no day of the calendar."),
    ("5. Foo 2026", "holds the word Foo, which is no known month, weekday or time zone."),
    ("3012-01-01", "is of the year 3012, and dates are read from 1900 to 2200."),
    ("12:30", "is a time of day without its date."),
    ("next week", "is no date."),
    ("17", "is a number and no date."),
    ("13-03", "is not a date or time that is year first (2024-12-31)."),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_refused_date_says_what_of_it_cannot_be_read(text, reason, tmp_path: Path) -> None:
    plain = [f"2026-03-{day}" for day in range(10, 30)]
    upload = staged(complaints(tmp_path, *plain, text), tmp_path / "home")

    assert [cell["reason"] for cell in upload.refused()] == [f'Complaints: "{text}" {reason}']


def test_a_refused_date_among_such_forms_says_so_too(tmp_path: Path) -> None:
    plain = [f"2026-03-{day} 3:05 p. m." for day in range(10, 30)]
    upload = staged(complaints(tmp_path, *plain, "2026-02-30 3:05 p. m."), tmp_path / "home")

    assert [cell["reason"] for cell in upload.refused()] == [
        'Complaints: "2026-02-30 3:05 p. m." is no day of the calendar.'
    ]


@pytest.mark.parametrize("order", ["ymd", "german dmy", "several mdy"])
def test_what_is_wrong_with_a_date_is_asked_of_its_text_once(order: str) -> None:
    """A column written anew takes thousands of letters of SQL, which once made nine megabytes."""
    short, long = ("".join(fault_sql(text, order)) for text in ("t", "t" * 1_000))

    assert len(long) - len(short) == 2 * 999


def test_a_time_counted_since_1970_is_a_moment_in_utc(tmp_path: Path) -> None:
    upload = staged(complaints(tmp_path, "1772359200", "1772359300"), tmp_path / "home")

    assert rows(upload, "complaints", "occurred_at::VARCHAR, zone_known") == [
        ("2026-03-01 10:00:00", True),
        ("2026-03-01 10:01:40", True),
    ]
