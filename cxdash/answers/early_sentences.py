"""What early warning says: whether small shifts add up, since when, and what to make of it."""

from typing import NamedTuple

from cxdash.answers.how_sentences import in_parts
from cxdash.answers.words import GRAIN_WORDS, how_many
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain
from cxdash.stats import FEWEST_POINTS
from cxdash.stats.early_warning import CUSUM_DECISION, CUSUM_SLACK, EWMA_SIGMAS, EWMA_WEIGHT

_STANDARDISED = (
    "Each complete period counts in standard errors from the centre of its control chart, as that "
    "chart draws them (rows left out of the limits, and earlier levels, add nothing). The centre "
    "comes from the same periods, so a shift that is in them already shows a little later. "
)


class Sums(NamedTuple):
    """What the newest point has added up to, in standard errors.

    Attributes:
        points: Points behind it.
        newest: Name of the newest period.
        above: Its sum of what lies above the centre.
        below: Its sum of what lies below.
        since_above: The period from which that sum has grown.
        since_below: In the same way.
        average: Its weighted average.
        reach: How far that average may lie from the centre.
    """

    points: int
    newest: str
    above: float
    below: float
    since_above: str
    since_below: str
    average: float
    reach: float

    @property
    def adds_up(self) -> bool:
        """Whether a sum is a signal."""
        return max(self.above, self.below) > CUSUM_DECISION

    @property
    def drifts(self) -> bool:
        """Whether the weighted average is a signal."""
        return abs(self.average) > self.reach


def cusum_how(sums: Sums, words: str) -> str:
    """Return how the sums were worked out.

    Args:
        sums: What has added up.
        words: What its points are, in the plural.
    """
    return in_parts(
        {
            "Method": f"{_STANDARDISED}What lies more than k = {CUSUM_SLACK:g} standard errors "
            "above the centre is added up, S = max(0, S + z − k), and so is what lies below.",
            "Rules": f"A sum beyond h = {CUSUM_DECISION:g} is a signal.",
            "Behind it": f"{how_many(sums.points, words)}.",
            "Sources": "Page (1954), Biometrika 41:100-115; Montgomery, Introduction to "
            "Statistical Quality Control, section 9.1.",
            "To say aloud": "“Small steps in one direction have added up to more than chance "
            "explains.”"
            if sums.adds_up
            else "“Small steps up and small steps down still cancel out.”",
        }
    )


def ewma_how(sums: Sums, words: str) -> str:
    """Return how the weighted average was worked out; as `cusum_how`."""
    return in_parts(
        {
            "Method": f"{_STANDARDISED}The newest period weighs λ = {EWMA_WEIGHT:g}, all before it "
            "the rest: E = λ · z + (1 − λ) · E.",
            "Rules": f"Beyond {EWMA_SIGMAS:g} standard errors of E is a signal; the limits are "
            "exact ones, narrow at first and then steady.",
            "Behind it": f"{how_many(sums.points, words)}.",
            "Sources": "Roberts (1959), Technometrics 1:239-250; Montgomery, Introduction to "
            "Statistical Quality Control, section 9.2.",
            "To say aloud": "“The recent average has drifted further than chance explains.”"
            if sums.drifts
            else "“The recent average is where it always was, give or take chance.”",
        }
    )


def early_sentence(metric: Metric, grain: Grain, sums: Sums) -> str:
    """Return whether anything is adding up by the newest period, and what to do about it."""
    words = GRAIN_WORDS[grain][1]
    behind = f"{sums.points} {words}"
    if not (sums.adds_up or sums.drifts):
        return (
            f"{metric.label}: no small shift is adding up by {sums.newest} ({behind}, CUSUM and "
            "EWMA)."
        )
    up = sums.above > sums.below if sums.adds_up else sums.average > 0
    since = sums.since_above if up else sums.since_below
    ways = " and ".join(
        name for name, found in (("CUSUM", sums.adds_up), ("EWMA", sums.drifts)) if found
    )
    return (
        f"{metric.label}: small steps {'up' if up else 'down'} have added up since {since} "
        f"({ways}, {behind}). Look for a cause."
    )


def too_early_sentence(points: int) -> str:
    """Return why there is no early warning yet."""
    are = "is" if points == 1 else "are"
    return (
        f"Early warning begins at {FEWEST_POINTS} complete points of one level; there {are} "
        f"{points}."
    )


def cusum_title(sums: Sums) -> str:
    """Return what the sums say, as a title."""
    largest = max(sums.above, sums.below)
    if sums.adds_up:
        return f"The sum is {largest:.1f} standard errors in {sums.newest}: a signal"
    return f"The larger sum is {largest:.1f} of {CUSUM_DECISION:g} standard errors: no signal"


def ewma_title(sums: Sums) -> str:
    """Return what the weighted average says, as a title."""
    side = "above" if sums.average > 0 else "below"
    where = f"{abs(sums.average):.2f} standard errors {side} the centre"
    if sums.drifts:
        return f"The weighted average is {where} in {sums.newest}: a signal"
    return f"The weighted average is {where}, of {sums.reach:.2f} that chance explains: no signal"
