"""When each complaint came: to the minute where its file says so, else by the day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.filters import Filters
from cxdash.metrics.query import conditions_of
from cxdash.metrics.reader import Reader

MOSTLY_TIMED: Final = 0.9
"""Share of complaints that must carry a time of day before it counts: where many carry none, a
clock would tell apart what only their files do."""

_DAY: Final = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Moments:
    """When complaints came, in the order they did.

    Attributes:
        days: The day of each.
        at: The moment of each, `datetime64[us]`; midnight where only the day is known.
    """

    days: tuple[date, ...]
    at: NDArray[np.datetime64]

    @property
    def untimed(self) -> int:
        """How many carry no time of day."""
        return int(np.count_nonzero(self.at == self.at.astype("datetime64[D]")))

    @property
    def is_timed(self) -> bool:
        """Whether nearly all carry a time of day."""
        return self.untimed <= (1 - MOSTLY_TIMED) * len(self.days)

    def newest(self, count: int) -> "Moments":
        """Return the newest so many of them."""
        return Moments(self.days[-count:], self.at[-count:])

    def waits(self) -> NDArray[np.float64]:
        """Return the days from each to the next; parts of a day where times are known."""
        at = self.at if self.is_timed else np.array(self.days, dtype="datetime64[D]")
        return np.diff(at) / _DAY

    def still_waiting(self, known: "KnownUntil") -> float:
        """Return the days without one since the newest of them."""
        if self.is_timed:
            return max(0.0, float((known.at - self.at[-1]) / _DAY))
        return float((known.on - self.days[-1]).days)


@dataclass(frozen=True)
class KnownUntil:
    """Up to when every complaint is known: after it nobody can tell none from not yet loaded.

    Attributes:
        on: The day.
        at: The moment: that of the newest complaint of any kind, or the end of the day where
            later days are known too.
    """

    on: date
    at: np.datetime64


def moments(reader: Reader, filters: Filters, *, newest: int) -> Moments | None:
    """Return when the newest complaints came.

    Args:
        reader: The facts.
        filters: Which complaints; those without a date are left out.
        newest: How many at the most.

    Returns:
        The moments; None where no complaint is dated.
    """
    conditions, params = conditions_of(filters)
    found = reader.facts.columns(
        "select occurred_on, occurred_at from complaints where occurred_on is not null "
        f"and {conditions} "
        f"order by occurred_at desc, upload_id desc, source_line desc limit {newest:d}",
        params,
    )
    if not len(found["occurred_on"]):
        return None
    days = tuple(day.item().date() for day in found["occurred_on"][::-1])
    return Moments(days, found["occurred_at"][::-1])


def known_until(reader: Reader, last: date) -> KnownUntil:
    """Return up to when complaints are known, in a period that ends on a day."""
    [(on, at)] = reader.facts.rows(
        "select newest_on, (select max(occurred_at) from complaints where occurred_on = newest_on) "
        "from spans where table_name = 'complaints'"
    )
    if on is None or last < on:
        return KnownUntil(last, np.datetime64(last, "us") + _DAY)
    return KnownUntil(on, np.datetime64(at, "us"))
