"""What is said of targets: met, missed, or not to be told yet, and how many answers would tell."""

import math
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from cxdash.answers.words import and_list, each, how_many, likely, within
from cxdash.metrics.metric import Metric, shown
from cxdash.stats import Interval

TargetVerdict = Literal["met", "missed", "cannot be told yet", "too few"]

HOW_TARGETS: Final = (
    "**Method.** The value of the period against the newest target of each metric and segment: met "
    "or missed only where the distance is beyond chance (5 %, two-sided) by the method of the "
    "value's own interval: score test for shares (Wilson 1927), Student's t for means, adjusted "
    "Wald for NPS (Rocks 2016), exact Poisson for rates (Garwood 1936). Targets are few and were "
    "set beforehand, so they are corrected together by Holm (1979): the chance that any of them is "
    "called wrongly stays below 5 %. A target is no limit: the control chart says whether "
    "something changed.\n\n**How many answers it takes.** To tell a distance like the one that was "
    "seen in four of five cases (80 % power), with all targets corrected together; normal "
    "approximation. Counts of work and medians are not tested."
)

_MOST_NAMED: Final = 3


class Aim(NamedTuple):
    """A target and how its metric stands to it.

    Attributes:
        metric: What should reach it.
        segment: Whose target it is; None for all.
        target: The number that was promised.
        value: The value of the period.
        interval: Its 95 % interval.
        n: Answers, or exposure, behind it.
        verdict: What may be said.
        needed: Answers (of a rate its complaints) that would tell; infinite where none would.
    """

    metric: Metric
    segment: str | None
    target: float
    value: float
    interval: Interval
    n: float
    verdict: TargetVerdict
    needed: float

    @property
    def name(self) -> str:
        """What the target is for."""
        return f"{self.metric.label} for {self.segment}" if self.segment else self.metric.label


def target_sentence(aim: Aim) -> str:
    """Return how a metric stands to its target, with its interval, n, and what would tell."""
    metric = aim.metric
    wanted = f"the target of {shown(aim.target, metric.unit)}{each(metric)}"
    if aim.verdict == "too few":
        answers = how_many(aim.n, metric.noun)
        return f"{aim.name}: {answers} are too few to hold against {wanted}."
    sure = likely(metric, *aim.interval)
    behind = how_many(aim.n, metric.noun)
    value = f"{shown(aim.value, metric.unit)}{each(metric)} ({sure}; {behind})"
    if aim.verdict != "cannot be told yet":
        return f"{aim.name}: {value}; {wanted} is {aim.verdict}."
    return f"{aim.name}: {value}; whether {wanted} is met cannot be told yet. {_takes(aim)}"


def targets_title(aims: Sequence[Aim]) -> str:
    """Return how many targets are met, the missed ones by name; of one target its sentence."""
    if len(aims) == 1:
        return target_sentence(aims[0]).rstrip(".")
    told = [f"{_of(aims, 'met')} met", f"{_of(aims, 'missed')} missed"]
    missed = [aim for aim in aims if aim.verdict == "missed"]
    if missed:
        names = [within(aim.metric) + aim.name.removeprefix(aim.metric.label) for aim in missed]
        more = len(names) - _MOST_NAMED
        named = [*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        told[1] += f" ({and_list(named)})"
    open_ones = sum(aim.verdict in {"cannot be told yet", "too few"} for aim in aims)
    if open_ones:
        told.append(f"{open_ones} cannot be told yet")
    return f"Of {len(aims)} targets, {and_list(told)}"


def _of(aims: Sequence[Aim], verdict: TargetVerdict) -> str:
    found = sum(aim.verdict == verdict for aim in aims)
    return f"{found or 'none'} {'is' if found < 2 else 'are'}"  # noqa: PLR2004 - the plural


def _takes(aim: Aim) -> str:
    if math.isinf(aim.needed):
        return "The value lies on the target: no number of answers tells it from there."
    counted = "complaints" if aim.metric.chart == "rate" else aim.metric.noun
    return f"A distance like this takes about {how_many(aim.needed, counted)} to tell."
