"""Are periods large enough for limits of centre ± 3 standard errors?"""

import numpy as np

from cxdash.stats.checks import Bools, Floats
from cxdash.stats.periods import Kind

FEWEST_EXPECTED = 5.0
"""Expected successes, and failures, below which 3-sigma limits alarm far too often."""

ENOUGH_PERIODS = 0.8
"""Share of periods that must reach `FEWEST_EXPECTED`. Source: the rule for expected counts of
Cochran (1954), Biometrics 10:417-451."""


def expected_of_rarest(kind: Kind, sizes: Floats, center: Floats) -> Floats:
    """Return how many of the rarer outcome each period expects; infinite for other kinds.

    Examples:
        >>> expected_of_rarest("share", np.array([30.0]), np.array([0.98])).round(1).tolist()
        [0.6]
    """
    if kind == "share":
        return sizes * np.minimum(center, 1 - center)
    return sizes * center if kind in {"rate", "count"} else np.full(len(sizes), np.inf)


def has_small_counts(kind: Kind, sizes: Floats, center: Floats, *, drawn: Bools) -> bool:
    """Return whether too many periods expect too few successes or failures for 3-sigma limits.

    Args:
        kind: What is measured; only shares, rates and counts can be too small.
        sizes: Trials, exposure, or ones for counts, of each period.
        center: Centre line of each period; NaN where there is none.
        drawn: True for the periods to look at.

    Examples:
        >>> half = np.full(20, 0.5)
        >>> has_small_counts("share", np.full(20, 8.0), half, drawn=half > 0)
        True
    """
    if kind not in {"share", "rate", "count"}:
        return False
    expected = expected_of_rarest(kind, sizes, center)[drawn]
    expected = expected[np.isfinite(expected)]
    if not len(expected):
        return False
    return bool(np.count_nonzero(expected >= FEWEST_EXPECTED) < ENOUGH_PERIODS * len(expected))
