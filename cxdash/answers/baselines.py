"""Limits kept from a chosen stretch of time: whether they can be, and from which periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from cxdash.errors import QuestionError
from cxdash.metrics.periods import Grain, Period, next_start
from cxdash.stats import FEWEST_POINTS, ControlChart
from cxdash.store.registers.baselines import Baseline


@dataclass(frozen=True)
class Frozen:
    """A kept baseline among the periods of a chart.

    Attributes:
        kept: What a person set.
        first: Position of the first whole period in it.
        end: Position after the last one; `first` where it holds no whole period.
        points: How many of them may serve: complete, and not left out.
        holds: Whether limits come from them. They do not where a phase would have fewer than
            `FEWEST_POINTS` of them, or where the chart begins later.
    """

    kept: Baseline
    first: int
    end: int
    points: int
    holds: bool

    @property
    def positions(self) -> tuple[int, int] | None:
        """Where limits come from, as `control_chart` takes it; None for all periods."""
        return (self.first, self.end) if self.holds else None

    def inside(self, length: int) -> NDArray[np.bool_]:
        """Return which of so many periods lie in the stretch."""
        places = np.arange(length)
        return (places >= self.first) & (places < self.end)

    def judges(self, chart: ControlChart, place: int) -> bool:
        """Whether the limits of a point come from the stretch, and not from a level of its own."""
        return self.holds and bool((chart.phase[self.first : self.end] == chart.phase[place]).any())


def frozen_of(
    kept: Baseline,
    starts: Sequence[date],
    chart: ControlChart,
    *,
    grain: Grain,
    drawn: Period | None,
) -> Frozen:
    """Return where a kept baseline lies in a chart.

    Args:
        kept: The baseline.
        starts: The first day of each period of the chart.
        chart: The chart of these periods, whatever its limits come from.
        grain: The grain of the periods.
        drawn: The days the chart was asked for; None for all there are.
    """
    day = timedelta(days=1)
    places = [
        place
        for place, start in enumerate(starts)
        if kept.first_on <= start and next_start(start, grain) - day <= kept.last_on
    ]
    first, end = (places[0], places[-1] + 1) if places else (0, 0)
    may_serve = chart.counted.copy()
    may_serve[[place for place, _ in chart.excluded]] = False
    serving = np.bincount(chart.phase[first:end][may_serve[first:end]])
    touched = np.unique(chart.phase[first:end])
    is_whole = drawn is None or drawn.first <= kept.first_on
    enough = all(phase < len(serving) and serving[phase] >= FEWEST_POINTS for phase in touched)
    return Frozen(kept, first, end, int(serving.sum()), bool(places) and is_whole and enough)


def require_enough(labels: Sequence[str], counted: Sequence[bool], ends: tuple[int, int]) -> None:
    """Refuse a stretch of drawn periods that no limits could come from.

    Args:
        labels: What each period of the chart is called.
        counted: Whether each is complete.
        ends: Positions of the first and the last period chosen.

    Raises:
        QuestionError: If it runs backwards, or fewer than `FEWEST_POINTS` complete periods lie in
            it.
    """
    first, last = ends
    chosen = f"{labels[first]} to {labels[last]}"
    if last < first:
        raise QuestionError(f"{chosen} runs backwards.", next_step="Choose the earlier one first.")
    points = sum(counted[first : last + 1])
    if points < FEWEST_POINTS:
        raise QuestionError(
            f"{chosen} holds {points} complete {'period' if points == 1 else 'periods'}; limits "
            f"need at least {FEWEST_POINTS}.",
            next_step="Choose a longer stretch, or a shorter time step.",
        )
