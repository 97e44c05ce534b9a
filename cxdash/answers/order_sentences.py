"""What is said about the order of groups: which places are settled, and which are luck."""

from collections.abc import Sequence
from typing import Final

from cxdash.answers.cause_sentences import place_words
from cxdash.stats.bootstrap import ROUNDS

HOW_ORDER: Final = (
    f"**Order.** Places go by value, the highest first. Each group's value is drawn {ROUNDS} times "
    "from what its answers leave possible; a range of places holds 90 % of the draws (Goldstein "
    "and Spiegelhalter 1996, JRSS A 159:385-443). A group that is better or worse than before, or "
    "than the rest, may still share a place with its neighbour. Groups with too few answers and "
    "rows that name none take no place."
)


def order_of_groups_sentence(stretches: Sequence[tuple[int, int]], groups: int, label: str) -> str:
    """Return which places of groups cannot be told apart, to stand behind a title.

    Args:
        stretches: First and last place of each stretch without a settled order.
        groups: How many groups have a place.
        label: What the groups are, in the singular.

    Examples:
        >>> order_of_groups_sentence([(2, 5)], 6, "segment")
        'the order by value of the 2nd to 5th of 6 is not settled'
        >>> order_of_groups_sentence([], 6, "segment")
        'the order of all 6 by value is settled'
    """
    if not stretches:
        every = "both" if groups == 2 else f"all {groups}"  # noqa: PLR2004 - both are two
        return f"the order of {every} by value is settled"
    if stretches == [(1, groups)]:
        return f"which {label} has the highest value is open: none of {groups} has a settled place"
    told = ", and of the ".join(place_words(*ends) for ends in stretches)
    return f"the order by value of the {told} of {groups} is not settled"
