"""What each place shows and what its mix lets expect, judged: the arithmetic behind the funnel.

Resists holding a place against the raw average: who serves a hard segment must not answer for it.
"""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.asked import Asked
from cxdash.answers.groups import SURE_ALONE, amounts
from cxdash.answers.judge import interval_of
from cxdash.answers.mix_cells import MOST_NOT_RECORDED
from cxdash.answers.people_model import CASE_MIX, differs
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.measure import is_exposed_by, measure
from cxdash.metrics.metric import Metric
from cxdash.stats import (
    AgainstExpected,
    CaseMix,
    PeopleGuards,
    benjamini_hochberg,
    case_mix_rates,
    case_mix_shares,
    rates_against_expected,
    shares_against_expected,
)

MOST_OWN = 0.9
"""Share of what is expected of a place that may come from itself; beyond, nobody else serves its
customers and it would be held against itself. Source: our own choice."""

BETTER, WORSE, EDGE, EXPECTED, ALONE, FEW = (
    "better than expected",
    "worse than expected",
    "outside 95 %, no finding",
    "as expected",
    "nobody to compare with",
    "too few to say",
)
"""The only words for how a place stands."""

_LIMITS = ("far_low", "near_low", "near_high", "far_high")


@dataclass(frozen=True, eq=False)
class Places:
    """The places of a view, judged.

    Attributes:
        rows: One row a place, most cases first: `group`, `n`, `total`, `value`, `low`, `high`
            (its 95 % interval; these three NaN under the fewest that may be shown), `expected`
            (like `total`), `due` (like `value`), `apart` (as `AgainstExpected`), `size`,
            `far_low`, `near_low`, `near_high`, `far_high` (limits of `apart`), `p_adjusted`
            (from `expected` on NaN where it is not compared) and `standing`.
        held: The dimensions whose mix is allowed for.
        whole: The share, or rate, of what places are held against.
        between: Variance between places that the limits allow for; 0 for chance alone.
        factor: How many times chance places spread; NaN where too few are compared to tell.
        left_out: Places found apart first, of which nothing is taken to be expected.
    """

    rows: pd.DataFrame
    held: tuple[str, ...]
    whole: float
    between: float
    factor: float
    left_out: tuple[str, ...]

    @property
    def compared(self) -> pd.DataFrame:
        """The rows that are compared."""
        return self.rows[self.rows["p_adjusted"].notna()]

    @property
    def findings(self) -> pd.DataFrame:
        """The rows that lie further from what is expected than chance explains."""
        return self.rows[self.rows["standing"].isin([BETTER, WORSE])]


def cells_of(asked: Asked, place: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the parts of each place by what is held equal, and what that is.

    Segment and channel are held equal where nearly all rows name them and differ in them. The
    channel of a complaint is not the one of the touches it is divided by, and an answer that
    several channels touched has no one channel: there only the segment is held equal.

    Returns:
        One row for each place and stratum: `group`, `stratum` (text), `n` and `total`.
    """
    is_rate = asked.metric.chart == "rate"
    wanted = tuple(
        name
        for name in (CASE_MIX[:1] if is_rate else CASE_MIX)
        if name != place and (not is_rate or is_exposed_by(asked.reader, asked.metric, name))
    )
    found = _parts(asked, (place, *wanted))
    once = _parts(asked, (place,))
    if found["n"].sum() != once["n"].sum():
        wanted = tuple(name for name in wanted if name == CASE_MIX[0])
        found = _parts(asked, (place, *wanted))
    held = tuple(name for name in wanted if _is_told(found, name))
    stratum = found[list(held)].agg(" · ".join, axis=1) if held else "all"
    cells = found.assign(stratum=stratum).groupby([place, "stratum"], as_index=False)
    return cells[["n", "total"]].sum().rename(columns={place: "group"}), held


def _parts(asked: Asked, by: tuple[str, ...]) -> pd.DataFrame:
    """Return the parts of every place that is named."""
    found = measure(asked.reader, asked.metric, filters=asked.question.filters, by=by)
    return found[found[by[0]] != NOT_RECORDED].reset_index(drop=True)


def _is_told(found: pd.DataFrame, name: str) -> bool:
    unnamed = found["n"][found[name] == NOT_RECORDED].sum()
    return differs(found[name]) and unnamed <= MOST_NOT_RECORDED * found["n"].sum()


def judged(
    cells: pd.DataFrame, metric: Metric, held: tuple[str, ...], guards: PeopleGuards
) -> Places | None:
    """Return every place held against what its mix lets expect; None where none can be.

    The place that lies furthest out is left out of what is expected, then the next, while the
    larger half of the places stays: one odd place would make all others look odd.

    Args:
        cells: What `cells_of` returned.
        metric: A share or a rate.
        held: What is held equal.
        guards: From how many cases on a place is shown and compared.
    """
    sizes = cells.groupby("group")["n"].sum()
    enough = {str(name) for name in sizes.index[sizes >= guards.fewest_to_judge]}
    compared = enough - _alone(cells)
    left_out: list[str] = []
    while len(compared) > 1:
        is_standard = ~cells["group"].isin(left_out)
        mix = _only(_mix(cells, metric, is_standard), compared)
        whole = float(cells["total"][is_standard].sum() / cells["n"][is_standard].sum())
        if len(mix.names) < 2 or whole <= 0 or (metric.chart == "share" and whole >= 1):  # noqa: PLR2004 - one has nothing beside it
            return None
        found = _against(mix, metric, whole)
        next_out = _furthest(mix, found, rate_of(found, guards), left_out)
        if next_out is None or 2 * (len(left_out) + 1) >= len(mix.names):
            break
        left_out.append(next_out)
    else:
        return None
    adjusted = np.asarray(benjamini_hochberg(found.p_values))
    is_finding = (found.beyond > 0) & (adjusted <= rate_of(found, guards))
    rows = _rows(cells, metric, guards).merge(
        _standings(mix, found, metric, is_finding, adjusted), on="group", how="left"
    )
    too_few = np.where(rows["group"].isin(enough), ALONE, FEW)
    rows["standing"] = rows["standing"].fillna(pd.Series(too_few, index=rows.index))
    rows = rows.sort_values(["n", "group"], ascending=[False, True], ignore_index=True)
    spread = found.spread
    factor = spread.factor if spread is not None and spread.is_judged else float("nan")
    return Places(rows, held, whole * metric.scale, found.between, factor, tuple(left_out))


def _alone(cells: pd.DataFrame) -> set[str]:
    """Return the places whose customers nobody else serves."""
    everyone = cells.groupby("stratum")["n"].transform("sum")
    own = (cells["n"] ** 2 / everyone.where(everyone > 0)).groupby(cells["group"]).sum()
    sizes = cells.groupby("group")["n"].sum()
    return {str(name) for name in sizes.index[own > MOST_OWN * sizes]}


def _mix(cells: pd.DataFrame, metric: Metric, standard: "pd.Series[bool]") -> CaseMix:
    expect = case_mix_rates if metric.chart == "rate" else case_mix_shares
    columns = (cells[name].to_numpy() for name in ("total", "n", "group", "stratum"))
    return expect(*columns, standard=standard.to_numpy())


def _only(mix: CaseMix, names: set[str]) -> CaseMix:
    """Return the units of these names of which anything is expected."""
    kept = np.array([name in names for name in mix.names], dtype=bool) & (mix.expected > 0)
    columns = {one.name: getattr(mix, one.name)[kept] for one in fields(mix) if one.name != "names"}
    return CaseMix(tuple(np.array(mix.names, dtype=object)[kept].tolist()), **columns)


def _against(mix: CaseMix, metric: Metric, whole: float) -> AgainstExpected:
    if metric.chart == "rate":
        return rates_against_expected(mix)
    return shares_against_expected(mix, whole)


def rate_of(found: AgainstExpected, guards: PeopleGuards) -> float:
    """Return the share of false findings allowed: a few places are a few planned comparisons."""
    is_many = found.spread is not None and found.spread.is_judged
    return guards.screen_rate if is_many else min(guards.screen_rate, SURE_ALONE)


def _furthest(mix: CaseMix, found: AgainstExpected, rate: float, left_out: list[str]) -> str | None:
    """Return what lies furthest out of all not left out yet, if it is a finding by itself.

    By itself: beside another one, either might only be odd because of the other.
    """
    is_sure = (found.beyond > 0) & (found.p_values * len(mix.names) <= rate)
    new = is_sure & ~np.isin(np.array(mix.names, dtype=object), left_out)
    if found.spread is None or not new.any():
        return None
    return str(mix.names[int(np.argmax(np.where(new, np.abs(found.spread.z), -1.0)))])


def _rows(cells: pd.DataFrame, metric: Metric, guards: PeopleGuards) -> pd.DataFrame:
    """Return each place as it is: value and interval, where it has cases enough to be shown."""
    rows = cells.groupby("group", as_index=False)[["n", "total"]].sum().assign(total_sq=np.nan)
    intervals = [interval_of(metric, one) for one in amounts(rows, metric, 1)]
    is_shown = rows["n"] >= guards.fewest_to_show
    return rows.drop(columns="total_sq").assign(
        value=(metric.scale * rows["total"] / rows["n"].where(rows["n"] > 0)).where(is_shown),
        low=pd.Series([one.low for one in intervals]).where(is_shown),
        high=pd.Series([one.high for one in intervals]).where(is_shown),
    )


def _standings(
    mix: CaseMix,
    found: AgainstExpected,
    metric: Metric,
    is_finding: NDArray[np.bool_],
    adjusted: NDArray[np.float64],
) -> pd.DataFrame:
    """Return what is expected of each place that is compared, and how it stands to that."""
    is_above = mix.observed > mix.expected
    is_good = is_above == (metric.direction == "up")
    edge = np.where(found.beyond > 0, EDGE, EXPECTED)
    return pd.DataFrame(
        {
            "group": list(mix.names),
            "expected": mix.expected,
            "due": metric.scale * mix.expected / mix.sizes,
            "apart": found.apart,
            "size": found.sizes,
            **dict(zip(_LIMITS, found.limits.T, strict=True)),
            "p_adjusted": adjusted,
            "standing": np.where(is_finding, np.where(is_good, BETTER, WORSE), edge),
        }
    )
