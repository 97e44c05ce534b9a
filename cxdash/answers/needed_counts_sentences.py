"""What is said about how many complaints it takes: to tell a cell of a table, or a pace, apart."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cxdash.answers.needed import WORTH_SEEING
from cxdash.answers.needed_sentences import IS_PLANNED, SOURCES
from cxdash.answers.words import how_many, percent
from cxdash.stats import events_needed_rate, smallest_change_rate

_PLANNED: Final = IS_PLANNED.format(source=SOURCES["rate"])


class Counted(NamedTuple):
    """Something that complaints were counted of: a cell of a table, or a group.

    Attributes:
        name: What it is called.
        complaints: How many were counted; of a pace the resolved ones.
    """

    name: str
    complaints: int


def needed_in_cells(cells: Sequence[Counted], total: int) -> str:
    """Return from where on a cell of a table stands out, and how many that takes.

    Args:
        cells: The cells that are judged.
        total: Complaints of the whole table.
    """
    filled = sorted((one for one in cells if 0 < one.complaints < total), key=_by_size)
    if not filled:
        return ""
    told = [f"The fullest cell ({_cell(filled[-1], total)}"]
    if filled[0].complaints < filled[-1].complaints:
        told.append(f"the emptiest one with any ({_cell(filled[0], total)}")
    full = filled[-1].complaints
    takes = events_needed_rate(WORTH_SEEING, exposure_ratio=(total - full) / full)
    more = percent(1 / WORTH_SEEING - 1)
    return (
        f"**How many answers it takes.** {'; '.join(told)}. To find {more} more than expected "
        f"takes about {how_many(takes, 'complaints')} in a cell. {_PLANNED}"
    )


def needed_for_pace(pairs: Iterable[tuple[Counted, Counted]]) -> str:
    """Return which difference in pace two groups can show, and how many complaints one takes.

    Args:
        pairs: The groups that are held against each other, with their resolved complaints.
    """
    sized = sorted((pair for pair in pairs if min(map(_by_size, pair))[0] > 0), key=_by_sureness)
    if not sized:
        return ""
    told = [_pair("With the most resolved", *sized[0])]
    if len(sized) > 1:
        told.append(_pair("with the fewest", *sized[-1]))
    takes = events_needed_rate(WORTH_SEEING)
    return (
        f"**How many answers it takes.** {'; '.join(told)}. To find one that is "
        f"{percent(1 - WORTH_SEEING)} slower takes about {how_many(takes, 'complaints')} resolved "
        f"of the quicker one. {_PLANNED}"
    )


def _by_size(one: Counted) -> tuple[int, str]:
    return one.complaints, one.name


def _by_sureness(pair: tuple[Counted, Counted]) -> float:
    """Return how unsure the ratio of two paces is."""
    return sum(1 / one.complaints for one in pair)


def _cell(one: Counted, total: int) -> str:
    """Return a cell, and what could have been expected at the most where it stands out."""
    rest = total - one.complaints
    least = smallest_change_rate(one.complaints, exposure_ratio=rest / one.complaints)
    if least * one.complaints < 1:
        return f"{one.name}, {how_many(one.complaints, 'complaints')}) holds too few to stand out"
    return (
        f"{one.name}, {how_many(one.complaints, 'complaints')}) stands out where at most "
        f"{least * one.complaints:,.0f} were expected"
    )


def _pair(which: str, one: Counted, other: Counted) -> str:
    least = smallest_change_rate(one.complaints, exposure_ratio=other.complaints / one.complaints)
    names = f"{one.name} and {other.name} ({one.complaints:,} and {other.complaints:,})"
    if least <= 0:
        return f"{which}, {names} show no difference in pace at all"
    return f"{which}, {names} show a pace {percent(1 - least)} slower or more"
