"""Did the corrective action work? One word, from views that must agree."""

from collections.abc import Sequence
from enum import StrEnum

from cxdash.stats.rates import RateRatio


class ActionVerdict(StrEnum):
    """What may be said of a corrective action."""

    EFFECTIVE = "effective"
    NOT_SHOWN = "not shown yet"
    WORSE = "worse"


def action_verdict(ratios: Sequence[RateRatio]) -> ActionVerdict:
    """Return the verdict on which all views of a rate after over before agree.

    Args:
        ratios: One for each view: `rate_ratio` of the periods, and `shown` of
            `interrupted_series`; at least one.

    Returns:
        "effective" if every interval lies below 1, "worse" if every interval lies above,
        otherwise "not shown yet".

    Raises:
        ValueError: If there is no view.

    Source:
        Intervals as `rate_ratio` and `interrupted_series`; that both must agree is our own rule.

    Examples:
        >>> print(action_verdict([RateRatio(0.7, 0.5, 0.9, 0.01), RateRatio(0.8, 0.6, 0.97, 0.03)]))
        effective
        >>> print(action_verdict([RateRatio(0.7, 0.5, 0.9, 0.01), RateRatio(0.8, 0.6, 1.10, 0.20)]))
        not shown yet
    """
    if not ratios:
        raise ValueError("A verdict needs at least one view.")
    if all(each.high < 1 for each in ratios):
        return ActionVerdict.EFFECTIVE
    if all(each.low > 1 for each in ratios):
        return ActionVerdict.WORSE
    return ActionVerdict.NOT_SHOWN
