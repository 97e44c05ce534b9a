"""Text to times: how a column writes its dates is counted over all its rows, never guessed.

A day-first and a month-first reading can both fit a whole column. Then the reader is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest import periods
from cxdash.ingest.mixed_dates import Slashes, count_slashes
from cxdash.ingest.months import MONTHS, language_of, named_sql
from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?"
CLOCK_AT_END: Final = r"[T,. ]\s*(" + CLOCK + ")$"
OFFSET: Final = r"\d\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$"
WITH_OFFSET: Final = r":\d{2}(?:[.,]\d+)?\s*(?:Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$"
WEEKDAY: Final = r"^[A-Za-zäöüéàçñ]+day,?\s+|^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+"
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
    **{language: f"written with {language.capitalize()} month names" for language in MONTHS},
}

COMPACT_PATTERNS: Final = {
    "month_year": ("%m_%Y", r"^\d{2}_\d{4}$"),
    "year_month": ("%Y_%m", r"^\d{4}_\d{2}$"),
    "month/year": ("%m/%Y", r"^\d{1,2}/\d{4}$"),
    "month.year": ("%m.%Y", r"^\d{1,2}\.\d{4}$"),
    "month-year": ("%m-%Y", r"^\d{1,2}-\d{4}$"),
}


@dataclass(frozen=True)
class DateDecision:
    """How one column writes its dates.

    Attributes:
        order: A member of `DATE_ORDERS` or a pattern; None when the rows fit two readings.
        why: The count behind it, as a sentence.
        is_mixed: Whether some of the dates can only be day first and others only month first.
        warning: What a reader should look at although the order is decided; mostly "".
    """

    order: str | None
    why: str
    is_mixed: bool = False
    warning: str = ""


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
    elif order in MONTHS:
        # A year in front needs no language: a column may hold both.
        read = f"coalesce({named_sql(raw, order)}, {_written_sql(raw, 'ymd')})"
    else:
        read = _written_sql(raw, order)
    return f"(CASE WHEN year({read}) BETWEEN {EARLIEST} AND {LATEST} THEN {read} END)"


def _written_sql(raw: str, order: str) -> str:
    """Return SQL for a date of the given order with an optional time of day behind it."""
    stem = (
        f"if(regexp_matches({raw}, {text_sql(WITH_OFFSET)}), "
        f"regexp_replace({raw}, {text_sql(OFFSET[2:])}, ''), {raw})"
    )
    stem = f"rtrim({stem})"
    clock = f"regexp_extract({stem}, {text_sql(CLOCK_AT_END)}, 1)"
    day = f"regexp_replace({stem}, {text_sql('[T,. ]*' + CLOCK_AT_END)}, '')"
    day = f"regexp_replace({day}, {text_sql(WEEKDAY)}, '')"
    day = f"rtrim(regexp_replace({day}, {text_sql(SEPARATORS)}, '/', 'g'), '/')"
    formats = ", ".join(text_sql(form) for form in (*NUMERIC_FORMATS[order], *NAMED_FORMATS))
    slow = f"try_strptime({day}, [{formats}]) + {_clock_sql(clock)}"
    # Plain ISO is most of what machines write and is read without a regular expression.
    fast = f"try_cast({raw} AS TIMESTAMP)"
    is_plain = (
        rf"regexp_full_match({raw}, '\d{{4}}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{{1,6}})?)?)?')"
    )
    return f"(CASE WHEN {is_plain} THEN {fast} ELSE {slow} END)"


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


def decide_order(scratch: Scratch, view: str, raw: str, name: str) -> DateDecision:
    """Count over all rows which ways of writing dates fit the column.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        name: The header name, for the sentence.

    Returns:
        The order that reads most rows; None when day-first and month-first read them all.
    """
    counted = ", ".join(
        f"count({wall_sql('v', order)}) FILTER (WHERE {_is_worth(order)})"
        for order in ("ymd", "dmy", "mdy", "epoch", "excel")
    )
    patterns = ", ".join(
        f"count({wall_sql('v', order)}) FILTER (WHERE regexp_matches(v, '{shape}', 'i'))"
        for order, shape in _compact_orders().items()
    )
    dotted = r"count(*) FILTER (WHERE regexp_matches(v, '^\d{1,2}\.\d{1,2}\.\d{2,4}'))"
    # Dates repeat, so counting the distinct texts first spares most of the reading.
    row = scratch.rows(
        f"SELECT count(*), {counted}, {patterns}, {dotted} FROM "
        f"(SELECT DISTINCT {raw} AS v FROM {view}) WHERE v IS NOT NULL"
    )[0]
    filled, ymd, dmy, mdy, epoch, excel, *others, points = cast("tuple[int, ...]", row)
    slashes = count_slashes(scratch, view, raw) if max(dmy, mdy) > ymd else Slashes()
    if slashes.is_open and not dmy == mdy == filled:
        return DateDecision(None, slashes.sentence(name), is_mixed=slashes.is_mixed)
    if dmy and dmy == mdy and dmy > ymd:
        return _both_fit(scratch, view, raw, name, counts=(points, filled))
    fits = {
        "ymd": ymd,
        "dmy": dmy if dmy > mdy else 0,
        "mdy": mdy if mdy > dmy else 0,
        "epoch": epoch,
        "excel": excel,
        **dict(zip(_compact_orders(), others, strict=True)),
    }
    order = max(fits, key=lambda key: fits[key])
    if fits[order] < filled:
        # A named month is read beside years in front, so it adds to what these already read.
        language, more = language_of(scratch, view, raw, plain=wall_sql("v", "ymd"))
        if ymd + more > fits[order]:
            order = language
            fits[language] = ymd + more
    if not fits[order]:
        return DateDecision("ymd", f"'{name}' holds no date that can be read.")
    decided = _decided(order, name, counts=(fits[order], filled), dmy=dmy, mdy=mdy)
    return replace(decided, warning=slashes.turned(name))


def _compact_orders() -> dict[str, str]:
    """Return the ways of writing a month, a quarter or a week, each with its shape."""
    return {**dict(COMPACT_PATTERNS.values()), **periods.SHAPES}


def decided_iso(filled: int, name: str) -> DateDecision:
    """Decide for a column known to hold ISO dates only, so many different ones, as `decide_order`.

    Args:
        filled: How many different dates it holds.
        name: The header name, for the sentence.
    """
    return _decided("ymd", name, counts=(filled, filled), dmy=0, mdy=0)


def _decided(order: str, name: str, *, counts: tuple[int, int], dmy: int, mdy: int) -> DateDecision:
    fitting, filled = counts
    other = {"dmy": "mdy", "mdy": "dmy"}.get(order)
    against = (
        f"; read the other way, {filled - (mdy if other == 'mdy' else dmy):,} would not be dates"
        if other
        else ""
    )
    words = ORDER_WORDS.get(order, f"written as {order}")
    return DateDecision(
        order, f"'{name}' is {words}: {fitting:,} of {filled:,} different values fit{against}."
    )


def _is_worth(order: str) -> str:
    """Return SQL that keeps plain numbers away from readings they would only fit by accident."""
    if order == "epoch":
        return r"regexp_full_match(v, '\d{10}(\d{3})?(\.\d+)?')"
    if order == "excel":
        return r"regexp_full_match(v, '[2-7]\d{4}(\.\d+)?')"
    return r"NOT regexp_full_match(v, '\d+(\.\d+)?') OR regexp_full_match(v, '(19|20)\d{6}')"


def _both_fit(
    scratch: Scratch, view: str, raw: str, name: str, *, counts: tuple[int, int]
) -> DateDecision:
    """Settle what both readings fit: points are read day first, equal dates need no answer."""
    points, filled = counts
    differing = scratch.rows(
        f"SELECT count(*) FROM (SELECT DISTINCT {raw} AS v FROM {view}) "
        f"WHERE {wall_sql('v', 'dmy')} <> {wall_sql('v', 'mdy')}"
    )[0][0]
    if not differing:
        return DateDecision("dmy", f"'{name}' reads the same day first and month first.")
    if points == filled:
        return DateDecision("dmy", f"'{name}' has points between its parts, so the day is first.")
    return DateDecision(None, f"Every one of the {filled:,} different dates in '{name}' fits both.")
