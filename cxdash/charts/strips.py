"""How the strips of small multiples are scaled, so that none is flattened by another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cxdash.metrics.metric import Metric, shown

Range = tuple[float, float]

NEAR: Final = 1.2
"""Up to how many times the widest strip's range one scale may span for all of them."""

ALIKE: Final = 3.0
"""Up to how many times the narrowest strip's range the widest may be, to share a scale."""


@dataclass(frozen=True)
class Scales:
    """The value axis of each strip, and what a reader has to know to compare them.

    Attributes:
        ends: Lowest and highest value of each strip.
        words: How the scales of the strips relate, as a sentence.
    """

    ends: Mapping[str, Range]
    words: str


def scales(ranges: Mapping[str, Range], metric: Metric) -> Scales:
    """Return the scales of strips: as much in common as leaves every strip readable.

    One scale for all where their levels are near; else the same step around each strip's own
    level, so that a slope is a slope. Where one varies far more than another, each has its own.

    Args:
        ranges: What each strip has to show, lowest and highest.
        metric: Writes the ends.

    Examples:
        >>> from cxdash.metrics.metric import Metric
        >>> csat = Metric("csat", "CSAT", "", "", "responses", None, "share", "up", "share", "")
        >>> scales({"a": (0.5, 0.7), "b": (0.55, 0.72)}, csat).words
        'Every strip runs from 50.0 % to 72.0 %'
        >>> scales({"a": (0.2, 0.4), "b": (0.7, 0.8)}, csat).ends["b"]
        (0.65, 0.85)
    """
    sizes = [high - low for low, high in ranges.values()] or [0.0]
    if max(sizes) > ALIKE * min(sizes):
        return Scales(ranges, "Every strip has a scale of its own: compare shapes, not heights")
    together = _joined(list(ranges.values()))
    if together[1] - together[0] <= NEAR * max(sizes):
        words = " to ".join(shown(end, metric.unit) for end in together)
        return Scales(dict.fromkeys(ranges, together), f"Every strip runs from {words}")
    half = max(sizes) / 2
    middles = {name: (low + high) / 2 for name, (low, high) in ranges.items()}
    return Scales(
        {name: (middle - half, middle + half) for name, middle in middles.items()},
        "The same scale in every strip, each around its own level",
    )


def _joined(ranges: Sequence[Range]) -> Range:
    """Return the range that covers all of them; 0 to 1 where there is none."""
    if not ranges:
        return 0.0, 1.0
    return min(low for low, _ in ranges), max(high for _, high in ranges)
