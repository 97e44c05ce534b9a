"""What a bad file is, and what must become of it; one small table that every fault is put into."""

from __future__ import annotations

from dataclasses import dataclass

HEADER = ["id", "day", "channel", "comment", "score"]
CHANNELS = ["phone", "e-mail", "web"]
COMMENTS = ["Friendly and quick", "Had to wait", "No answer at all", "Solved in one call"]
ROWS = [
    [
        str(1000 + at),
        f"2025-03-{at:02}",
        CHANNELS[at % 3],
        COMMENTS[at % 4],
        str(at % 5 + 1),
    ]
    for at in range(1, 13)
]
"""Twelve answers; row number n stands on line n + 1 of a plain file."""

TABLE = [HEADER, *ROWS]


@dataclass(frozen=True)
class Fault:
    """One fault that must be said.

    Attributes:
        line: The line in the file, counted from 1.
        told: Part of the sentence about it.
        column: The column, "" when the whole line is at fault.
        value: What stands there, None when the sentence is about the whole line.
    """

    line: int
    told: str
    column: str = ""
    value: str | None = None


@dataclass(frozen=True)
class BadFile:
    """A file with something wrong in it, and what must become of it.

    Attributes:
        name: What is wrong, as a file name.
        content: Its bytes.
        error: Part of the sentence when the file is refused whole; "" when it is read.
        rows: The rows that must come out, None when the file is refused.
        faults: What must be said about single lines or cells.
        note: Part of a sentence that must stand in the report.
        checked: Whether the cells are typed too: a score of 1 to 5 and a date are expected.
    """

    name: str
    content: bytes
    error: str = ""
    rows: tuple[tuple[str, ...], ...] | None = None
    faults: tuple[Fault, ...] = ()
    note: str = ""
    checked: bool = False


def text(table: list[list[str]], delimiter: str = ",", *, end: str = "\n", quote: str = "") -> str:
    """Return a table as text, every field in quotes where a quote is given."""
    return "".join(
        delimiter.join(
            f"{quote}{cell.replace(quote, quote * 2) if quote else cell}{quote}" for cell in row
        )
        + end
        for row in table
    )


def lines_with(at: int, line: str) -> str:
    """Return the plain table with row `at` (1 to 12) written as this line."""
    lines = text(TABLE).splitlines(keepends=True)
    return "".join([*lines[:at], line + "\n", *lines[at + 1 :]])


def rows_without(*at: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows but for those at the places, counted from 1."""
    return tuple(tuple(row) for place, row in enumerate(ROWS, start=1) if place not in at)


ALL_ROWS = rows_without()
