"""How a chart was computed, in the same parts beside each: method, n, sources, words to say."""

from collections.abc import Mapping
from typing import Final

from cxdash.metrics.metric import ChartKind, Metric

INTERVALS: Final[Mapping[ChartKind, str]] = {
    "share": "Wilson (1927), JASA 22:209-212",
    "mean": "Student's t of the scores",
    "nps": "adjusted Wald: Rocks (2016), The American Statistician 70:365-372",
    "rate": "exact Poisson: Garwood (1936), Biometrika 28:437-442",
    "count": "exact Poisson: Garwood (1936), Biometrika 28:437-442",
}
"""Which 95 % interval a metric has, and where it comes from."""

SCREENED: Final = (
    "Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289-300"
)


def in_parts(parts: Mapping[str, str]) -> str:
    """Return what is told of a chart, part by part; empty parts are left out.

    Examples:
        >>> in_parts({"Method": "Counted.", "Season": ""})
        '**Method.** Counted.'
    """
    return "\n\n".join(f"**{name}.** {words}" for name, words in parts.items() if words)


def finding_how(title: str, method: str, *, behind: str, sources: str = "") -> str:
    """Return how a chart was computed whose finding may be said aloud as it stands.

    Args:
        title: The finding.
        method: What was done, with formula and rule.
        behind: What stands behind it, with its n.
        sources: Where the method comes from; empty for a plain count.
    """
    return in_parts(
        {
            "Method": method,
            "Behind it": behind,
            "Sources": sources,
            "To say aloud": f"“{title.rstrip('.')}.”",
        }
    )


def interval_source(metric: Metric) -> str:
    """Return which interval a metric's values have; empty where they have none."""
    return INTERVALS.get(metric.chart, "")
