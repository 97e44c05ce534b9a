"""measure(): a metric for some rows, split and over time, with what stands behind each value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from cxdash.errors import QuestionError
from cxdash.metrics.dimensions import DIMENSIONS, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, SUPPRESSED
from cxdash.metrics.periods import Grain
from cxdash.metrics.query import PERIOD, Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.surveys import rows_of

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
    require_known(metric, (*by, *(name for name, _ in filters.where)))
    frame = _parts_of(reader, metric, filters, by, grain)
    counted = frame["total"] if metric.unit == "count" else None
    divided = metric.scale * frame["total"] / frame["n"].where(frame["n"] > 0)
    frame = frame.assign(value=divided if counted is None else counted.astype("float64"))
    if EMPLOYEE not in by and not filters.is_about_people:
        return frame
    behind = frame.assign(cases=_cases(reader, metric, filters, by, frame))
    groups = (*by, PERIOD) if grain else by
    return reader.policy.guard(behind, count="cases", by=groups).drop(columns="cases")


def open_parts(reader: Reader, ask: Ask) -> pd.DataFrame:
    """Return parts added up, as `add_up` does, without what says too much about a person.

    Args:
        reader: The facts and what may be said of people.
        ask: The question; its first part counts the cases.
    """
    found = add_up(reader, ask)
    if EMPLOYEE not in ask.by and not ask.filters.is_about_people:
        return found
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


def _parts_of(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...], grain: Grain | None
) -> pd.DataFrame:
    parts = metric.parts
    if parts is None:
        raise QuestionError(
            f"{metric.label} does not add up, so it cannot be split or followed over time.",
            next_step="Choose another metric; the overview shows this one as a whole.",
        )
    wanted = tuple(filter(None, (parts.n, parts.total, parts.total_sq)))
    asked = Ask(metric.table, wanted, filters, by, grain)
    table, fitting = rows_of(reader, metric, filters, by)
    found = add_up(reader, replace(asked, table=table, filters=fitting))
    events = found[_keys(asked)].assign(
        n=found[parts.n],
        total=found[parts.total],
        total_sq=found[parts.total_sq] if parts.total_sq else float("nan"),
    )
    return _against_exposure(reader, metric, asked, events) if parts.exposure else events


def _keys(asked: Ask) -> list[str]:
    return [PERIOD, *asked.by] if asked.grain else list(asked.by)


def _against_exposure(
    reader: Reader, metric: Metric, asked: Ask, events: pd.DataFrame
) -> pd.DataFrame:
    """Return events over exposure; a split the exposure does not know shares the whole of it."""
    exposure = exposure_of(reader, metric)
    if exposure is None:
        return events.assign(n=0)
    keys = _keys(asked)
    named = (*asked.by, *(name for name, _ in asked.filters.where))
    if metric.unit == "share" and not all(_has(exposure, name) for name in named):
        # Who answered by phone, out of all who were invited, is no share of anything.
        return events.assign(n=0)
    known = tuple(name for name in asked.by if _has(exposure, name))
    where = tuple(pair for pair in asked.filters.where if _has(exposure, pair[0]))
    filters = replace(asked.filters, where=where)
    found = add_up(reader, Ask(exposure.table, (exposure.part,), filters, known, asked.grain))
    sizes = found.rename(columns={exposure.part: "n"})
    shared = [name for name in keys if name in sizes.columns]
    without = events.drop(columns="n")
    if not shared:
        return without.assign(n=int(sizes["n"].iloc[0]))
    merged = _every_cell(sizes, events, keys).merge(without, on=keys, how="left")
    return merged.sort_values(keys, ignore_index=True).fillna({"n": 0, "total": 0})


def _every_cell(sizes: pd.DataFrame, events: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the exposure of every cell, also of those without an event.

    A month without a complaint of a cause has a rate of 0, not none.
    """
    unknown = [name for name in keys if name not in sizes.columns]
    cells = sizes if not unknown else sizes.merge(events[unknown].drop_duplicates(), how="cross")
    beyond = events[keys].merge(cells[keys], on=keys, how="left", indicator=True)
    left_over = beyond.loc[beyond["_merge"].eq("left_only"), keys].assign(n=0)
    return pd.concat([cells, left_over], ignore_index=True) if len(left_over) else cells


def _cases(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...], frame: pd.DataFrame
) -> "pd.Series[float]":
    """Return the cases behind each row: its n, unless a rate's exposure is shared by many rows."""
    exposure = exposure_of(reader, metric)
    named = (*by, *(name for name, _ in filters.where))
    if exposure is None or all(_has(exposure, name) for name in named):
        return frame["n"]
    return frame[["n", "total"]].min(axis=1)


def _has(exposure: Exposure, dimension: str) -> bool:
    """Whether exposure can be told apart by a dimension; else a rate shares the whole of it."""
    return dimension in exposure.covered and exposure.table in dimension_named(dimension).tables
