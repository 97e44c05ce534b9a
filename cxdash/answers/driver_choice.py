"""Which question is the outcome, and which questions beside it may drive it?"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cxdash.metrics.submissions import Together

_OVERALL: Final = re.compile(
    r"\boverall\b|\ball in all\b|\bin general\b|\bas a whole\b|\binsgesamt\b|\balles in allem\b|"
    r"gesamtzufrieden|\bglobal\w*|\bdans l'ensemble\b|\ben general\b|\ben général\b|"
    r"\bnel complesso\b|\bover het algemeen\b",
    re.IGNORECASE,
)
"""How surveys ask about the whole and not about one aspect of it."""

_KINDS: Final = ("csat", "nps", "ces", "rating")
"""Kinds of question, the likeliest outcome first."""

FEWEST_SHARED_WORDS: Final = 3
"""Words that all aspects begin with before they are left out of their names."""

_AROUND: Final = " :?-–—[]()|>·….“”\"'"
"""What stands around the name of an aspect in a question."""


class Choice(NamedTuple):
    """An outcome, and the questions that may drive it; of one survey.

    Attributes:
        outcome: The question to be explained.
        aspects: The questions beside it, the most answered first; none about the whole.
    """

    outcome: Together
    aspects: tuple[Together, ...]


def chosen(
    found: Sequence[Together], wanted: Sequence[str], questions: Sequence[str] = ()
) -> Choice | None:
    """Return the outcome of some questions that were answered together; None where there is none.

    The question that asks about the whole (or would recommend) is the outcome; of several the one
    of a wanted kind, then the most answered. A question that the reader chose goes before all.

    Args:
        found: As `answered_together` returns them.
        wanted: Kinds of question the reader looks at.
        questions: Questions the reader chose; empty for none.
    """
    asked = [one for one in found if not questions or one.instrument.question in questions]
    if not asked:
        return None
    outcome = min(
        asked,
        key=lambda one: (
            not _is_of_the_whole(one),
            one.kind not in wanted,
            _KINDS.index(one.kind) if one.kind in _KINDS else len(_KINDS),
            -one.instrument.answers,
            one.instrument.name,
        ),
    )
    return Choice(
        outcome,
        tuple(
            one
            for one in found
            if one is not outcome
            and one.instrument.survey == outcome.instrument.survey
            and not _is_of_the_whole(one)
        ),
    )


def _is_of_the_whole(one: Together) -> bool:
    return one.kind == "nps" or bool(_OVERALL.search(one.instrument.question or ""))


def named(one: Together) -> str:
    """Return a question as readers know it."""
    return one.instrument.question or one.instrument.name


def short_names(aspects: Sequence[Together]) -> list[str]:
    """Return a name for each question, without the words they all begin with; no name twice."""
    full = [named(one) for one in aspects]
    short = without_shared_words(full)
    names = [one.instrument.name for one in aspects]
    return next((those for those in (short, full) if len(set(those)) == len(those)), names)


def without_shared_words(questions: Sequence[str]) -> list[str]:
    """Return questions without the words that all of them begin with.

    Examples:
        >>> without_shared_words(["How happy are you with: Mail?", "How happy are you with: Us?"])
        ['Mail', 'Us']
        >>> without_shared_words(["Delivery time", "Delivery crew"])
        ['Delivery time', 'Delivery crew']
    """
    words = [question.split() for question in questions]
    told_apart = (len(set(column)) > 1 for column in zip(*words, strict=False))
    shared = next((place for place, differs in enumerate(told_apart) if differs), 0)
    rest = [" ".join(own[shared:]).strip(_AROUND) for own in words]
    if shared < FEWEST_SHARED_WORDS or not all(rest):
        return list(questions)
    return [f"{text[0].upper()}{text[1:]}" for text in rest]
