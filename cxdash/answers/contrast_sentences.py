"""What is said of penalty and reward: what only hurts when bad, what delights when good."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cxdash.answers.words import and_list, how_many
from cxdash.stats import ContrastKind

FEWEST_IN_BOX: Final = 10
"""Complete answers that must rate an aspect low, in between and high. Our choice, as for any two
groups that are compared."""

HOW_CONTRAST: Final = (
    "**Method.** The overall score is regressed on two yes-or-no columns for each aspect, rated "
    "low (under the middle of its scale) and rated high (one of the two best boxes; the best box "
    "of a scale under five steps); ratings in between are what both are held against, the other "
    "aspects held equal. Asymmetry: what a point upwards adds less what a point downwards takes "
    "away.\n\n"
    "**Rules.** Basic (it hurts) or excitement (it delights) only where the asymmetry is beyond "
    "chance, corrected for the number of aspects (Benjamini and Hochberg, 10 %), and the side it "
    "leans to is; performance where both sides are and the asymmetry is not; else not settled. "
    "95 % intervals by Student's t with all answers of a customer held together. It takes at least "
    f"{FEWEST_IN_BOX} complete answers low, in between and high. It needs no second question, as "
    "Kano's does, and says what goes with the score, not what people say they would feel.\n\n"
    "**How many answers it takes.** Needed: complete answers with which an asymmetry like the one "
    "seen is found in four of five cases (80 % power at the 5 % level, one aspect by itself).\n\n"
    "**Sources.** Brandt (1987), in Surprenant (ed.), Add Value to Your Service, 61-65; Matzler "
    "and Sauerwein (2002), International Journal of Service Industry Management 13:314-332; "
    "Liang and Zeger (1986), Biometrika 73:13-22."
)

WORDS: Final[Mapping[ContrastKind, str]] = {
    ContrastKind.BASIC: "hurts when rated low more than it delights when rated high (basic)",
    ContrastKind.PERFORMANCE: "hurts when rated low and delights when rated high (performance)",
    ContrastKind.EXCITEMENT: "delights when rated high more than it hurts when rated low "
    "(excitement)",
}


class Effect(NamedTuple):
    """What something goes with, in points of the overall score, and both ends of its interval."""

    estimate: float
    low: float
    high: float


class Contrast(NamedTuple):
    """An aspect, and what low and high ratings of it go with.

    Attributes:
        name: The aspect.
        kind: What it is.
        penalty: What low ratings go with.
        reward: Of high ratings.
        asymmetry: Of a point upwards less a point downwards.
        sizes: Answers that rate it low, in between and high.
        needed: Answers with which so large an asymmetry would be found; infinite for none.
    """

    name: str
    kind: ContrastKind
    penalty: Effect
    reward: Effect
    asymmetry: Effect
    sizes: tuple[int, int, int]
    needed: float


def contrast_title(found: Sequence[Contrast], answers: int, left_out: Sequence[str]) -> str:
    """Return which aspects hurt and which delight, as a title.

    Args:
        found: The aspects, those that hurt first.
        answers: Complete answers behind all of them.
        left_out: Aspects with too few low, middle or high ratings.
    """
    kinds = [(kind, [one.name for one in found if one.kind == kind]) for kind in ContrastKind]
    told = [
        f"{WORDS[kind]}: {and_list([f'“{name}”' for name in names])}"
        for kind, names in kinds
        if names and kind in WORDS
    ]
    behind = how_many(answers, "complete answers")
    if told:
        said = f"What {'; what '.join(told)} ({behind})"
    else:
        said = (
            f"Whether an aspect hurts more than it delights is not settled: {behind} do not tell "
            f"it of any of {len(found)}"
        )
    if not left_out:
        return said
    names = and_list([f"“{name}”" for name in left_out])
    return f"{said}. Too few ratings low, in between or high to judge {names}"


def no_contrast_sentence(left_out: Sequence[str], answers: int) -> str:
    """Return why nothing is said of penalty and reward."""
    names = and_list([f"“{name}”" for name in left_out])
    return (
        f"What hurts when bad and what delights when good cannot be told of {names}: of "
        f"{how_many(answers, 'complete answers')} too few rate it low, in between or high "
        f"({FEWEST_IN_BOX} of each are needed)."
    )
