"""Text to times, once it is known how a column writes them; `date_orders` finds that out."""

from __future__ import annotations

from typing import Final

from cxdash.ingest import periods
from cxdash.ingest.months import NAMED_ORDERS, SEVERAL, named_sql, parts_of_order
from cxdash.ingest.sqltext import text_sql
from cxdash.ingest.weekdays import without_weekday

CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?"
CLOCK_AT_END: Final = r"[T,. ]\s*(" + CLOCK + ")$"
OFFSET_AT_END: Final = r"\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$"
OFFSET: Final = r"[\dMm]" + OFFSET_AT_END
WITH_OFFSET: Final = r":\d{2}(?:[.,]\d+)?(?:\s*[AaPp][Mm])?" + OFFSET_AT_END
SEPARATORS: Final = r"[.,\-/\s]+"

NUMERIC_FORMATS: Final = {
    "ymd": ("%Y/%m/%d", "%Y%m%d", "%Y/%m", "%y/%m/%d"),
    "dmy": ("%d/%m/%y", "%d/%m/%Y", "%Y/%m/%d"),
    "mdy": ("%m/%d/%y", "%m/%d/%Y", "%Y/%m/%d"),
}
"""Once separators are all "/". The two-digit year stands first: %Y would read 24 as the year 24.
A year in front is never ambiguous, so every order reads it."""

NAMED_FORMATS: Final = (
    "%d/%b/%y", "%d/%b/%Y", "%d/%B/%Y", "%b/%d/%Y", "%B/%d/%Y", "%Y/%b/%d", "%b/%Y", "%B/%Y",
)  # fmt: skip
"""Months by name need no order."""

EARLIEST: Final = 1900
LATEST: Final = 2200
"""Years outside this are typing errors, not dates."""

EXCEL_DAY_ZERO: Final = "1899-12-30"
"""Day 0 of Excel's calendar, with its deliberate leap-year fault of 1900 already taken out."""

LAST_EXCEL_DAY: Final = 110_000
"""A day in 2201."""

FIRST_MILLISECONDS: Final = "1e11"
"""Larger numbers since 1970 are milliseconds: as seconds they would lie beyond the year 5000."""

ORDER_WORDS: Final = {
    "dmy": "day first (31/12/2024)",
    "mdy": "month first (12/31/2024)",
    "ymd": "year first (2024-12-31)",
    "epoch": "seconds or milliseconds since 1970",
    "excel": "Excel day numbers",
    "quarter": "quarters (2024-Q4), each counted on its first day",
    "week": "weeks of the year as ISO 8601 numbers them (2024-W52), each counted on its Monday",
    "%m_%Y": "month and year (12_2024)",
    "%Y_%m": "year and month (2024_12)",
    "%m/%Y": "month and year (12/2024)",
    "%m.%Y": "month and year (12.2024)",
    "%m-%Y": "month and year (12-2024)",
}
"""How readers are told of an order; `words_for` knows them all."""


def wall_sql(raw: str, order: str) -> str:
    """Return SQL for the wall-clock TIMESTAMP in the text `raw`, NULL where it holds none.

    An offset at the end is taken off first; `offset_sql` gives it.
    """
    if "%" in order:
        read = f"try_strptime({raw}, {text_sql(order)})"
    elif order == "epoch":
        number = f"try_cast({raw} AS DOUBLE)"
        scaled = f"{number} * if(abs({number}) >= {FIRST_MILLISECONDS}, 1e3, 1e6)"
        read = (
            f"(CASE WHEN abs({number}) < {FIRST_MILLISECONDS} * 1e3 "
            f"THEN make_timestamp(CAST({scaled} AS BIGINT)) END)"
        )
    elif order == "excel":
        number = f"try_cast({raw} AS DOUBLE)"
        seconds = f"CAST(round({number} * 86400) AS BIGINT)"
        read = (
            f"(CASE WHEN {number} BETWEEN 1 AND {LAST_EXCEL_DAY} "
            f"THEN TIMESTAMP '{EXCEL_DAY_ZERO}' + to_seconds({seconds}) END)"
        )
    elif order in periods.SHAPES:
        read = periods.first_day_sql(raw, order)
    elif order in NAMED_ORDERS:
        # A column may hold months by name beside dates in numbers.
        language, numbers = parts_of_order(order)
        named = named_sql(without_offset_sql(raw), language)
        read = f"coalesce({named}, {_written_sql(raw, numbers)})"
    else:
        read = _written_sql(raw, order)
    return f"(CASE WHEN year({read}) BETWEEN {EARLIEST} AND {LATEST} THEN {read} END)"


def words_for(order: str) -> str:
    """Return how readers are told of an order or a pattern.

    Examples:
        >>> words_for("german dmy")
        'written with German month names, or in numbers day first (31/12/2024)'
    """
    if order in NAMED_ORDERS:
        language, numbers = parts_of_order(order)
        named = "of several languages" if language == SEVERAL else language.capitalize()
        names = f"month names {named}" if language == SEVERAL else f"{named} month names"
        other = f", or in numbers {ORDER_WORDS[numbers]}" if " " in order else ""
        return f"written with {names}{other}"
    return ORDER_WORDS.get(order, f"written as {order}")


def _written_sql(raw: str, order: str) -> str:
    """Return SQL for a date of the given order with an optional time of day behind it."""
    stem = without_offset_sql(raw)
    clock = f"regexp_extract({stem}, {text_sql(CLOCK_AT_END)}, 1)"
    day = f"regexp_replace({stem}, {text_sql('[T,. ]*' + CLOCK_AT_END)}, '')"
    day = without_weekday(day)
    day = f"rtrim(regexp_replace({day}, {text_sql(SEPARATORS)}, '/', 'g'), '/')"
    formats = ", ".join(text_sql(form) for form in (*NUMERIC_FORMATS[order], *NAMED_FORMATS))
    slow = f"try_strptime({day}, [{formats}]) + {_clock_sql(clock)}"
    # Plain ISO is most of what machines write and is read without a regular expression.
    fast = f"try_cast({raw} AS TIMESTAMP)"
    is_plain = (
        rf"regexp_full_match({raw}, '\d{{4}}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{{1,6}})?)?)?')"
    )
    return f"(CASE WHEN {is_plain} THEN {fast} ELSE {slow} END)"


def without_offset_sql(raw: str) -> str:
    """Return SQL for a text without the offset from UTC behind its time of day."""
    return (
        f"rtrim(if(regexp_matches({raw}, {text_sql(WITH_OFFSET)}), "
        f"regexp_replace({raw}, {text_sql(OFFSET_AT_END)}, ''), {raw}))"
    )


def _clock_sql(clock: str) -> str:
    """Return SQL for the time of day as an interval; nothing written is midnight."""
    tidy = f"replace(upper({clock}), '.', '')"
    half_day = f"try_strptime({tidy}, ['%I:%M %p', '%I:%M:%S %p', '%I:%M%p', '%I:%M:%S%p'])"
    full_day = f"try_cast(replace({clock}, ',', '.') AS TIME)"
    return (
        f"CASE WHEN {clock} = '' THEN INTERVAL 0 SECOND "
        f"WHEN regexp_matches({clock}, '[AaPp]') THEN {half_day} - TIMESTAMP '1900-01-01' "
        f"ELSE (DATE '1900-01-01' + {full_day}) - TIMESTAMP '1900-01-01' END"
    )


def offset_sql(raw: str) -> str:
    """Return SQL for the offset from UTC in minutes, NULL where the text carries none."""
    found = f"regexp_extract({raw}, {text_sql(OFFSET)}, 1)"
    digits = f"replace(substr({found}, 2), ':', '')"
    minutes = (
        f"(CAST(substr({digits}, 1, 2) AS INTEGER) * 60 + "
        f"coalesce(try_cast(substr({digits}, 3, 2) AS INTEGER), 0))"
    )
    return (
        f"(CASE WHEN NOT regexp_matches({raw}, {text_sql(WITH_OFFSET)}) THEN NULL "
        f"WHEN upper({found}) IN ('Z', 'UTC', 'GMT') THEN 0 "
        f"WHEN {found} LIKE '-%' THEN -{minutes} ELSE {minutes} END)"
    )
