"""The question a reader asked, frozen: which rows, which days, compared with what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.periods import Compare, Grain, Period

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


@dataclass(frozen=True)
class Question:
    """What a reader asked of an answer.

    Attributes:
        filters: Which rows.
        metric: The metric in question.
        split: The dimension it is split by, or None.
        grain: The grain of a trend; None lets the period choose.
        compare: What the period is compared with.
    """

    filters: Filters = field(default_factory=Filters)
    metric: str = "csat"
    split: str | None = None
    grain: Grain | None = None
    compare: Compare = "previous"


def where_of(chosen: Mapping[str, Sequence[str]]) -> Where:
    """Return the frozen form of chosen values; dimensions with none are left out."""
    return tuple(sorted((name, tuple(sorted(values))) for name, values in chosen.items() if values))
