"""What is said about people and processes compared fairly: no rank, no word beyond its interval."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from cxdash.answers.people_standings import Standings
from cxdash.answers.words import and_list, how_many, percent, several, spread
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD
from cxdash.stats import PeopleGuards, Standing

ONLY_SOME: Final = (
    "People are compared only when everyone is in view: take the employee out of the filters."
)

NO_SCORES: Final = (
    "No survey answer is loaded, so there is no score to compare people and processes by. An "
    "export of a satisfaction, recommendation or effort survey fills this."
)

NOT_IN_VIEW: Final = "No answer to this question lies in this period and these filters."

NO_CASE_MIX: Final = (
    "People are not compared: for most answers neither segment nor process is known, so nobody "
    "can tell an easy customer from a hard one"
)

ALMOST_NOTHING: Final = "differences between people explain almost nothing; look at the process"

_NOUNS: Final[Mapping[str, str]] = {EMPLOYEE: "people", "process": "processes"}
_EACH: Final = "counts once for each employee that touched its case"
_SHARED: Final = (
    "is shared out among all that touched its case, however many they were (multiple membership, "
    "Browne et al. 2001), and never given to the last one alone"
)
_ALL_PROCESSES: Final = (
    "Processes are judged against the average of the processes there are, people against that of "
    "all such people. "
)
_MOST_TOLD: Final = 3
"""Names a sentence holds."""


def adjusted_for(held: Sequence[str], dimension: str) -> str:
    """Return what a comparison allows for.

    Args:
        held: The dimensions held apart, those of the model's other factor included.
        dimension: What is compared.

    Examples:
        >>> adjusted_for(("segment", "process"), "employee")
        'adjusted for which segments and processes they serve'
        >>> adjusted_for(("process",), "process")
        'with no segment or channel to adjust for'
    """
    names = _adjusted(held, dimension)
    if names:
        return f"adjusted for which {and_list(names)} they serve"
    return "with no segment or channel to adjust for"


def _adjusted(held: Sequence[str], dimension: str) -> list[str]:
    names = ("segment", "process", "channel")
    return [several(name) for name in names if name in held and name != dimension]


def few_named(dimension: str, named: int) -> str:
    """Return why nothing is compared where only one is named, or none; and what would help."""
    noun = dimension_named(dimension).label.lower()
    if named:
        return f"Only one {noun} is named in these answers: there is nothing to compare with."
    return (
        f"No answer in this view tells its {noun}, so {_NOUNS[dimension]} cannot be compared. What "
        f"fills this: a column with the {noun} in the survey, or in a file of contacts about the "
        "same cases."
    )


def none_shown(dimension: str, fewest: int) -> str:
    """Return that nobody has enough rated contacts to be shown."""
    noun = "Nobody" if dimension == EMPLOYEE else "No process"
    return f"{noun} has {fewest} rated contacts or more in this view: too few to show."


def found_sentence(
    metric: Metric, found: Standings, dimension: str, held: Sequence[str], guards: PeopleGuards
) -> str:
    """Return who stands clearly apart from the average, or that nobody does.

    Args:
        metric: The score.
        found: How they stand.
        dimension: `employee` or `process`.
        held: The dimensions held apart.
        guards: What may be said.
    """
    noun, compared = _NOUNS[dimension], len(found.compared)
    if not compared:
        return _none_compared(found, dimension, guards)
    fair = adjusted_for(held, dimension)
    if found.flagged.empty:
        if compared == 1:
            one = "The one person" if dimension == EMPLOYEE else "The one process"
            return f"{one} with enough answers is within normal variation, {fair}"
        return f"All {compared} {noun} compared are within normal variation, {fair}"
    told = [_told(metric, row) for _, row in found.flagged.head(_MOST_TOLD).iterrows()]
    more = len(found.flagged) - len(told)
    are = "stands" if len(found.flagged) == 1 else "stand"
    names = and_list([*told, f"{more} more"] if more else told)
    return (
        f"{len(found.flagged)} of {compared} {noun} compared {are} clearly apart, {fair}: {names}"
    )


def _told(metric: Metric, row: pd.Series) -> str:
    effect = shown(row["effect"], metric.unit, signed=True)
    ends = spread(metric, row["low"], row["high"], signed=True)
    return f"{row['group']} is {row['standing']} ({effect}, likely {ends.removesuffix(' points')})"


def _none_compared(found: Standings, dimension: str, guards: PeopleGuards) -> str:
    who = "Nobody" if dimension == EMPLOYEE else "No process"
    if not math.isnan(found.share) and guards.explains_almost_nothing(found.share):
        if dimension == EMPLOYEE:
            return f"Nobody is compared: {ALMOST_NOTHING}"
        return "No process stands out: differences between processes explain almost nothing"
    return f"{who} is compared: at this volume no number is reliable enough for a fair comparison"


def about_people(people: Standings, processes: Standings, guards: PeopleGuards) -> list[str]:
    """Return what a reader must know before anything is said about a person.

    How much of a comparison is signal, how much of the differences lies between people at all,
    and who is not compared or not shown; an empty text where there is nothing to say.
    """
    signal = ""
    if not math.isnan(people.signal):
        signal = f"At today's volume, comparing people here is {percent(people.signal)} signal."
    return [signal, _share_sentence(people, processes, guards), _left_out(people, guards)]


def _share_sentence(people: Standings, processes: Standings, guards: PeopleGuards) -> str:
    if math.isnan(people.share) or people.compared.empty:
        return ""
    share = shown(people.share, "share")
    if not guards.explains_almost_nothing(people.share):
        return f"Who served the customer explains {share} of how answers differ."
    nothing, look = ALMOST_NOTHING.split("; ")
    if guards.explains_almost_nothing(processes.share) and not math.isnan(processes.share):
        share += " of how answers differ), and so do those between processes"
        look = "look at which segments and channels they serve"
    else:
        share += " of how answers differ)"
    begins = "Beyond that, d" if len(people.flagged) else "D"
    return f"{begins}{nothing[1:]} ({share}; {look}."


def _left_out(people: Standings, guards: PeopleGuards) -> str:
    alone = len(people.rows) - len(people.compared) - people.inseparable
    parts: list[str] = []
    if alone:
        show = "shows" if alone == 1 else "show"
        parts.append(
            f"{how_many(alone, 'people')} with fewer than {guards.fewest_to_judge} rated contacts, "
            f"or a reliability under {guards.reliable_to_compare:g}, {show} only their own interval"
        )
    if people.inseparable:
        parts.append(
            f"{how_many(people.inseparable, 'people')} nearly always worked with the same "
            "colleagues, and nobody can tell their work apart"
        )
    if people.hidden:
        are = "is" if people.hidden == 1 else "are"
        parts.append(f"{people.hidden} {are} not shown, for too few cases")
    return f"{'; '.join(parts)}." if parts else ""


def aloud(metric: Metric, found: Standings, dimension: str, held: Sequence[str]) -> str:
    """Return the sentence a manager may say in the meeting, no more and no less."""
    if found.flagged.empty:
        said = f"Between our {_NOUNS[dimension]} I see no difference beyond chance."
        return f"What you may say: “{said}”"
    row = found.flagged.iloc[0]
    way = "below" if row["standing"] == Standing.BELOW else "above"
    size, low, high = (abs(float(row[name])) for name in ("effect", "low", "high"))
    apart = shown(size, metric.unit, signed=True).removeprefix("+")
    ends = spread(metric, *sorted((low, high)), signed=True).replace("+", "")
    like = and_list(_adjusted(held, dimension) or ["customers"])
    who = "person" if dimension == EMPLOYEE else "process"
    return (
        f"What you may say: “{metric.label}: with the same {like}, {row['group']} lies {apart} "
        f"{way} the average {who}, likely {ends}.”"
    )


def how_compared(  # noqa: PLR0913 - all that a reader may ask about the method
    metric: Metric,
    dimension: str,
    *,
    instrument: str,
    held: Sequence[str],
    guards: PeopleGuards,
    is_shared: bool,
) -> str:
    """Return how people or processes were compared: method, formula, source, and the bars passed.

    Args:
        metric: The score.
        dimension: `employee` or `process`.
        instrument: The survey and question.
        held: The dimensions held apart, the factors compared included.
        guards: What may be said.
        is_shared: Whether answers are shared out among all that touched their case.
    """
    names = ("segment", "channel", PERIOD, "process", EMPLOYEE)
    terms = ["quarter" if name == PERIOD else name for name in names if name in held]
    who = "People" if dimension == EMPLOYEE else "Processes"
    told = (
        f"Each answer to “{instrument}” {_SHARED if is_shared else _EACH}. "
        f"Score = average + {' + '.join([*terms, 'chance'])}, all estimated at once by restricted "
        "maximum likelihood; effects of employees and processes are drawn in towards the average "
        "as far as few answers demand (Henderson 1975; Bates et al. 2015). Filled mark and line: "
        f"the adjusted difference and its 95 % interval; hollow mark: the score as answered "
        f"({metric.formula}). Reliability: the share of a number that is no luck (Spearman and "
        f"Brown 1910; Adams 2009). {who} with fewer than {guards.fewest_to_show} rated contacts "
        f"are not shown; under {guards.fewest_to_judge}, or with a reliability under "
        f"{guards.reliable_to_compare:g}, they show their own interval and are not compared. "
        f"{_ALL_PROCESSES if dimension != EMPLOYEE else ''}"
        "“Clearly” means: the interval leaves out the average, and the difference is beyond "
        "chance among all compared (Benjamini and Hochberg 1995, "
        f"{percent(guards.screen_rate)}). "
    )
    if dimension != EMPLOYEE:
        return told
    return (
        f"{told}People stand in the order of their codes: this is no ranking. A finding may count "
        "in a decision about a person only from a reliability of "
        f"{guards.reliable_for_consequences:g}, after somebody has looked at the cases. "
    )
