"""measure(): a metric for some rows, split and over time, with what stands behind each value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from cxdash.errors import QuestionError
from cxdash.metrics.dimensions import DIMENSIONS, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, SUPPRESSED
from cxdash.metrics.periods import Grain
from cxdash.metrics.query import PERIOD, Ask, NotHeldError, add_up
from cxdash.metrics.rates import add_up_over
from cxdash.metrics.reader import Reader
from cxdash.metrics.surveys import rows_of
from cxdash.store.snapshot import Columns

MEASURES = ("n", "total", "total_sq", "value")


ENOUGH_COVERED = 0.8
"""The share of exposure that must name a dimension before a rate is split by it. Where few touches
name a product, complaints about it over those few would be a rate far too high."""


@dataclass(frozen=True)
class Exposure:
    """What a rate divides by.

    Attributes:
        table: The fact that is counted.
        part: The part that counts it.
        noun: What it is called, in the plural.
        covered: The columns that nearly every row of it fills.
    """

    table: str
    part: str
    noun: str
    covered: frozenset[str]


def measure(
    reader: Reader,
    metric: Metric,
    *,
    filters: Filters,
    by: tuple[str, ...] = (),
    grain: Grain | None = None,
) -> pd.DataFrame:
    """Return a metric's parts and value.

    Args:
        reader: The facts and what may be said of them.
        metric: A metric that adds up (`metric.parts` is given).
        filters: Which rows.
        by: Dimensions to split by.
        grain: The grain of periods, or None for the whole.

    Returns:
        One row for each period and group that has data, ordered by both: `period` (first day;
        only with a grain), the dimensions of `by`, then `n` (rows, or exposure of a rate),
        `total`, `total_sq` and `value` (total / n, times the metric's scale; a count's value is
        its total; NaN where n is 0). Where people are told apart, or one is asked for,
        `suppressed` says which rows hold too few cases to be shown; their numbers are NaN.

    Raises:
        QuestionError: If the metric does not add up, or a dimension is unknown or not recorded
            where the metric is counted.
    """
    asked = Ask(metric.table, (), filters, by, grain)
    frame = pd.DataFrame(_columns(reader, metric, asked))
    if EMPLOYEE not in by and not filters.is_about_people:
        return frame
    groups = (*by, PERIOD) if grain else by
    behind = frame.assign(cases=_cases(reader, metric, filters, by, frame))
    if filters.is_about_people:
        everyone = replace(asked, filters=filters.without(EMPLOYEE))
        whole = pd.DataFrame(_columns(reader, metric, everyone))
        whole = whole.assign(cases=_cases(reader, metric, everyone.filters, by, whole))
        behind = reader.policy.without_small_rest(behind, whole, count="cases", by=groups)
    return reader.policy.guard(behind, count="cases", by=groups).drop(columns="cases")


def measured(
    reader: Reader,
    metric: Metric,
    *,
    filters: Filters,
    by: tuple[str, ...] = (),
    grain: Grain | None = None,
) -> Columns:
    """Return what `measure` does, column by column: for many small questions in a row."""
    if EMPLOYEE not in by and not filters.is_about_people:
        return _columns(reader, metric, Ask(metric.table, (), filters, by, grain))
    frame = measure(reader, metric, filters=filters, by=by, grain=grain)
    return {str(name): frame[name].to_numpy() for name in frame.columns}


def measured_in_pieces(
    reader: Reader, metric: Metric, asked: Ask, cuts: tuple[date, ...]
) -> Columns | None:
    """Return a metric by period and group, its periods cut in pieces that add up exactly.

    Args:
        reader: The facts.
        metric: A metric that adds up.
        asked: Filters, groups and grain of the question.
        cuts: Days on which another piece begins.

    Returns:
        As `measured` does, `period` being the first day of each piece; None where people are told
        apart, where rows are not held in memory, and where sums are no whole numbers.
    """
    if EMPLOYEE in asked.by or asked.filters.is_about_people:
        return None
    try:
        found = _columns(reader, metric, replace(asked, cuts=cuts))
    except NotHeldError:
        return None
    parts = (found[name].astype("float64") for name in ("n", "total", "total_sq"))
    is_whole = all((np.isnan(part) | (part == np.rint(part))).all() for part in parts)
    return found if is_whole else None


def open_parts(reader: Reader, ask: Ask) -> pd.DataFrame:
    """Return parts added up, as `add_up` does, without what says too much about a person.

    Args:
        reader: The facts and what may be said of people.
        ask: The question; its first part counts the cases.
    """
    found = pd.DataFrame(add_up(reader, ask))
    if EMPLOYEE not in ask.by and not ask.filters.is_about_people:
        return found
    if ask.filters.is_about_people:
        everyone = replace(ask, filters=ask.filters.without(EMPLOYEE))
        whole = pd.DataFrame(add_up(reader, everyone))
        found = reader.policy.without_small_rest(found, whole, count=ask.parts[0], by=ask.by)
    guarded = reader.policy.guard(found, count=ask.parts[0], by=ask.by)
    return found[~guarded[SUPPRESSED]].reset_index(drop=True)


def is_known(metric: Metric, names: Iterable[str]) -> bool:
    """Return whether a metric can be split and filtered by every one of these dimensions.

    It can where its rows record them, but for the one it is a share of: of what is late, nothing
    is in time.
    """
    measured = metric.parts.total if metric.parts else None
    return all(metric.table in dimension_named(name).tables and name != measured for name in names)


def require_known(metric: Metric, names: Iterable[str]) -> None:
    """Refuse dimensions that are not recorded where a metric is counted.

    Raises:
        QuestionError: If there are any; the next step names those that are.
    """
    strange = [dimension_named(name) for name in names if not is_known(metric, (name,))]
    if strange:
        known = ", ".join(one.name for one in DIMENSIONS if is_known(metric, (one.name,)))
        raise QuestionError(
            f"{metric.label} cannot be split or filtered by {strange[0].label.lower()}.",
            next_step=f"Leave it out, or use one of {known}.",
        )


def with_exposure(reader: Reader, metric: Metric) -> Metric:
    """Return a metric whose noun is what this workspace divides a rate by."""
    exposure = exposure_of(reader, metric)
    return replace(metric, noun=exposure.noun) if exposure else metric


def exposure_of(reader: Reader, metric: Metric) -> Exposure | None:
    """Return what a rate divides by: the first kind of exposure this workspace has, or None."""
    kinds = metric.parts.exposure if metric.parts else ()
    return reader.once(("exposure", kinds), lambda: _first_filled(reader, kinds))


def is_exposed_by(reader: Reader, metric: Metric, dimension: str) -> bool:
    """Return whether what a rate divides by can be told apart by a dimension."""
    return is_covered(exposure_of(reader, metric), dimension)


def _first_filled(reader: Reader, kinds: tuple[tuple[str, str, str], ...]) -> Exposure | None:
    for table, part, noun in kinds:
        filled = reader.facts.rows(
            "select column_name, filled / nullif(rows, 0) from coverage where table_name = $table",
            {"table": table},
        )
        if reader.facts.rows(f"select 1 from {table} limit 1"):
            covered = (str(name) for name, share in filled if (share or 0) >= ENOUGH_COVERED)
            return Exposure(table, part, noun, frozenset(covered))
    return None


def _columns(reader: Reader, metric: Metric, asked: Ask) -> Columns:
    """Return a metric's groups, parts and value, with nothing kept back.

    Args:
        reader: The facts.
        metric: A metric that adds up.
        asked: Filters, groups and grain of the question; its parts are the metric's.
    """
    require_known(metric, (*asked.by, *(name for name, _ in asked.filters.where)))
    parts = metric.parts
    if parts is None:
        raise QuestionError(
            f"{metric.label} does not add up, so it cannot be split or followed over time.",
            next_step="Choose another metric; the overview shows this one as a whole.",
        )
    wanted = tuple(filter(None, (parts.n, parts.total, parts.total_sq)))
    table, fitting = rows_of(reader, metric, asked.filters, asked.by)
    fitted = replace(asked, table=table, parts=wanted, filters=fitting)
    if parts.exposure:
        found = _against_exposure(reader, metric, replace(fitted, parts=(parts.total,)), asked)
        n, total = found["n"], found["total"]
    else:
        found = add_up(reader, fitted)
        n, total = found[parts.n], found[parts.total]
    squares = found[parts.total_sq] if parts.total_sq else np.full(len(n), np.nan)
    divided = metric.scale * total / np.where(n > 0, n, np.nan)
    value = total.astype("float64") if metric.unit == "count" else divided
    numbers = {"n": n, "total": total, "total_sq": squares, "value": value}
    return {name: found[name] for name in asked.groups} | numbers


def _against_exposure(reader: Reader, metric: Metric, events: Ask, asked: Ask) -> Columns:
    """Return events over exposure; a split the exposure does not know shares the whole of it."""
    exposure = exposure_of(reader, metric)
    where = asked.filters.where
    named = (*asked.by, *(name for name, _ in where))
    # Who answered by phone, out of all who were invited, is no share of anything.
    is_no_share = metric.unit == "share" and not all(is_covered(exposure, name) for name in named)
    if exposure is None or is_no_share:
        found = add_up(reader, events)
        total = found.pop(events.parts[0])
        return found | {"total": total, "n": np.zeros(len(total), dtype="int64")}
    known = tuple(name for name in asked.by if is_covered(exposure, name))
    sized = replace(
        asked.filters, where=tuple(pair for pair in where if is_covered(exposure, pair[0]))
    )
    of = Ask(exposure.table, (exposure.part,), sized, known, asked.grain, asked.cuts)
    return add_up_over(reader, events, of)


def _cases(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...], frame: pd.DataFrame
) -> "pd.Series[float]":
    """Return the cases behind each row: its n, unless a rate's exposure is shared by many rows."""
    exposure = exposure_of(reader, metric)
    named = (*by, *(name for name, _ in filters.where))
    if exposure is None or all(is_covered(exposure, name) for name in named):
        return frame["n"]
    return frame[["n", "total"]].min(axis=1)


def is_covered(exposure: Exposure | None, dimension: str) -> bool:
    """Whether exposure can be told apart by a dimension; else a rate shares the whole of it."""
    if exposure is None:
        return False
    return dimension in exposure.covered and exposure.table in dimension_named(dimension).tables
