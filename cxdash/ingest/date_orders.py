"""How a column writes its dates: counted over all its rows, never guessed.

A day-first and a month-first reading can both fit a whole column. Then the reader is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest import periods
from cxdash.ingest.dates import wall_sql, words_for
from cxdash.ingest.mixed_dates import Slashes, count_slashes
from cxdash.ingest.months import in_months, language_of
from cxdash.ingest.weekdays import without_weekday

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

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
        order: A member of `mapping_check.DATE_ORDERS` or a pattern; None when the rows fit two
            readings.
        why: The count behind it, as a sentence.
        is_mixed: Whether some of the dates can only be day first and others only month first.
        warning: What a reader should look at although the order is decided; mostly "".
        months: The language of months by name among dates whose order is open; mostly "".
    """

    order: str | None
    why: str
    is_mixed: bool = False
    warning: str = ""
    months: str = ""

    def settled(self, order: str) -> str:
        """Return what an open decision becomes once the order of its numbers is known."""
        return in_months(self.months, order)


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
    bare = without_weekday("v")
    dotted = rf"count(*) FILTER (WHERE regexp_matches({bare}, '^\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}'))"
    # Dates repeat, so counting the distinct texts first spares most of the reading.
    row = scratch.rows(
        f"SELECT count(*), {counted}, {patterns}, {dotted} FROM "
        f"(SELECT DISTINCT {raw} AS v FROM {view}) WHERE v IS NOT NULL"
    )[0]
    filled, ymd, dmy, mdy, epoch, excel, *others, points = cast("tuple[int, ...]", row)
    slashes = count_slashes(scratch, view, raw) if max(dmy, mdy) > ymd else Slashes()
    fits = {
        "ymd": ymd,
        "dmy": dmy if dmy > mdy else 0,
        "mdy": mdy if mdy > dmy else 0,
        "epoch": epoch,
        "excel": excel,
        **dict(zip(_compact_orders(), others, strict=True)),
    }
    order = max(fits, key=lambda key: fits[key])
    language, more = "", 0
    if max(dmy, fits[order]) < filled:
        # A named month is read beside numbers, so it adds to what these already read.
        language, more = language_of(scratch, view, raw, plain=wall_sql("v", "ymd"))
    if slashes.is_open and not dmy == mdy == filled:
        why = slashes.sentence(name)
        return DateDecision(None, why, is_mixed=slashes.is_mixed, months=language)
    if dmy and dmy == mdy and dmy > ymd:
        both = _both_fit(scratch, view, raw, name, counts=(points, filled - more))
        return replace(both, order=both.order and in_months(language, both.order), months=language)
    numbers = order if order in {"dmy", "mdy"} else "ymd"
    if more and {"ymd": ymd, **fits}[numbers] + more > fits[order]:
        fits[in_months(language, numbers)] = fits[numbers] + more
        order = in_months(language, numbers)
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
    return DateDecision(
        order,
        f"'{name}' is {words_for(order)}: {fitting:,} of {filled:,} different values fit{against}.",
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
