"""What is said of a change over two crossed dimensions, and of the search for them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cxdash.answers.mix_cells import FEWEST_ANSWERS
from cxdash.answers.mix_sentences import change_words, is_clear, likely_part
from cxdash.answers.words import NOT_JUDGED, and_list, how_many, several, within
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import COMPARES, Compare
from cxdash.stats import CrossedMix, CrossedMixIntervals, Interval
from cxdash.stats.checks import critical_z

CLAIM: Final = 0.05
"""The chance of a false claim allowed among all dimensions and pairs that were looked at."""

HOW_CROSSED: Final = (
    "Two dimensions are crossed, and every cell weighs what it weighs: a mix can change where "
    "neither dimension does by itself, when customers of one segment move to one channel. The "
    "change is split into the mix of the first dimension, the mix of the second and the scores "
    "within the cells; the three add up to it exactly (Das Gupta 1993; one dimension alone: "
    "Kitagawa 1955). A cell that is empty on one side has the score of the other, so that its "
    "coming or going is mix. Beyond {most} groups of a dimension the rarer ones are one. "
    "Intervals: customers drawn anew 500 times; of rates, events drawn anew as Poisson counts. "
    "Where two dimensions were not chosen, those whose cells move the score most are shown; a "
    "single one or a pair is called an explanation only where its mix is beyond chance for as "
    "many looks as were taken (Bonferroni, 5 %)."
)


class Crossed(NamedTuple):
    """A change over two crossed dimensions.

    Attributes:
        row: What the groups of the first are called, in the singular.
        column: What those of the second are called.
        parts: The split.
        sure: Its intervals; None where there are none.
        sizes: Answers before and now, or exposure.
        compare: What the days are compared with.
    """

    row: str
    column: str
    parts: CrossedMix
    sure: CrossedMixIntervals | None
    sizes: tuple[float, float]
    compare: Compare

    @property
    def mix(self) -> float:
        """Both mixes together."""
        return self.parts.row_mix + self.parts.column_mix

    @property
    def cells(self) -> str:
        """What the cells are called."""
        return f"{self.row} × {self.column}"


class Found(NamedTuple):
    """The mix of one dimension; its interval is None where there is none."""

    label: str
    mix: float
    interval: Interval | None


class Looked(NamedTuple):
    """What a search looked at: the single dimension that moves most, and the number of looks."""

    single: Found
    looks: int


def crossed_sentence(metric: Metric, found: Crossed) -> str:
    """Return how much of a change is either mix, and how much happened within the cells."""
    parts, sure = found.parts, found.sure
    change, points = change_words(metric, parts.change)
    against = f"against {COMPARES[found.compare]}"
    behind = (
        f"{how_many(found.sizes[0], metric.noun)} before, {how_many(found.sizes[1], metric.noun)} "
        "now"
    )
    mix = _part(metric, found.mix, sure and sure.mix)
    inside = _part(metric, parts.within, sure and sure.within)
    if sure is not None and not is_clear(sure.mix):
        return (
            f"The change of {change}{points} {against} is not one of the mix of {found.cells}: a "
            f"changed mix makes up {mix} ({behind})"
        )
    clear = sure is None or is_clear(sure.within)
    verdict = "" if clear else ", which is no clear change"
    by_row = _part(metric, parts.row_mix, sure and sure.row_mix)
    by_column = _part(metric, parts.column_mix, sure and sure.column_mix)
    return (
        f"Of {change}{points} {against}, {mix} comes from a changed mix of {found.cells}: "
        f"{by_row} from that of {several(found.row)}, {by_column} from that of "
        f"{several(found.column)}; {inside} comes from within them{verdict} ({behind})"
    )


def looked_sentence(metric: Metric, crossed: Crossed, looked: Looked) -> str:
    """Return whether one dimension explains a change, or only two crossed, or neither."""
    single = looked.single
    alone = f"{several(single.label)} alone {_part(metric, single.mix, single.interval)}"
    pair = crossed.sure and crossed.sure.mix
    together = f"{crossed.cells} {_part(metric, crossed.mix, pair)}"
    if single.interval is None or pair is None:
        return f"The mix of {alone}; of {together}: so many answers leave little to chance."
    among = f"allowing for {looked.looks} looks"
    if _holds(single.mix, single.interval, looked.looks):
        return f"One dimension explains a part by itself: the mix of {alone}, {among}."
    if _holds(crossed.mix, pair, looked.looks):
        return (
            f"No single dimension explains the change (at most the mix of {alone}), but two "
            f"crossed do: {together}, {among}."
        )
    return (
        f"Neither a single dimension nor two crossed explain the change, {among}: the mix of "
        f"{alone}; of {together}."
    )


def no_cross_sentence(metric: Metric, question: Question, missing: Sequence[str] = ()) -> str:
    """Return why a change is not split over two dimensions, and what would help.

    Args:
        metric: What changed.
        question: What was asked.
        missing: Chosen dimensions that cannot explain it.
    """
    if question.filters.is_about_people:
        return NOT_JUDGED
    if question.compare == "rest":
        return (
            "A changed mix is one between two periods: compare with the period before or with last "
            "year."
        )
    if question.filters.period is None:
        return (
            "All days are in view, so there is no time before to compare with: choose a period, "
            "and its change is taken apart."
        )
    if missing:
        return (
            f"{and_list([one.capitalize() for one in missing])} cannot explain this change: it has "
            "one group here, or too few rows name one. Choose another, or fewer filters."
        )
    what = "complaints" if metric.chart == "rate" else "answers"
    return (
        f"The change of {within(metric)} cannot be split over two dimensions: it takes a share, a "
        f"mean, an NPS or a rate with {FEWEST_ANSWERS} {what} on both sides, and two dimensions "
        "that nearly all of them name. Choose a longer period or fewer filters."
    )


def _holds(mix: float, interval: Interval, looks: int) -> bool:
    """Whether a mix is beyond chance for so many looks: its interval, drawn out to that, clears 0.

    A percentile of 500 draws does not reach so far out; the normal curve of its width does.
    """
    error = (interval.high - interval.low) / (2 * critical_z(1 - CLAIM))
    return not interval.low <= 0 <= interval.high and abs(mix) > error * critical_z(
        1 - CLAIM / looks
    )


def _part(metric: Metric, part: float, interval: Interval | None) -> str:
    told, _ = change_words(metric, part)
    return f"{told}{likely_part(metric, interval)}"
