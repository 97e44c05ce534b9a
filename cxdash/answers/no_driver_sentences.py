"""What is said where nothing can be said to drive satisfaction, and what would change that."""

from collections.abc import Sequence
from typing import Final

from cxdash.answers.driver_sentences import Study, likely_share
from cxdash.answers.words import and_list, how_many, percent

FEWEST_ANSWERS: Final = 50
"""Complete answers needed before anything is said of drivers."""

FEWEST_PER_ASPECT: Final = 10
"""Complete answers needed for each aspect. Source: Harrell (2015), Regression Modeling Strategies,
section 4.4 (10 to 20 a predictor)."""

NO_TOGETHER: Final = (
    "What drives satisfaction shows where people answer several rated questions at once: load a "
    "survey with an overall question and its aspects, a column for each, or with an answer id."
)
"""What is said where no survey asks anybody two questions."""

NONE_HERE: Final = (
    "Under these filters nobody answered several rated questions at once, as others did: clear a "
    "filter, or choose a longer period, to see what drives satisfaction."
)
"""What is said where the filters leave none of such answers."""


def fewest_for(aspects: int) -> int:
    """Return the complete answers needed to say what drives an outcome."""
    return max(FEWEST_ANSWERS, FEWEST_PER_ASPECT * aspects)


def one_aspect_sentence(study: Study) -> str:
    """Return what is said where there is a single aspect: nothing to weigh it against."""
    found = study.found
    return (
        f"“{study.aspects[0]}” alone stands beside “{study.outcome}” and explains "
        f"{percent(found.r_squared)} of its differences "
        f"({likely_share(*found.r_squared_interval)}; {how_many(found.answers, 'answers')}); with "
        "one aspect there is nothing to weigh it against."
    )


def alone_sentence(questions: Sequence[str]) -> str:
    """Return what is said of chosen questions that nobody answered together with others."""
    names = and_list([f"“{name}”" for name in questions])
    return (
        f"Nobody here answered {names} together with another rated question, so nothing can be "
        "held against it. Choose another question, or clear a filter."
    )


def no_aspect_sentence(outcome: str) -> str:
    """Return what is said where every question beside the outcome is useless as a driver."""
    return (
        f"No aspect can be weighed beside “{outcome}”: the other questions are about the whole, "
        "were answered by fewer than half, or were always rated alike."
    )


def too_few_sentence(outcome: str, answers: int, aspects: int) -> str:
    """Return what is said where complete answers are too few."""
    beside = "1 aspect" if aspects == 1 else f"{aspects} aspects"
    return (
        f"Too few to say what drives “{outcome}”: {how_many(answers, 'answers')} to it and its "
        f"{beside} are complete, {fewest_for(aspects)} are needed ({FEWEST_PER_ASPECT} for each "
        f"aspect, {FEWEST_ANSWERS} at least). Choose a longer period or fewer filters."
    )


def constant_sentence(outcome: str, answers: int) -> str:
    """Return what is said where the outcome never differs."""
    return (
        f"All {how_many(answers, 'answers')} to “{outcome}” are the same: where nothing differs, "
        "nothing can be said to drive it."
    )


def unknown_filter_sentence(label: str) -> str:
    """Return what is said where a filter means nothing to survey answers."""
    return f"Survey answers do not name the {label}: clear that filter to see what drives them."
