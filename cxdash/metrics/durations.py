"""How long complaints take, open ones included; and how old the open ones are."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.query import Ask, add_up, conditions_of, every_row
from cxdash.metrics.reader import Reader
from cxdash.store.snapshot import Columns
from cxdash.store.steps import hours_of

_DAYS = "hours_to_resolve / 24.0"

MOST_EXACT = 200_000
"""Complaints up to which each duration counts for itself; of more, those within 2 % together."""

AGE_BANDS = (
    ("up to a week", 7),
    ("1 to 2 weeks", 14),
    ("2 to 4 weeks", 28),
    ("1 to 3 months", 91),
    ("over 3 months", None),
)
"""Age bands of open complaints: label and upper end in days."""


@dataclass(frozen=True)
class Waited:
    """Complaints that have waited so long, resolved or not.

    Attributes:
        over: Longer than so many days; below 0 for from the start.
        up_to: And at most so many; None without an end.
    """

    over: float
    up_to: float | None

    def condition(self) -> tuple[str, dict[str, float]]:
        """Return the SQL that a row of `complaints` has to meet, and its bound values."""
        ends = {"waited_over": self.over}
        sql = "hours_to_resolve / 24.0 > $waited_over"
        if self.up_to is None:
            return sql, ends
        return f"{sql} and hours_to_resolve / 24.0 <= $waited_up_to", {
            **ends,
            "waited_up_to": self.up_to,
        }


def age_bands() -> dict[str, Waited]:
    """Return what each age band holds, by its label, youngest first.

    Examples:
        >>> age_bands()["1 to 2 weeks"]
        Waited(over=7.0, up_to=14.0)
    """
    overs = [-1.0, *(float(end) for _, end in AGE_BANDS if end is not None)]
    return {
        label: Waited(over, None if end is None else float(end))
        for over, (label, end) in zip(overs, AGE_BANDS, strict=True)
    }


class Kept(NamedTuple):
    """How many complaints were resolved by their due date, of those whose due date has passed."""

    in_time: int
    due: int


class Durations(NamedTuple):
    """How long complaints took, as counts ready for a survival curve.

    One entry for each duration and state: days to the resolution, or to the newest data while
    open; whether it is resolved; how many complaints. Where they are `approximate`, each duration
    stands for those within 2 % of it.
    """

    days: NDArray[np.float64]
    closed: NDArray[np.bool_]
    n: NDArray[np.int64]
    approximate: bool = False


def durations(reader: Reader, filters: Filters) -> Durations:
    """Return how long some complaints took; approximate where there are very many in all."""
    if _are_many(reader):
        return _durations_of(_in_steps(reader, filters), approximate=True)
    return _durations_of(_counted(reader, filters))


def durations_by(reader: Reader, filters: Filters, dimension: str) -> dict[str, Durations]:
    """Return how long complaints took, for each value of a dimension, "not recorded" included."""
    are_many = _are_many(reader)
    if are_many:
        found = _in_steps(reader, filters, (dimension,))
        groups = found.pop(dimension)
    else:
        found = _counted(reader, filters, (dimension,))
        groups = found.pop(dimension)
    return {
        str(group): _durations_of(
            {name: found[name][groups == group] for name in found}, approximate=are_many
        )
        for group in set(groups.tolist())
    }


def newest_durations(
    reader: Reader, filters: Filters, dimensions: tuple[str, ...], *, newest: int
) -> pd.DataFrame:
    """Return how long the newest complaints took, one by one.

    Returns:
        One row for each complaint, newest first: `days` to the resolution, or to the newest data
        while open; `closed`; and what it says in each of these dimensions.
    """
    conditions, params = conditions_of(filters)
    named = "".join(f', coalesce("{name}", $none) as "{name}"' for name in dimensions)
    return reader.facts.frame(
        f"select hours_to_resolve / 24.0 as days, not is_open as closed{named} from complaints "
        f"where hours_to_resolve >= 0 and is_open is not null and {conditions} "
        f"order by occurred_at desc, upload_id, source_line limit {newest:d}",
        params | ({"none": NOT_RECORDED} if dimensions else {}),
    )


def _are_many(reader: Reader) -> bool:
    sql = "select rows from spans where table_name = 'complaints'"
    return reader.once(sql, lambda: int(reader.facts.rows(sql)[0][0])) > MOST_EXACT


def _in_steps(reader: Reader, filters: Filters, by: tuple[str, ...] = ()) -> Columns:
    """Return complaints by how long they took, within 2 %, and whether they are resolved."""
    found = add_up(
        reader, Ask("complaints", ("complaints",), filters, (*by, "waited_step", "is_open"))
    )
    known = found["waited_step"] != NOT_RECORDED
    steps = found["waited_step"][known].astype("float64")
    return {name: found[name][known] for name in by} | {
        "days": hours_of(steps) / 24.0,
        "closed": found["is_open"][known] == "false",
        "n": found["complaints"][known],
    }


def _counted(reader: Reader, filters: Filters, by: tuple[str, ...] = ()) -> Columns:
    """Return complaints by how long they took, whether they are resolved, and these columns."""
    ask = Ask("complaints", (), filters, by)
    found = every_row(reader, ask, {"days": _DAYS, "closed": "not is_open"})
    if found is not None:
        counts = found["days"] >= 0
        return {name: column[counts] for name, column in found.items()} | {
            "n": np.ones(int(np.count_nonzero(counts)), dtype=np.int64)
        }
    conditions, params = conditions_of(filters)
    named = "".join(f'coalesce("{name}", $none) as "{name}", ' for name in by)
    return reader.facts.columns(
        f"select {named}{_DAYS} as days, not is_open as closed, "
        f"count(*)::bigint as n from complaints where hours_to_resolve >= 0 and {conditions} "
        "group by all",
        params | ({"none": NOT_RECORDED} if by else {}),
    )


def _durations_of(counted: Columns, *, approximate: bool = False) -> Durations:
    """Return durations put in order and, where several are alike, together."""
    days, closed = counted["days"].astype("float64"), counted["closed"].astype("bool")
    order = np.lexsort((closed, days))
    days, closed, n = days[order], closed[order], counted["n"][order].astype("int64")
    is_new = np.ones(len(days), dtype=np.bool_)
    is_new[1:] = (days[1:] != days[:-1]) | (closed[1:] != closed[:-1])
    first = np.flatnonzero(is_new)
    together = np.add.reduceat(n, first) if len(n) else n
    return Durations(days[first], closed[first], together, approximate)


def ageing(reader: Reader, filters: Filters) -> pd.DataFrame:
    """Return the open complaints by age.

    Returns:
        One row for each band, youngest first: `band`, `n`.
    """
    ask = Ask("complaints", (), filters.only("is_open", "true"))
    found = every_row(reader, ask, {"days": _DAYS})
    if found is None:
        conditions, params = conditions_of(ask.filters)
        found = reader.facts.columns(
            f"select {_DAYS} as days, count(*)::bigint as n from complaints where {conditions} "
            "group by all",
            params,
        )
    ends = [0.0, *(float(end) for _, end in AGE_BANDS if end is not None), float("inf")]
    labels = [label for label, _ in AGE_BANDS]
    days = pd.Series(found["days"].astype("float64"))
    bands = pd.cut(days, ends, labels=labels, include_lowest=True)
    n = pd.Series(found.get("n", np.ones(len(days), dtype=np.int64)))
    counts = n.groupby(bands, observed=False).sum()
    return pd.DataFrame({"band": labels, "n": [int(counts[label]) for label in labels]})


def kept_dates(reader: Reader, filters: Filters) -> Kept:
    """Return how many complaints were resolved by their due date.

    Only complaints whose due date lies before the newest data count: of those due later, the
    quick ones are resolved already and the slow ones undecided.
    """
    due_by_now = "due_at::date < (select newest_on from facts_span)"
    kept = f"(case when {due_by_now} then resolved_in_time end)::tinyint"
    found = every_row(reader, Ask("complaints", (), filters), {"kept": kept})
    if found is not None:
        decided = found["kept"][~np.isnan(found["kept"].astype("float64"))]
        return Kept(int(decided.sum()), len(decided))
    conditions, params = conditions_of(filters)
    [(in_time, due)] = reader.facts.rows(
        "select count(*) filter (where resolved_in_time), count(resolved_in_time) from complaints "
        f"where {due_by_now} and {conditions}",
        params,
    )
    return Kept(int(in_time), int(due))
