"""What it is in the text of a date that cannot be read, and what to do about it."""

from __future__ import annotations

from typing import Final

from cxdash.ingest import weekdays
from cxdash.ingest.clock_letters import LETTERS
from cxdash.ingest.dates import (
    EARLIEST,
    LATEST,
    NUMERIC_FORMATS,
    wall_sql,
    without_offset_sql,
    words_for,
)
from cxdash.ingest.months import MONTHS, words_of_months
from cxdash.ingest.sqltext import list_sql, text_sql

_BESIDE_MONTHS: Final = ("am", "pm", "a", "p", "m", "t", "z", "um", "uhr", "uur", "h", "de", "di",
                         "del", "of", "at", "as", "st", "nd", "rd", "th", "er")  # fmt: skip
_SMALL: Final = 3
"""Letters of a word that may be part of a date without being told."""

_CLOCK_ALONE: Final = r"(?i)^\d{1,2}[:.h]\d{2}([:.]\d{2})?\s*([ap]\.?m\.?)?$"
_NUMBER: Final = r"^[-+]?\d+([.,]\d+)?$"
_PARTS: Final = r"^\D*\d{1,4}[-/.\s]+\d{1,2}[-/.\s]+\d{1,4}(\D.*)?$"
_YEAR: Final = r"(?:^|\D)(\d{4})(?:\D|$)"

_WRITE: Final = "Write it in the file as 2026-03-31 14:05"
_CORRECT: Final = (
    "Correct the date in the file, or choose another way of writing dates for the column."
)


def fault_sql(text: str, order: str) -> tuple[str, str]:
    """Return SQL for what is wrong with a date that could not be read, and for the next step.

    Args:
        text: SQL for the text that was read as a date.
        order: How the column writes its dates.

    Returns:
        The end of a sentence that begins with the text, and an instruction.
    """
    # What is read as a date may take long to write: once is enough.
    read, text = text, "t"
    letters = f"regexp_extract({text}, {text_sql(LETTERS)}, 2)"
    word, year = _unknown_word(text), f"try_cast(regexp_extract({text}, '{_YEAR}', 1) AS INTEGER)"
    cases: list[tuple[str, str, str]] = [
        (
            rf"NOT regexp_matches({text}, '\d')",
            "' is no date.'",
            f"{_WRITE}, or empty the cell.",
        ),
        (
            f"regexp_matches({text}, {text_sql(_CLOCK_ALONE)})",
            "' is a time of day without its date.'",
            "Map the column of the date and this one to the same field, the date first.",
        ),
        (
            f"{letters} NOT IN ('', 'AM', 'PM') AND {_reads_without(text, letters, order)}",
            f"' ends in ' || {letters} || ', which names no time zone that is known.'",
            f"{_WRITE}+01:00, with the hours from UTC in place of the letters.",
        ),
        (
            f"{word} IS NOT NULL",
            f"' holds the word ' || {word} || ', which is no known month, weekday or time zone.'",
            f"{_WRITE}, or map another column.",
        ),
        (
            f"{year} NOT BETWEEN {EARLIEST} AND {LATEST}",
            f"' is of the year ' || {year} || ', and dates are read from {EARLIEST} to {LATEST}.'",
            "Correct the year in the file.",
        ),
        (
            f"regexp_matches({text}, {text_sql(_PARTS)}) AND {_in_no_order(text)}",
            "' is no day of the calendar.'",
            "Correct the date in the file.",
        ),
    ]
    if order in NUMERIC_FORMATS:
        is_number = f"regexp_matches({text}, {text_sql(_NUMBER)})"
        cases.insert(1, (is_number, "' is a number and no date.'", _CORRECT))
    said = " ".join(f"WHEN {when} THEN {what}" for when, what, _ in cases)
    step = " ".join(f"WHEN {when} THEN {text_sql(what)}" for when, _, what in cases)
    other = text_sql(f" is not a date or time that is {words_for(order)}.")
    return (
        _of(read, f"CASE {said} ELSE {other} END"),
        _of(read, f"CASE {step} ELSE {text_sql(_CORRECT)} END"),
    )


def _of(text: str, sql: str) -> str:
    """Return SQL for what is said of a text, which `sql` knows as t."""
    return f"list_transform([{text}], lambda t: {sql})[1]"


def _unknown_word(text: str) -> str:
    """Return SQL for the first word in a text that dates do not hold; NULL without one."""
    months = {word for language in MONTHS for word in words_of_months(language)}
    known = list_sql(sorted(months | set(_BESIDE_MONTHS)))
    words = rf"regexp_extract_all({text}, '\pL+')"
    is_day = f"regexp_full_match(lower(w), {text_sql(f'(?:{weekdays.WORDS})')})"
    return (
        f"list_filter({words}, lambda w: strip_accents(lower(w)) NOT IN {known} "
        f"AND (length(w) >= {_SMALL} OR strlen(w) > length(w)) AND NOT {is_day})[1]"
    )


def _reads_without(text: str, letters: str, order: str) -> str:
    """Return SQL for whether a text would be a date without the letters at its end."""
    rest = f"regexp_replace({text}, '\\s*\\(?' || {letters} || '\\)?$', '')"
    return _of(rest, f"{wall_sql('t', order)} IS NOT NULL")


def _in_no_order(text: str) -> str:
    """Return SQL for whether no order of its parts makes a text a date."""
    bare = f"regexp_extract({without_offset_sql(text)}, '^\\D*(\\d+[-/.\\s]+\\d+[-/.\\s]+\\d+)', 1)"
    read = ", ".join(wall_sql("t", order) for order in NUMERIC_FORMATS)
    return _of(bare, f"coalesce({read}) IS NULL")
