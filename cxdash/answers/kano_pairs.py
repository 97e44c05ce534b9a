"""Kano's two-sided question: what is delightful, taken for granted, or indifferent to customers."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.driver_choice import named
from cxdash.answers.kano_sentences import HOW_KANO, Attribute, kano_title, too_few_kano_sentence
from cxdash.metrics.filters import Filters
from cxdash.metrics.reader import Reader
from cxdash.metrics.submissions import Together, submissions
from cxdash.stats import KanoCategory, kano, kano_category
from cxdash.stats.kano import FEWEST_ANSWERS, WEIGHT_ORDER

_TAG: Final = re.compile(r"[\[(]?\b(dys)?functional\b[\])]?", re.IGNORECASE)
"""How some tools mark the two sides of a question."""

_FEEL: Final = re.compile(r"how (?:would|do|did) you feel if\b(.*)", re.IGNORECASE)
"""How the question is worded; the rest names the attribute."""

_ABSENT: Final = frozenset({"not", "no", "without", "never", "cannot", "lacked", "lacks"})
_SMALL: Final = frozenset(
    ["a", "an", "the", "we", "you", "it", "they", "there", "did", "do", "does", "would", "could",
     "can", "were", "was", "is", "are", "be", "been", "had", "have", "has", "with", "any"]
)  # fmt: skip
"""Words that only one side of a pair may need: "we delivered", "we did not deliver"."""

_ENDING: Final = re.compile(r"(?:ed|ing|es|s)$")
_LETTERS: Final = "AOMIRQ"
"""The categories in the order in which `kano` takes them."""

_SCALE: Final = (1.0, 5.0)


class Pair(NamedTuple):
    """An attribute, and the two questions about its presence and its absence."""

    name: str
    present: Together
    absent: Together


class _Side(NamedTuple):
    """Which attribute a question is about, in words without order; and on which side it is."""

    key: tuple[object, ...]
    name: str
    is_absent: bool


def kano_pairs(found: Sequence[Together]) -> list[Pair]:
    """Return the pairs of questions that ask about the presence and the absence of one thing.

    Both are of one survey on a scale of 1 to 5, and either marked functional and dysfunctional or
    worded "How would you feel if …" with and without a negation.

    Args:
        found: As `answered_together` returns them.
    """
    sides = [(one, _side_of(one)) for one in found if one.instrument.ends == _SCALE]
    present = {side.key: (one, side) for one, side in sides if side and not side.is_absent}
    absent = {side.key: one for one, side in sides if side and side.is_absent}
    return [
        Pair(side.name, one, absent[key]) for key, (one, side) in present.items() if key in absent
    ]


def kano_panel(reader: Reader, filters: Filters, pairs: Sequence[Pair]) -> Panel | None:
    """Return what each attribute is to customers; None where no survey asks in pairs."""
    if not pairs:
        return None
    told = [(pair.name, _counts(reader, filters, pair)) for pair in pairs]
    known = [
        Attribute(name, kano(*(counts[letter] for letter in _LETTERS)))
        for name, counts in told
        if _usable(counts) >= FEWEST_ANSWERS
    ]
    if not known:
        return Panel(too_few_kano_sentence(max(_usable(counts) for _, counts in told)))
    known.sort(key=lambda one: (WEIGHT_ORDER.index(one.found.category), one.name))
    table = _table(known)
    return Panel(kano_title(known), {"kano": table}, table, HOW_KANO)


def _counts(reader: Reader, filters: Filters, pair: Pair) -> Counter[str]:
    """Return how many answers put the attribute in each category, by its letter."""
    names = (pair.present.instrument.name, pair.absent.instrument.name)
    scores = submissions(reader, filters, names).scores
    # A tool that averages or lets people skip leaves values that are no answer of the five.
    whole = scores[np.isin(scores, np.arange(1, 6)).all(axis=1)].astype(np.int64)
    return Counter(str(kano_category(*pair_of.tolist())) for pair_of in whole)


def _usable(counts: Counter[str]) -> int:
    """Return the answers that say how presence or absence feels: A, O, M and I."""
    return sum(counts[letter] for letter in _LETTERS[:4])


def _side_of(one: Together) -> _Side | None:
    """Return the side of a pair that a question may be; None where it is none."""
    survey, text = one.instrument.survey, named(one)
    if tag := _TAG.search(text):
        name = " ".join(_TAG.sub(" ", text).split()).strip(" :-–—")
        return _Side((survey, name.casefold()), name, tag[1] is not None)
    feel = _FEEL.search(text)
    if feel is None:
        return None
    words = re.findall(r"\w+", re.sub(r"n['’]t\b", " not", feel[1].casefold()))
    kept = frozenset(_ENDING.sub("", word) for word in words if word not in _SMALL | _ABSENT)
    return _Side((survey, kept), feel[1].strip(" ?.…"), bool(_ABSENT & set(words)))


def _table(known: Sequence[Attribute]) -> pd.DataFrame:
    found = [one.found for one in known]
    return pd.DataFrame(
        {
            "Attribute": [one.name for one in known],
            "To customers": [one.word for one in known],
            "Category": [str(KanoCategory(one.category)) for one in found],
            "Clear": ["yes" if one.clear else "no" for one in found],
            "Satisfies": [one.better for one in found],
            "Satisfies likely from": [one.better_interval.low for one in found],
            "Satisfies likely to": [one.better_interval.high for one in found],
            "Dissatisfies": [-one.worse for one in found],
            "Dissatisfies likely from": [-one.worse_interval.high for one in found],
            "Dissatisfies likely to": [-one.worse_interval.low for one in found],
            "Answers": [float(one.answers) for one in found],
        }
    )
