"""What is said of causes that are resolved slower or faster than another, all else equal."""

from collections.abc import Sequence
from typing import NamedTuple

from cxdash.answers.how_sentences import SCREENED, in_parts
from cxdash.answers.words import and_list, how_many

_MOST_SAID = 3


class Paced(NamedTuple):
    """How fast one cause is resolved against the one all are held against.

    Attributes:
        name: The cause.
        complaints: How many of it.
        ratio: Its pace: 0.5 is half as fast at any age.
        low: Lower end of its 95 % interval.
        high: Upper end.
        is_sure: Whether it differs beyond chance, corrected for the number of causes.
    """

    name: str
    complaints: int
    ratio: float
    low: float
    high: float
    is_sure: bool

    @property
    def verdict(self) -> str:
        """Whether it is slower or faster, or neither beyond chance."""
        if not self.is_sure:
            return "no difference beyond chance"
        return "slower" if self.ratio < 1 else "faster"


def pace_title(found: Sequence[Paced], reference: str, held: Sequence[str]) -> str:
    """Return which causes are resolved slower than the most frequent one, all else equal.

    Args:
        found: The causes, the slowest first.
        reference: The cause they are held against.
        held: What is held equal; may be empty.
    """
    equal = f"With {and_list(held)} held equal, " if held else "With nothing to hold equal, "
    slower = [one for one in found if one.verdict == "slower"]
    if not slower:
        return f"{equal}no cause is resolved slower than {reference} beyond chance"
    told = [
        f"{one.name} {one.ratio:.2f} times as fast (likely {one.low:.2f} to {one.high:.2f})"
        for one in slower[:_MOST_SAID]
    ]
    more = len(slower) - len(told)
    rest = f"; {how_many(more, 'causes')} more" if more else ""
    return f"{equal}slower than {reference}: {', '.join(told)}{rest}"


def pace_how(
    title: str, reference: str, held: Sequence[str], counted: tuple[int, int], *, most: int
) -> str:
    """Return how the pace was worked out.

    Args:
        title: The finding.
        reference: The cause all are held against, with its n.
        held: What is held equal; may be empty.
        counted: How many complaints are compared, and how many of them are resolved.
        most: How many are compared at the most.
    """
    complaints, resolved = counted
    newest = f" the newest {most:,};" if complaints == most else ""
    equal = and_list(held) if held else "nothing: no other column has two groups that can be told"
    return in_parts(
        {
            "Method": "Proportional hazards (Cox): of those still open at any age, so many times "
            f"as many are resolved next day as of {reference}. Open complaints count as open until "
            f"the newest data. Held equal: {equal}. It takes the pace of two causes to stand in "
            "the same proportion at every age; where their curves above cross, it is an average.",
            "Rules": "Slower or faster only beyond chance, corrected for the number of causes "
            "(Benjamini and Hochberg, 10 %).",
            "Behind it": f"{how_many(complaints, 'complaints')},{newest} {resolved:,} of them "
            "resolved.",
            "Sources": "Cox (1972), Journal of the Royal Statistical Society B 34:187-220; ties by "
            f"Efron (1977), JASA 72:557-565; {SCREENED}.",
            "To say aloud": f"“{title}.”",
        }
    )
