"""What drives satisfaction? Each aspect's share in the overall score, and how well it goes."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.contrast_panel import contrast_panel
from cxdash.answers.driver_choice import Choice, chosen, named, short_names
from cxdash.answers.driver_panels import Rated, map_panel, shares_panel
from cxdash.answers.driver_sentences import (
    GOES_WITH,
    Study,
    against_sentence,
    explained_sentence,
    left_out_sentence,
    places_sentence,
)
from cxdash.answers.expected import expected_panel
from cxdash.answers.kano_pairs import kano_pairs, kano_panel
from cxdash.answers.no_driver_sentences import (
    NO_TOGETHER,
    NONE_HERE,
    alone_sentence,
    constant_sentence,
    fewest_for,
    no_aspect_sentence,
    one_aspect_sentence,
    too_few_sentence,
    unknown_filter_sentence,
)
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import Reader
from cxdash.metrics.submissions import Submissions, answered_together, submissions
from cxdash.stats import driver_shares
from cxdash.stats.bootstrap import ROUNDS

LEAST_ANSWERED: Final = 0.5
"""Share of the people in question who must have rated an aspect for it to be weighed: one that few
were asked about would cost the answers of all the others."""

MOST_DRAWN: Final = 50_000
"""People up to which intervals are drawn `ROUNDS` times; they are narrow beyond."""

FEWER_ROUNDS: Final = 100
"""How often they are drawn beyond."""

Scores = NDArray[np.float64]


def drivers(reader: Reader, question: Question) -> Answer:
    """Answer what goes with the overall score of a survey.

    The outcome is the survey's question about the whole, of the kind the question's metric takes
    where there are several; or the question that the filters choose.

    Panels: `drivers` and `driver_map`, frame `aspects` of both: see `driver_panels`; `contrast` (a
    table: what hurts when rated low, what delights when rated high); `expected`
    (a table) where a question also asks what had been expected; `kano` (a table) where questions
    come in Kano's pairs, which are neither outcome nor aspect. People are not judged.
    """
    sentences, panels = _told(reader, question)
    return Answer(
        "drivers", reader.facts.version, question, metric_named("csat"), sentences, panels
    )


def _told(reader: Reader, question: Question) -> tuple[tuple[str, ...], dict[str, Panel]]:
    filters = question.filters
    if filters.is_about_people:
        return (NOT_JUDGED,), {}
    for name, _ in filters.where:
        dimension = dimension_named(name)
        if "responses" not in dimension.tables:
            return (unknown_filter_sentence(dimension.label.lower()),), {}
    together = answered_together(reader, filters)
    pairs = kano_pairs(together)
    both = {one for pair in pairs for one in (pair.present, pair.absent)}
    others = (expected_panel(reader, filters), kano_panel(reader, filters, pairs))
    beside = {name: one for name, one in zip(("expected", "kano"), others, strict=True) if one}
    chosen_questions = filters.values("question")
    found = [one for one in together if one not in both]
    choice = chosen(found, metric_named(question.metric).kinds, chosen_questions)
    if choice is None:
        return (_why_none(reader, chosen_questions),), beside
    sentences, panels = _studied(reader, filters, choice)
    return sentences, panels | beside


def _why_none(reader: Reader, chosen_questions: tuple[str, ...]) -> str:
    """Return why no outcome has aspects beside it."""
    if chosen_questions:
        return alone_sentence(chosen_questions)
    return NONE_HERE if answered_together(reader, Filters()) else NO_TOGETHER


def _studied(
    reader: Reader, filters: Filters, choice: Choice
) -> tuple[tuple[str, ...], dict[str, Panel]]:
    """Return what is said of an outcome and what may drive it, with the drawings."""
    outcome = named(choice.outcome)
    aspects = sorted(choice.aspects, key=lambda one: named(one).casefold())
    names = short_names(aspects)
    asked = (choice.outcome, *aspects)
    told = submissions(reader, filters, tuple(one.instrument.name for one in asked))
    kept, seldom, constant = _weighable(told.scores)
    complete = _complete(told.scores, kept)
    if len(complete) and np.ptp(complete[:, 0]) == 0:
        return (constant_sentence(outcome, len(complete)),), {}
    if not kept:
        return (no_aspect_sentence(outcome),), {}
    if len(complete) < fewest_for(len(kept)):
        return (too_few_sentence(outcome, len(complete), len(kept)),), {}
    study = Study(
        outcome,
        tuple(names[place] for place in kept),
        driver_shares(
            told.scores[:, 0],
            told.scores[:, [place + 1 for place in kept]],
            customers=_customers(told),
            rounds=_rounds(told),
        ),
        tuple(names[place] for place in seldom),
        tuple(names[place] for place in constant),
    )
    if len(kept) == 1:
        return (one_aspect_sentence(study), GOES_WITH), {}
    rated = [
        Rated(names[place], aspects[place].instrument, told.scores[:, place + 1]) for place in kept
    ]
    return _told_of(study, rated, filters, told)


def _told_of(
    study: Study, rated: list[Rated], filters: Filters, told: Submissions
) -> tuple[tuple[str, ...], dict[str, Panel]]:
    shares = shares_panel(study, rated, filters, _rounds(told))
    places = map_panel(study, rated, filters, _customers(told))
    said = (
        f"{shares.title}.",
        explained_sentence(study),
        places_sentence(study),
        f"{places.title}." if places else "",
        left_out_sentence(study),
        against_sentence(study),
        GOES_WITH,
    )
    contrast = contrast_panel(told.scores[:, 0], rated, _customers(told))
    panels = {"drivers": shares} | ({"driver_map": places} if places else {})
    panels |= {"contrast": contrast} if contrast else {}
    return tuple(filter(None, said)), panels


def _weighable(scores: Scores) -> tuple[list[int], list[int], list[int]]:
    """Return which aspects can be weighed, which few rated, and which everybody rated alike.

    Args:
        scores: As of `Submissions`: the outcome first, then the aspects.
    """
    answered = np.isfinite(scores[:, 1:])
    often = answered.mean(axis=0) >= LEAST_ANSWERED if len(scores) else answered.any(axis=0)
    kept = np.flatnonzero(often).tolist()
    constant: list[int] = []
    # Who is complete depends on which aspects count, so it is looked at anew for each that goes.
    while kept and len(complete := _complete(scores, kept)):
        alike = [place for at, place in enumerate(kept, start=1) if np.ptp(complete[:, at]) == 0]
        if not alike:
            break
        constant += alike
        kept = [place for place in kept if place not in alike]
    return kept, np.flatnonzero(~often).tolist(), sorted(constant)


def _complete(scores: Scores, kept: list[int]) -> Scores:
    """Return the outcome and these aspects of the submissions that have all of them."""
    table = scores[:, [0, *(place + 1 for place in kept)]]
    return table[np.isfinite(table).all(axis=1)]


def _customers(told: Submissions) -> NDArray[np.intp]:
    """Return who gave each submission as numbers, which are drawn more quickly than names."""
    return pd.factorize(told.customers, sort=True)[0]


def _rounds(told: Submissions) -> int:
    return ROUNDS if len(told.customers) <= MOST_DRAWN else FEWER_ROUNDS
