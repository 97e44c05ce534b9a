"""What a question asks of the warehouse, and the rows it is about."""

from dataclasses import dataclass

from cxdash.metrics.filters import Filters
from cxdash.metrics.periods import Grain

PERIOD = "period"
RATINGS = "ratings"
RATED = (
    "(select ratings.*, ratings.rowid as place, survey, question from ratings "
    "left join (select instrument, survey, question from instruments) using (instrument))"
)
"""The ratings with the survey and question of each, which the instruments know."""

CUSTOMER = "customer"
"""Groups by who answered; answers that name nobody stand for one customer each."""

CUSTOMER_SQL = "coalesce(customer_id, upload_id || ' ' || source_line)"
"""Who answered, as SQL."""

NUMBERS = frozenset({"score"})
"""Columns whose values are numbers."""

FLAGS = frozenset({"is_open"})
"""Columns that say yes or no."""


@dataclass(frozen=True)
class Ask:
    """A question in the warehouse's own words.

    Attributes:
        table: The fact table.
        parts: Names of the additive parts wanted.
        filters: Which rows.
        by: Columns to group by.
        grain: The grain of periods to group by, or None.
    """

    table: str
    parts: tuple[str, ...]
    filters: Filters
    by: tuple[str, ...] = ()
    grain: Grain | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that tell the rows of its result apart."""
        return self.by if self.grain is None else (PERIOD, *self.by)
