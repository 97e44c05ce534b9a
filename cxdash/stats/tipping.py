"""How much worse must the silent customers be for a change to vanish?"""

from typing import NamedTuple

from cxdash.stats.compare import Difference


class TippingPoint(NamedTuple):
    """What the silent would have to think.

    Attributes:
        gap: How far below those who answered the silent must now lie for the change to be 0, in
            the unit of the score; negative where the score fell and they must lie above.
        silent: The score of the silent at which the change vanishes.
        gap_unsure: The same for the near end of the change's interval to reach 0: from here on
            the change is not shown any more; 0 where it is not shown to begin with.
        possible: True where `silent` lies on the scale; False means that no silence undoes it.
    """

    gap: float
    silent: float
    gap_unsure: float
    possible: bool


def tipping_point(
    change: Difference, score: float, response_rate: float, *, scale: tuple[float, float]
) -> TippingPoint:
    """Return the score of the silent at which a change vanishes.

    The silent are taken to have scored like those who answered before, and to have moved on their
    own since: the whole moves by change - (1 - response rate) x gap.

    Args:
        change: The change among those who answered.
        score: Their score now, in the same unit.
        response_rate: Share of those invited now who answered; above 0, below 1.
        scale: Lowest and highest score there is.

    Raises:
        ValueError: If the response rate is not between 0 and 1, or the score is off the scale.

    Source:
        Yan, Lee and Li (2009), Journal of Biopharmaceutical Statistics 19:1085-1098
        (tipping-point analysis).

    Examples:
        >>> grown = Difference(0.06, 0.02, 0.10, 0.003)
        >>> found = tipping_point(grown, 0.82, 0.25, scale=(0, 1))
        >>> f"{found.gap:.2f}, {found.silent:.2f}, {found.gap_unsure:.3f}, {found.possible}"
        '0.08, 0.74, 0.027, True'
    """
    lowest, highest = scale
    if not 0 < response_rate < 1:
        raise ValueError(f"response_rate is {response_rate}; it must lie between 0 and 1.")
    if not lowest <= score <= highest:
        raise ValueError(f"score is {score}; the scale runs from {lowest} to {highest}.")
    share_silent = 1 - response_rate
    gap = change.estimate / share_silent
    near = change.low if change.low > 0 else min(change.high, 0.0)
    silent = score - gap
    return TippingPoint(gap, silent, near / share_silent, lowest <= silent <= highest)
