"""The question a reader asked, frozen: which rows, which days, compared with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.periods import Compare, Grain, Period
from cxdash.stats import RuleSet

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimension name and the values that count, both sorted, so that equal questions are equal."""


@dataclass(frozen=True)
class Filters:
    """Which rows a question is about.

    Attributes:
        period: The days, both ends included; None for all, with or without a date.
        where: The values that count in each filtered dimension.
    """

    period: Period | None = None
    where: Where = ()

    def values(self, dimension: str) -> tuple[str, ...]:
        """Return the values chosen in a dimension, empty when it is not filtered."""
        return dict(self.where).get(dimension, ())

    def only(self, dimension: str, *values: str) -> "Filters":
        """Return the same filters with a dimension narrowed to these values."""
        rest = tuple(pair for pair in self.where if pair[0] != dimension)
        return replace(self, where=tuple(sorted((*rest, (dimension, tuple(sorted(values)))))))

    def without(self, dimension: str) -> "Filters":
        """Return the same filters with a dimension left open."""
        return replace(self, where=tuple(pair for pair in self.where if pair[0] != dimension))

    @property
    def is_about_people(self) -> bool:
        """Whether single people are asked for."""
        return bool(self.values(EMPLOYEE))

    def within(self, period: Period | None) -> "Filters":
        """Return the same filters for other days."""
        return replace(self, period=period)


ChartAsked = Literal["auto", "periods", "t", "g"]
LimitsAsked = Literal["auto", "floor", "laney", "none", "exact"]

RULE_LABELS: Final[Mapping[RuleSet, str]] = {
    "standard": "Standard: limits and runs of 8",
    "nhs": "NHS Making Data Count",
    "run_chart": "Anhøj run chart",
    "western_electric": "Western Electric",
    "nelson": "Nelson",
}
"""The sets of rules a reader may choose, the usual one first."""

LIMITS_LABELS: Final[Mapping[LimitsAsked, str]] = {
    "auto": "Suit the numbers",
    "floor": "Widened, never narrowed",
    "laney": "Laney: widened or narrowed",
    "none": "Textbook, chance alone",
    "exact": "Exact, for small numbers",
}
"""How limits may be drawn, the usual way first."""

CHART_LABELS: Final[Mapping[ChartAsked, str]] = {
    "auto": "Suits the numbers",
    "periods": "Counts by period",
    "t": "Time between (T chart)",
    "g": "Number between (G chart)",
}
"""How complaints over time may be drawn, the usual way first."""


@dataclass(frozen=True)
class Judging:
    """How a series over time is judged; nearly always by the defaults.

    Attributes:
        rules: The set of rules that says what is a signal.
        limits: How limits are drawn; "auto" takes "floor", and wider ones where periods are small.
        without_season: Whether the time of year is taken out first, where it can be known.
        chart: Whether complaints are counted by period or drawn from one to the next; "auto" goes
            by how rare they are.
    """

    rules: RuleSet = "standard"
    limits: LimitsAsked = "auto"
    without_season: bool = False
    chart: ChartAsked = "auto"


USUAL: Final = Judging()
"""How a chart is judged unless a reader asks for something else."""


@dataclass(frozen=True)
class Question:
    """What a reader asked of an answer.

    Attributes:
        filters: Which rows.
        metric: The metric in question.
        split: The dimension it is split by, or None.
        grain: The grain of a trend; None lets the period choose.
        compare: What the period is compared with.
        judging: How charts over time are judged.
    """

    filters: Filters = field(default_factory=Filters)
    metric: str = "csat"
    split: str | None = None
    grain: Grain | None = None
    compare: Compare = "previous"
    judging: Judging = USUAL


def where_of(chosen: Mapping[str, Sequence[str]]) -> Where:
    """Return the frozen form of chosen values; dimensions with none are left out."""
    return tuple(sorted((name, tuple(sorted(values))) for name, values in chosen.items() if values))
