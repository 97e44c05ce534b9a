"""Sets of run rules, each rule with the sentence that says what it found.

More rules find small shifts sooner and cry wolf more often; `chance` knows how often.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

RuleSet: TypeAlias = Literal["standard", "nhs", "run_chart", "western_electric", "nelson"]
Place: TypeAlias = Literal["one_side", "within", "outside"]


@dataclass(frozen=True, slots=True)
class BeyondLimits:
    """A point outside its limits, 3 sigma from the centre unless the chart says otherwise."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Some points in a row, or some of a few in a row, lie in a zone.

    Attributes:
        hits: How many points must lie in the zone.
        window: Of how many in a row.
        sigmas: Where the zone begins or ends, in sigmas from the centre; on it is not in it.
        place: "one_side": beyond, all on the same side; "within": nearer than, either side;
            "outside": beyond, either side.
        skips_center: Whether points on the centre line are left out, rather than end a run.
    """

    hits: int
    window: int
    sigmas: float
    place: Place = "one_side"
    skips_center: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """So many points in a row that each rise, or each fall."""

    points: int


@dataclass(frozen=True, slots=True)
class Alternation:
    """So many points in a row that go up and down by turns."""

    points: int


@dataclass(frozen=True, slots=True)
class NearLimit:
    """Points of a few in a row, all on one side, between `sigmas` and the limit.

    The wording of NHS England: points beyond the limit do not count, and the whole window must
    lie on one side.
    """

    hits: int
    window: int
    sigmas: float


@dataclass(frozen=True, slots=True)
class LongestRun:
    """A run on one side of the median longer than a stable series of that length has."""


@dataclass(frozen=True, slots=True)
class FewCrossings:
    """Fewer crossings of the median than a stable series of that length has."""


Test: TypeAlias = BeyondLimits | Zone | Trend | Alternation | NearLimit | LongestRun | FewCrossings


class Rule(NamedTuple):
    """One rule of a set.

    Attributes:
        name: What to call it in code; unique within a set.
        sentence: What it says when it is broken, for a reader.
        test: The pattern it looks for.
    """

    name: str
    sentence: str
    test: Test


LIMITS = Rule(
    "beyond_limits",
    "A point lies outside the limits: something out of the ordinary.",
    BeyondLimits(),
)
TWO_OF_THREE = Rule(
    "two_of_three",
    "2 of 3 points in a row lie far from the average, beyond 2 sigma on one side.",
    Zone(2, 3, 2.0),
)
FOUR_OF_FIVE = Rule(
    "four_of_five",
    "4 of 5 points in a row lie away from the average, beyond 1 sigma on one side.",
    Zone(4, 5, 1.0),
)


def _run(points: int, *, skips_center: bool = False) -> Rule:
    sentence = f"{points} points in a row lie on one side of the average: the level has shifted."
    return Rule(f"run_of_{points}", sentence, Zone(points, points, 0.0, "one_side", skips_center))


def _trend(points: int) -> Rule:
    sentence = f"{points} points in a row each rise, or each fall: the level is drifting."
    return Rule(f"trend_of_{points}", sentence, Trend(points))


RULE_SETS: dict[RuleSet, tuple[Rule, ...]] = {
    "standard": (LIMITS, _run(8, skips_center=True)),
    "nhs": (
        LIMITS,
        _trend(7),
        Rule(
            "two_of_three",
            "2 of 3 points in a row on one side lie close to the limit.",
            NearLimit(2, 3, 2.0),
        ),
        _run(7),
    ),
    "run_chart": (
        Rule(
            "long_run",
            "More points in a row lie on one side of the median than chance explains: the level "
            "has shifted.",
            LongestRun(),
        ),
        Rule(
            "few_crossings",
            "The line crosses its median less often than chance explains: the level does not stay "
            "where it was.",
            FewCrossings(),
        ),
    ),
    "western_electric": (LIMITS, TWO_OF_THREE, FOUR_OF_FIVE, _run(8)),
    "nelson": (
        LIMITS,
        _run(9),
        _trend(6),
        Rule(
            "alternating_14",
            "14 points in a row go up and down by turns: two sources may be mixed.",
            Alternation(14),
        ),
        TWO_OF_THREE,
        FOUR_OF_FIVE,
        Rule(
            "within_15",
            "15 points in a row lie close to the average: the limits may be too wide.",
            Zone(15, 15, 1.0, "within"),
        ),
        Rule(
            "outside_8",
            "8 points in a row lie away from the average, on either side: two sources may be "
            "mixed.",
            Zone(8, 8, 1.0, "outside"),
        ),
    ),
}
"""Every set, its rules in the order in which they are named to a reader: of several that mark a
point, the first speaks.

Sources: "standard", Champ and Woodall (1987), Technometrics 29:393-399, rules 1 and 4; "nhs", NHS
England, Making Data Count, as coded in NHSRplotthedots 0.2.2; "run_chart", Anhøj and Olesen (2014),
PLoS ONE 9:e113825; "western_electric", Western Electric (1956), Statistical Quality Control
Handbook; "nelson", Nelson (1984), Journal of Quality Technology 16:237-239, in the order of its
tests. Nelson's test 8 is read as on either side, as most programs do."""
