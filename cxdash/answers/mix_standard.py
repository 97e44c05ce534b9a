"""Groups and periods on the same mix: what would each have if it served the same customers?"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.enough import needed_by_groups
from cxdash.answers.groups import (
    NOT_COMPARED,
    SCREEN_RATE,
    SURE_ALONE,
    difference_between,
    is_sure,
)
from cxdash.answers.judge import Amount, verdict_of
from cxdash.answers.mix_cells import MOST_NOT_RECORDED, mixable, sides_of
from cxdash.answers.mix_standard_sentences import (
    ALL,
    HOW_STANDARD,
    Same,
    no_standard_sentence,
    standard_sentence,
)
from cxdash.answers.words import NOT_JUDGED, and_list
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import measure
from cxdash.metrics.people import EMPLOYEE
from cxdash.stats import (
    StandardRate,
    benjamini_hochberg,
    direct_mean,
    direct_nps,
    direct_rate,
    direct_share,
    standard_difference,
)

FEWEST_IN_STRATUM: Final = 5
"""Answers a stratum needs on either side; smaller ones are pooled, never guessed."""

_PARTS = ["n", "total", "total_sq"]
_Method = Callable[[pd.DataFrame, "pd.Series[float]"], StandardRate]

_METHODS: Final[Mapping[str, _Method]] = MappingProxyType(
    {
        # An export may hold more answers than it says were invited.
        "share": lambda part, size: direct_share(
            np.minimum(part["total"], part["n"]), part["n"], size
        ),
        "mean": lambda part, size: direct_mean(part["n"], part["total"], part["total_sq"], size),
        "nps": lambda part, size: direct_nps(part["n"], part["total"], part["total_sq"], size),
        "rate": lambda part, size: direct_rate(part["total"], part["n"], size),
    }
)


def standard_panel(asked: Asked, split: str, chosen: Sequence[str]) -> Panel:
    """Return each group of a split, and the whole, on the mix of all answers of both periods.

    Args:
        asked: The question; its comparison says what each group is held against.
        split: The dimension whose groups stand side by side.
        chosen: The dimensions whose mix is held the same; of none, the one that changes most.
    """
    if split == EMPLOYEE or asked.question.filters.is_about_people:
        return Panel(NOT_JUDGED)
    names = [name for name in chosen if name != split]
    usable = [name for name in (names or mixable(asked)) if _tells(asked, name)]
    usable = [name for name in usable if name != split]
    if asked.metric.chart not in _METHODS or not usable or len(usable) < len(names):
        return Panel(no_standard_sentence(asked.metric))
    strata = tuple(names) or (max(usable, key=lambda name: _moved(asked, split, name)),)
    found = _judged(asked, _rows(asked, split, strata))
    if not found:
        return Panel(no_standard_sentence(asked.metric))
    labels = [dimension_named(name).label.lower() for name in strata]
    mix = " × ".join(labels)
    table = _table(asked, split, found)
    title = standard_sentence(asked.metric, found, mix, asked.question.compare)
    how = HOW_STANDARD.format(mix=and_list(labels), fewest=FEWEST_IN_STRATUM)
    need = needed_by_groups(asked, [(one.group, *one.sides) for one in found if one.sides])
    how = "\n\n".join(filter(None, [how, need]))
    return Panel(title, {"standard": table}, table, how)


def _tells(asked: Asked, name: str) -> bool:
    """Whether a dimension tells groups apart here, and nearly all answers name it."""
    if name not in mixable(asked):
        return False
    n = measure(asked.reader, asked.metric, filters=asked.question.filters, by=(name,))
    unnamed = n.loc[n[name] == NOT_RECORDED, "n"].sum()
    return len(n) > 1 and bool(unnamed <= MOST_NOT_RECORDED * n["n"].sum())


def _moved(asked: Asked, split: str, name: str) -> float:
    """Return how far the same mix of a dimension moves what is compared, on average."""
    rows = _rows(asked, split, (name,))
    moved = [
        abs(one.difference.estimate - one.plain.estimate)
        if one.difference and one.plain
        else abs(one.now.value - one.now.crude)
        for one in rows
    ]
    return float(np.mean(moved)) if moved else 0.0


def _rows(asked: Asked, split: str, strata: tuple[str, ...]) -> list[Same]:
    """Return the whole, where it has a time before, and each group, most answers first."""
    sides = sides_of(asked)
    filters = asked.question.filters if sides is None else sides[0]
    whole = _cells(asked, filters, strata)
    whole_before = _cells(asked, sides[1], strata) if sides else None
    standard = _mix_of(whole, whole_before)
    groups = _by_group(asked, filters, split, strata)
    before = _by_group(asked, sides[1], split, strata) if sides else {}
    found: list[Same | None] = []
    if sides:
        found.append(_same(asked, ALL, whole, whole_before, standard))
    for group, cells in sorted(groups.items(), key=lambda pair: (-pair[1]["n"].sum(), pair[0])):
        other = before.get(group)
        if asked.question.compare == "rest":
            other = whole.sub(cells, fill_value=0.0)
        found.append(_same(asked, group, cells, other, standard))
    return [one for one in found if one is not None]


def _mix_of(whole: pd.DataFrame, before: pd.DataFrame | None) -> "pd.Series[float]":
    """Return what each stratum weighs: its share of answers now, halved with that before.

    With both, the change of the whole is what Kitagawa calls within; this period's mix alone would
    tell another change of the same rows.
    """
    now = whole["n"] / whole["n"].sum()
    if before is None:
        return now
    return now.add(before["n"] / before["n"].sum(), fill_value=0.0) / 2


def _cells(asked: Asked, filters: Filters, strata: tuple[str, ...]) -> pd.DataFrame:
    """Return the parts of each stratum."""
    found = measure(asked.reader, asked.metric, filters=filters, by=strata)
    return found.set_index(list(strata))[_PARTS].astype("float64")


def _by_group(
    asked: Asked, filters: Filters, split: str, strata: tuple[str, ...]
) -> dict[str, pd.DataFrame]:
    found = measure(asked.reader, asked.metric, filters=filters, by=(split, *strata))
    parts = found.set_index(list(strata))
    return {
        str(group): own[_PARTS].astype("float64") for group, own in parts.groupby(split, sort=True)
    }


def _same(
    asked: Asked,
    group: str,
    cells: pd.DataFrame,
    other: pd.DataFrame | None,
    standard: "pd.Series[float]",
) -> Same | None:
    """Return a group on the standard's mix beside what it is compared with; None for too few."""
    metric = asked.metric
    own = cells.reindex(standard.index).fillna(0.0)
    theirs = None if other is None else other.reindex(standard.index).fillna(0.0)
    if theirs is not None and theirs["n"].sum() < metric.fewest:
        theirs = None
    sizes = own["n"].to_numpy()
    strata = _pooled(sizes if theirs is None else np.minimum(sizes, theirs["n"].to_numpy()))
    if strata is None or own["n"].sum() < metric.fewest:
        return None
    size = standard.groupby(strata).sum()
    now = _on(asked, own.groupby(strata).sum(), size)
    then = None if theirs is None else _on(asked, theirs.groupby(strata).sum(), size)
    sides = None if theirs is None else (_whole(own), _whole(theirs))
    plain = difference_between(metric, *sides) if sides else None
    difference = standard_difference(now, then) if then else None
    return Same(group, now, difference, plain, float(own["n"].sum()), sides=sides)


def _pooled(n: NDArray[np.float64]) -> NDArray[np.intp] | None:
    """Return the stratum of each cell, those too small as one; None where a single one is left."""
    codes = np.arange(1, len(n) + 1)
    pool = 0.0
    for place in np.argsort(n, kind="stable"):
        if n[place] >= FEWEST_IN_STRATUM and (pool == 0 or pool >= FEWEST_IN_STRATUM):
            break
        codes[place] = 0
        pool += max(n[place], np.finfo(float).tiny)
    return codes if len(set(codes.tolist())) > 1 else None


def _on(asked: Asked, parts: pd.DataFrame, size: "pd.Series[float]") -> StandardRate:
    """Return a group's value on the standard's mix, on the metric's own scale."""
    found = _METHODS[asked.metric.chart](parts, size)
    return StandardRate(*(number * asked.metric.scale for number in found))


def _whole(cells: pd.DataFrame) -> Amount:
    return Amount(*(float(cells[name].sum()) for name in _PARTS))


def _judged(asked: Asked, found: list[Same]) -> list[Same]:
    """Return the rows with their verdicts: the whole by itself, the groups as a screen."""
    p_values = [one.difference.p_value if one.difference else np.nan for one in found]
    is_compared = asked.question.compare == "rest" or sides_of(asked) is not None
    is_whole = np.array([one.group == ALL for one in found])
    adjusted = benjamini_hochberg(np.where(is_whole, np.nan, p_values))
    told: list[Same] = []
    for one, alone, among in zip(found, p_values, adjusted.tolist(), strict=True):
        p, rate = (alone, SURE_ALONE) if one.group == ALL else (among, SCREEN_RATE)
        sure = one.difference is not None and is_sure(one.difference, p, rate)
        word = verdict_of(asked.metric, one.difference, sure=sure)
        told.append(one._replace(verdict=word if is_compared else NOT_COMPARED))
    return told


def _table(asked: Asked, split: str, found: list[Same]) -> pd.DataFrame:
    differences = [one.difference for one in found]
    return pd.DataFrame(
        {
            dimension_named(split).label: [one.group for one in found],
            "As counted": [one.now.crude for one in found],
            "On the same mix": [one.now.value for one in found],
            "Likely from": [one.now.low for one in found],
            "Likely to": [one.now.high for one in found],
            "Difference as counted": [one.plain.estimate if one.plain else np.nan for one in found],
            "Difference, same mix": [one.estimate if one else np.nan for one in differences],
            "Difference likely from": [one.low if one else np.nan for one in differences],
            "Difference likely to": [one.high if one else np.nan for one in differences],
            "Verdict": [one.verdict for one in found],
            asked.metric.noun.capitalize(): [one.n for one in found],
        }
    )
