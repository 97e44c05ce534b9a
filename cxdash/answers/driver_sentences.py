"""What is said about drivers: what goes with satisfaction, how surely, and where to work first."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cxdash.answers.words import and_list, how_many, percent
from cxdash.stats import DriverShares, ImportanceMap, Quadrant
from cxdash.stats.bootstrap import ROUNDS
from cxdash.stats.driver_shares import FEWEST_TO_ORDER
from cxdash.stats.drivers import MOST_DRIVERS

MANY_LEFT_OUT: Final = 0.2
"""Share of people left out from which a reader is told that they may differ."""

ROUNDING: Final = 1e-9
"""How far arithmetic may stay below a whole."""

GOES_WITH: Final = (
    "Goes with, not causes: an aspect may only travel with what really matters. Change one thing "
    "and see whether the score follows."
)

HOW_DRIVERS: Final = (
    "How much of the differences between overall scores all aspects explain together (R²) is "
    "shared out among them: what each adds, averaged over every order in which they can enter a "
    "regression (LMG: Lindeman, Merenda and Gold 1980; Grömping 2006, Journal of Statistical "
    f"Software 17(1)); beyond {MOST_DRIVERS} aspects Johnson's relative weights (2000). Shares add "
    f"up to 100 %. Intervals and places: customers drawn anew {{rounds}} times; a place is 90 % "
    f"sure. Only people who answered every aspect count. Below {FEWEST_TO_ORDER} of them the "
    "aspects stand in the order of the alphabet: chance would decide another. Questions about the "
    "whole, and recommending, are outcomes and no aspects. To say aloud: “These go with "
    "satisfaction most; whether they cause it, only a change will tell.”"
)

HOW_MAP: Final = (
    "Upwards: how much an aspect goes with the overall score. To the right: how many of those who "
    "rated it chose one of the two best boxes (the best box of a scale under five steps), with "
    "Wilson intervals. The grey lines are the means of both: the map compares each aspect with the "
    "others, not with a target. A corner is settled where both are beyond chance: the interval of "
    "its share does not hold the mean share, and that of the difference between its top boxes and "
    "the mean of all other aspects' (customers' answers held together; Cochran 1977) does not hold "
    "0. Source: Martilla and James (1977), Journal of Marketing 41:77-79."
)

_CORNERS: Final = {
    Quadrant.WORK_ON: "work on first",
    Quadrant.KEEP_UP: "keep up",
    Quadrant.LOW_PRIORITY: "can wait",
    Quadrant.OVERDONE: "good enough",
}


class Study(NamedTuple):
    """What goes with an outcome.

    Attributes:
        outcome: The question to be explained.
        aspects: Names of what may drive it, in the order of `found`.
        found: Their shares.
        seldom: Aspects that fewer than half rated.
        constant: Aspects that everybody rated alike.
    """

    outcome: str
    aspects: tuple[str, ...]
    found: DriverShares
    seldom: tuple[str, ...] = ()
    constant: tuple[str, ...] = ()


def corner(quadrant: Quadrant, *, unsure: bool) -> str:
    """Return a corner of the map in a reader's words."""
    return f"{_CORNERS[quadrant]}, not settled" if unsure else _CORNERS[quadrant]


def drivers_title(study: Study) -> str:
    """Return which aspects go with the outcome most, as a title."""
    found, whole = study.found, f"“{study.outcome}”"
    if not found.may_be_ordered:
        return (
            f"{len(study.aspects)} aspects share in {whole}; {how_many(found.answers, 'answers')} "
            f"do not settle which comes first (from {FEWEST_TO_ORDER} they may)"
        )
    first = [place for place in _by_share(found) if found.ranks.low[place] == 1]
    if len(first) == 1:
        top = first[0]
        likely = likely_share(found.low[top], found.high[top])
        return (
            f"“{study.aspects[top]}” goes with {whole} most: {percent(found.shares[top])} of what "
            f"the {len(study.aspects)} aspects explain ({likely})"
        )
    names = and_list(
        [f"“{study.aspects[place]}” ({percent(found.shares[place])})" for place in first]
    )
    return f"{names} go with {whole} most; which of them comes first is not settled"


def explained_sentence(study: Study) -> str:
    """Return how much all aspects explain, and from whom that is known."""
    found = study.found
    answers = how_many(found.answers, "answers")
    if found.r_squared > 1 - ROUNDING:
        return (
            f"Together they explain all differences between overall scores (R² 100 %; {answers} to "
            "every aspect): perhaps the overall score was computed from them."
        )
    sure = likely_share(*found.r_squared_interval)
    return (
        f"Together they explain {percent(found.r_squared)} of the differences between overall "
        f"scores (R², {sure}; {answers} to every aspect); the rest lies elsewhere or is chance."
    )


def places_sentence(study: Study) -> str:
    """Return which places after the first are not settled; empty where all are, or none is told."""
    found = study.found
    if not found.may_be_ordered:
        return ""
    later = [
        place
        for place in _by_share(found)
        if not found.ranks.settled[place] and found.ranks.low[place] > 1
    ]
    if len(later) < 2:  # noqa: PLR2004 - one alone has nobody to change places with
        return ""
    names = and_list([f"“{study.aspects[place]}”" for place in later])
    return f"The order of {names} is not settled: with other customers it could be another."


def left_out_sentence(study: Study) -> str:
    """Return who and what is not in the figures, and what that means."""
    found, parts = study.found, list[str]()
    everyone = found.answers + found.left_out
    if found.left_out:
        share = found.left_out / everyone
        differ = (
            "; if they see things differently, the picture shifts" if share >= MANY_LEFT_OUT else ""
        )
        parts.append(
            f"{found.left_out:,} of {everyone:,} ({percent(share)}) who answered the overall "
            f"question skipped an aspect and are left out of the shares{differ}."
        )
    for names, why in (
        (study.seldom, "fewer than half rated it"),
        (study.constant, "everybody rated it alike"),
    ):
        if names:
            listed = and_list([f"“{name}”" for name in names])
            parts.append(f"Not weighed, because {why}: {listed}.")
    return " ".join(parts)


def against_sentence(study: Study) -> str:
    """Return which aspects fall where the outcome rises; empty where none does."""
    signs = zip(study.aspects, study.found.signs.tolist(), strict=True)
    names = [f"“{name}”" for name, sign in signs if sign < 0]
    if not names:
        return ""
    verb, its = ("runs", "its scale is") if len(names) == 1 else ("run", "their scales are")
    return f"{and_list(names)} {verb} against the overall score: see whether {its} reversed."


def map_title(aspects: Sequence[str], places: ImportanceMap) -> str:
    """Return where better service would pay most, as a title."""
    first = [
        place
        for place, quadrant in enumerate(places.quadrants)
        if quadrant == Quadrant.WORK_ON and not places.unsure[place]
    ]
    if first:
        told = [
            f"“{aspects[place]}”: {percent(places.performance[place])} rate it well "
            f"({likely_share(places.performance_low[place], places.performance_high[place])})"
            for place in first
        ]
        return f"Work first on what matters more and goes worse than the rest: {and_list(told)}"
    maybe = [
        f"“{aspects[place]}”"
        for place, quadrant in enumerate(places.quadrants)
        if quadrant == Quadrant.WORK_ON
    ]
    if maybe:
        return (
            f"{and_list(maybe)} may matter more and go worse than the rest, but that is not "
            "settled: by chance it could lie on the other side of a line"
        )
    return "No aspect both matters more and goes worse than the rest"


def how_drivers(rounds: int = ROUNDS) -> str:
    """Return how the shares were computed."""
    return HOW_DRIVERS.format(rounds=rounds)


def _by_share(found: DriverShares) -> list[int]:
    return sorted(range(len(found.shares)), key=lambda place: -found.shares[place])


def likely_share(low: float, high: float) -> str:
    """Return an interval of a share as readers say it."""
    return f"likely {percent(low).removesuffix(' %')} to {percent(high)}"
