"""What is said of Kano's categories: what an attribute is to customers, and how clearly."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cxdash.answers.driver_sentences import likely_share
from cxdash.answers.words import how_many, percent
from cxdash.stats import Kano, KanoCategory
from cxdash.stats.kano import CLEAR_ERRORS, FEWEST_ANSWERS

MOST_TOLD: Final = 3
"""Attributes told in the title; the table has one row for each."""

HOW_KANO: Final = (
    "Two questions about one thing, how it would feel with it and without it, each answered from "
    "1 (I like it) to 5 (I dislike it), are read together in Kano's table (Kano et al. 1984). "
    "Satisfies: the share for whom having it adds to satisfaction; dissatisfies: the share for "
    "whom lacking it hurts (Berger et al. 1993), both without contradictory answers and with "
    f"Wilson intervals. A category is clear where it leads the next by {CLEAR_ERRORS:g} standard "
    "errors. Pairs are known by the words functional and dysfunctional, or by “How would you feel "
    "if …” with and without a not. If most come out as not wanted, the file may count from "
    "dislike to like: turn the scale around."
)

WORDS: Final[Mapping[KanoCategory, str]] = {
    KanoCategory.MUST_BE: "taken for granted",
    KanoCategory.ONE_DIMENSIONAL: "the more the better",
    KanoCategory.ATTRACTIVE: "a delight",
    KanoCategory.INDIFFERENT: "indifferent",
    KanoCategory.REVERSE: "not wanted",
    KanoCategory.QUESTIONABLE: "answered in contradiction",
}


class Attribute(NamedTuple):
    """An attribute and what was found of it."""

    name: str
    found: Kano

    @property
    def word(self) -> str:
        """What it is to customers."""
        return WORDS[self.found.category]


def kano_title(known: Sequence[Attribute]) -> str:
    """Return what attributes are to customers, as a title; what hurts most comes first."""
    return "; ".join(_told(one) for one in known[:MOST_TOLD])


def _told(one: Attribute) -> str:
    found = one.found
    seems = "is" if found.clear else "may be"
    low, high = found.worse_interval
    return (
        f"“{one.name}” {seems} {one.word} to customers: with it {percent(found.better)} are more "
        f"satisfied ({likely_share(*found.better_interval)}), without it {percent(-found.worse)} "
        f"less ({likely_share(-high, -low)}; {how_many(found.answers, 'answers')})"
    )


def too_few_kano_sentence(answers: int) -> str:
    """Return what is said where too few answered both sides of a question."""
    told = how_many(answers, "answers")
    return (
        f"Too few to say what is taken for granted and what delights: {told} to both sides of a "
        "question, contradictory ones and those who do not want it left out; "
        f"{FEWEST_ANSWERS} are needed."
    )
