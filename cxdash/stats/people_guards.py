"""What may be said about a person: the one policy, in numbers.

Every question about people goes through here: what is shown, what is compared, what word is used.
There is no rank, and no word without an interval behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np

from cxdash.stats.checks import critical_z
from cxdash.stats.reliability import FEWEST_TO_COMPARE, reliability

FEWEST_TO_SHOW = 10
"""Rated contacts below which nothing is shown: single answers could be recognised."""

FEWEST_TO_JUDGE = 30
"""Rated contacts below which a person's own interval is shown and nothing is compared."""

RELIABLE_FOR_CONSEQUENCES = 0.9
"""Reliability from which a finding may count in a decision about a person, after a human review.
Source: Nunnally (1978), Psychometric Theory; Adams (2009), RAND TR-653."""

LEAST_SPREAD = 0.01
"""Share of the variance between people below which the word is: differences between people explain
almost nothing, look at the process. Source: our own choice; at 1 % the reliability of 30 answers is
.23."""

SCREEN_RATE = 0.10
"""Share of false findings allowed when many people are screened by case mix. Source: Benjamini and
Hochberg (1995), JRSS B 57:289-300."""


class Showing(IntEnum):
    """How much may be shown; each level allows what stands below it."""

    NOTHING = 0
    OWN_INTERVAL = 1
    COMPARISON = 2
    CONSEQUENCES_AFTER_REVIEW = 3


class Standing(StrEnum):
    """The only words for how a person stands against others with the same customers."""

    ABOVE = "clearly above"
    NORMAL = "within normal variation"
    BELOW = "clearly below"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True, slots=True)
class PeopleGuards:
    """What may be said about people; the defaults are the policy, a stricter one may be built.

    Attributes:
        fewest_to_show: Rated contacts from which a person's own interval is shown.
        fewest_to_judge: Rated contacts from which a person may be compared.
        reliable_to_compare: Reliability from which a person may be compared.
        reliable_for_consequences: Reliability from which a finding may count in a decision.
        confidence: Confidence of the interval that must leave out the average.
        screen_rate: Share of false findings allowed in a screen of many.

    Examples:
        >>> guards = PeopleGuards()
        >>> guards.showing(8, 0.9).name, guards.showing(80, 0.75).name
        ('NOTHING', 'COMPARISON')
    """

    fewest_to_show: int = FEWEST_TO_SHOW
    fewest_to_judge: int = FEWEST_TO_JUDGE
    reliable_to_compare: float = FEWEST_TO_COMPARE
    reliable_for_consequences: float = RELIABLE_FOR_CONSEQUENCES
    confidence: float = 0.95
    screen_rate: float = SCREEN_RATE

    def __post_init__(self) -> None:
        """Refuse a policy laxer than the default one.

        Raises:
            ValueError: If any bar is easier to pass than its default.
        """
        if (
            self.fewest_to_show < FEWEST_TO_SHOW
            or self.fewest_to_judge < FEWEST_TO_JUDGE
            or self.reliable_to_compare < FEWEST_TO_COMPARE
            or self.reliable_for_consequences < RELIABLE_FOR_CONSEQUENCES
            or self.screen_rate > SCREEN_RATE
        ):
            raise ValueError("The policy about people may be made stricter, never laxer.")

    def is_hidden(self, contacts: float) -> bool:
        """Return whether nothing at all may be shown of a person with so many rated contacts.

        Examples:
            >>> PeopleGuards().is_hidden(9), PeopleGuards().is_hidden(float("nan"))
            (True, True)
        """
        return not contacts >= self.fewest_to_show

    def showing(self, contacts: float, reliability: float) -> Showing:
        """Return how much may be shown of a person.

        Args:
            contacts: Rated contacts after all filters; NaN counts as none.
            reliability: Reliability of the person's number, 0 to 1, from `reliability` or the
                fit; NaN counts as none.

        Examples:
            >>> PeopleGuards().showing(20, 0.95).name
            'OWN_INTERVAL'
        """
        if self.is_hidden(contacts):
            return Showing.NOTHING
        if not (contacts >= self.fewest_to_judge and reliability >= self.reliable_to_compare):
            return Showing.OWN_INTERVAL
        if reliability >= self.reliable_for_consequences:
            return Showing.CONSEQUENCES_AFTER_REVIEW
        return Showing.COMPARISON

    def standing(
        self, contacts: float, reliability: float, *, effect: float, error: float
    ) -> Standing:
        """Return the word for a person's effect, drawn in and adjusted for case mix.

        Args:
            contacts: Rated contacts after all filters.
            reliability: Reliability of the person's number, 0 to 1.
            effect: How far the person lies from the average (`RandomFactor.effects`); higher is
                better.
            error: Its standard error (`RandomFactor.prediction_errors`); above 0.

        Examples:
            >>> guards = PeopleGuards()
            >>> print(guards.standing(120, 0.8, effect=-0.30, error=0.10))
            clearly below
            >>> print(guards.standing(12, 0.8, effect=-0.30, error=0.10))
            not compared
        """
        if self.showing(contacts, reliability) < Showing.COMPARISON or not error > 0:
            return Standing.NOT_COMPARED
        if not abs(effect) > critical_z(self.confidence) * error:
            return Standing.NORMAL
        return Standing.ABOVE if effect > 0 else Standing.BELOW

    def screened(
        self, contacts: float, reliability: float, *, z: float, adjusted_p: float
    ) -> Standing:
        """Return the word for a person from observed against expected, all people screened.

        Args:
            contacts: Rated contacts after all filters.
            reliability: Reliability of the person's number, 0 to 1.
            z: Observed minus expected in standard errors (`CaseMix.z`); higher is better.
            adjusted_p: Its p-value after `benjamini_hochberg` over everybody tested.

        Examples:
            >>> print(PeopleGuards().screened(120, 0.8, z=3.4, adjusted_p=0.02))
            clearly above
        """
        if self.showing(contacts, reliability) < Showing.COMPARISON or not 0 <= adjusted_p <= 1:
            return Standing.NOT_COMPARED
        if adjusted_p > self.screen_rate:
            return Standing.NORMAL
        return Standing.ABOVE if z > 0 else Standing.BELOW

    def explains_almost_nothing(self, share: float) -> bool:
        """Return whether people differ too little to look at them rather than at the process.

        Args:
            share: Share of the variance that lies between people (`RandomFactor.share`).

        Examples:
            >>> PeopleGuards().explains_almost_nothing(0.004)
            True
        """
        return not share >= LEAST_SPREAD


def signal_share(contacts: Sequence[float], icc: float) -> float:
    """Return how much of the differences between people's averages is people, and not luck.

    Args:
        contacts: Rated contacts of each person compared; above 0.
        icc: Share of the variance of single answers that lies between people, 0 to 1.

    Returns:
        Mean reliability, 0 to 1: "comparing people here is x % signal". NaN for nobody.

    Raises:
        ValueError: If a number is negative or `icc` outside 0 to 1.

    Source:
        Adams (2009), RAND TR-653.

    Examples:
        >>> round(signal_share([40, 60, 20], 0.05), 2)
        0.65
    """
    if not contacts:
        return float("nan")
    return float(np.mean([reliability(n, icc) for n in contacts]))
