"""The shape of a metric: what it is made of, not how to query it."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["share", "points", "score", "per_1000", "count", "days"]
"""How a value reads: a share (0 to 1, shown as %), NPS points (-100 to 100), a score on its
question's own scale, a rate per 1,000, a count, or days."""

Direction = Literal["up", "down", "neither"]
"""Which way is better for the customer."""

ChartKind = Literal["share", "mean", "nps", "rate", "count", "individuals", "none"]
"""Which control chart judges it: p, X-bar, NPS, u, c or XmR; none where a period has no value
of its own that adds up (a median with open cases)."""


@dataclass(frozen=True)
class Parts:
    """What adds up: names of the parts declared for the table in `store/parts.py`.

    Attributes:
        n: How many rows (or, for a rate, how much exposure) stand behind the value.
        total: What is divided by `n`.
        total_sq: The sum of squares, where spread cannot be had from `total`; else None.
        exposure: For a rate: the tables and parts that may serve as `n`, first with data wins.
    """

    n: str
    total: str
    total_sq: str | None = None
    exposure: tuple[tuple[str, str, str], ...] = ()
    """(table, part, noun): for example ("contacts", "touches", "touches")."""


@dataclass(frozen=True)
class Metric:
    """One entry of the catalogue; pages, alerts, guide and tests all follow from it.

    Attributes:
        name: Its key in links, the command line and `METRICS`.
        label: What readers see.
        meaning: One sentence: what it says about customers.
        formula: How it is computed, in words a manager can check.
        table: The warehouse table its rows are in.
        parts: What it is made of; None for a metric that does not add up (see `formula`).
        unit: How its values read.
        direction: Which way is better.
        chart: The control chart that judges it.
        source: Where the definition comes from.
        fewest: Below this many rows a value is shown as "too few to say".
        kinds: For survey metrics, the kinds of question it takes; empty for the rest.
        answered: For survey metrics, the column besides the score that an answer must fill.
        scale: Multiplies total / n (1,000 for a rate per 1,000; 1 else).
        noun: What one of its n is called, in the plural: "answers", "complaints".
    """

    name: str
    label: str
    meaning: str
    formula: str
    table: str
    parts: Parts | None
    unit: Unit
    direction: Direction
    chart: ChartKind
    source: str
    fewest: int = 10
    kinds: tuple[str, ...] = ()
    answered: str = ""
    scale: float = 1.0
    noun: str = "answers"


def shown(value: float | None, unit: Unit, *, signed: bool = False) -> str:
    """Return a value as a reader sees it; rounding happens here and nowhere before.

    Args:
        value: The value; None or NaN reads as "–".
        unit: How it reads.
        signed: Whether a plus sign stands before a rise, as for a difference. The difference
            of two shares reads in points.

    Examples:
        >>> shown(0.8214, "share"), shown(32.4, "points"), shown(4.268, "score")
        ('82.1 %', '+32', '4.27')
        >>> shown(-0.021, "share", signed=True), shown(1234, "count")
        ('−2.1 points', '1,234')
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN is the only value unlike itself
        return "–"
    sign = "+" if signed or unit == "points" else ""
    text = {
        "share": f"{value * 100:{sign}.1f}" + (" points" if signed else " %"),
        "points": f"{value:+.0f}" + (" points" if signed else ""),
        "score": f"{value:{sign}.2f}",
        "per_1000": f"{value:{sign},.1f}",
        "count": f"{value:{sign},.0f}",
        "days": f"{value:{sign},.1f} days",
    }[unit]
    return text.replace("-", "−")
