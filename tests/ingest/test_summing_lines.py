"""A line of means at the end is named as such; a row that only begins like one is kept."""

import re
from pathlib import Path

import pytest

from cxdash.ingest.summing_lines import OPENINGS, PATTERN
from tests.ingest.reading import read, row_lines, skips

FOOTER = "total or footer at the end"
ANSWERS = "Ticket;Agent;Date;CSAT\n" + "".join(
    f"T-{at};{agent};2026-01-{at};{score}\n"
    for at, agent, score in (
        (10, "Ann", 5), (11, "Bo", 4), (12, "Ann", 3), (13, "Bo", 5), (14, "Cy", 5),
        (15, "Ann", 2), (16, "Bo", 4), (17, "Cy", 4), (18, "Cy", 5),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Mittelwert;;;4,1",
        "Durchschnitt:;;;4,1",
        "Moyenne;;;4,1",
        ";;Promedio;4.1",
        "Average score;;;4.1",
        "Media;;;4",
        "Gesamtergebnis;;;37",
        "AVERAGE;;;00:04:30",
        "\u00d8;;;4,1",
        "Mean (n=9);;;4.1 / 5",
        "\u5e73\u5747;;;4.1",
    ],
)
def test_a_line_of_means_at_the_end_is_named_and_no_row(line: str, tmp_path: Path) -> None:
    table = read(tmp_path, f"{ANSWERS}{line}\n")

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert skips(table) == [(11, 11, FOOTER)]


def test_several_such_lines_are_all_named(tmp_path: Path) -> None:
    table = read(
        tmp_path, ANSWERS + "\nAnzahl;;;9\nMittelwert;;;4,1\nMedian;;;4\nStandardabweichung;;;1,1\n"
    )

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert skips(table) == [(11, 11, "blank line"), (12, 15, FOOTER)]


@pytest.mark.parametrize(
    "line",
    [
        "Average service;Ann;2026-01-19;3",
        "Media Markt;;2026-01-19;3",
        "Mean;Ann;2026-01-19;3",
        "Durchschnitt;;2026-01-19;4",
        "Meaning unclear;;;3",
    ],
)
def test_a_last_row_that_begins_with_such_a_word_is_kept(line: str, tmp_path: Path) -> None:
    table = read(tmp_path, f"{ANSWERS}{line}\n")

    assert row_lines(table)[-1] == 11


def test_a_comment_of_one_such_word_is_a_row_like_the_others(tmp_path: Path) -> None:
    comments = ("Very good", "Late again", "Fine", "Kind staff", "Rude", "Slow", "Quick", "Great")
    rows = "".join(f"{comment},,{at % 5 + 1}\n" for at, comment in enumerate(comments))

    table = read(tmp_path, f"Comment,Follow-up,Score\n{rows}Average,,3\n")

    assert row_lines(table) == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_a_line_of_means_between_rows_is_named_where_it_lacks_their_date(tmp_path: Path) -> None:
    table = read(tmp_path, ANSWERS + "Average;;;4.1\nT-20;Ann;2026-01-20;5\n")

    assert row_lines(table)[-2:] == [10, 12]
    assert skips(table) == [(11, 11, "total between rows")]


def test_lines_that_only_begin_like_a_mean_are_read_in_bulk() -> None:
    ordinary = ["Average service today", "mean people", "CO-12", "Media Markt", "Max", "Anna", "me"]
    assert not any(re.match(PATTERN, text, re.IGNORECASE) for text in ordinary)


def test_openings_have_two_letters() -> None:
    assert all(len(opening) == 2 for opening in OPENINGS)
