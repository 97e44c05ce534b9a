"""How each person or process stands against others with the same customers, as far as it is told.

Every word goes through `PeopleGuards`; nobody is ranked.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxdash.answers.asked import Asked
from cxdash.answers.groups import amounts
from cxdash.answers.judge import interval_of
from cxdash.answers.people_model import Fit
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.measure import measure
from cxdash.metrics.people import EMPLOYEE, SUPPRESSED
from cxdash.stats import (
    Interval,
    PeopleGuards,
    RandomFactor,
    Showing,
    Standing,
    benjamini_hochberg,
    signal_share,
)
from cxdash.stats.checks import Floats, critical_z

FLAGGED = (Standing.ABOVE, Standing.BELOW)
"""The words that say more than chance."""

_UNKNOWN = math.nan


class Standings(NamedTuple):
    """How the people or the processes of a view stand.

    Attributes:
        rows: One row for each with enough answers to be shown: `group`, `n`, `value` (as
            answered), `value_low`, `value_high`, `reliability` (0 to 1), `effect` (adjusted
            difference from the average), `low`, `high` (these three NaN where not compared),
            `standing`, and `raw` (the value's difference from the average), `raw_low` and
            `raw_high`: NaN for people who are not compared, for beside an average a raw score
            is a comparison, and an unfair one. People in the order of their codes, processes
            with most answers first.
        named: How many there are, those with too few answers included.
        share: Share of the variance of single answers that lies between them; NaN where they
            cannot be told apart.
        signal: How much of a comparison at this volume is no luck, 0 to 1; NaN for nobody.
        inseparable: How many of the rows nobody can tell from their colleagues.
    """

    rows: pd.DataFrame
    named: int
    share: float
    signal: float
    inseparable: int

    @property
    def compared(self) -> pd.DataFrame:
        """The rows that are compared."""
        return self.rows[self.rows["standing"] != Standing.NOT_COMPARED]

    @property
    def flagged(self) -> pd.DataFrame:
        """The rows that stand clearly above or below."""
        return self.rows[self.rows["standing"].isin(FLAGGED)]

    @property
    def hidden(self) -> int:
        """How many have too few answers to be shown."""
        return self.named - len(self.rows)


class _Place(NamedTuple):
    """An effect, before it is known whether it may be told; higher is better."""

    effect: float
    error: float
    reliability: float

    @property
    def z(self) -> float:
        """The effect in standard errors."""
        return self.effect / self.error if self.error > 0 else _UNKNOWN


def standings(asked: Asked, dimension: str, fit: Fit) -> Standings:
    """Return how the people or processes of a view stand.

    Args:
        asked: The question; its filters name no employee.
        dimension: `employee` or `process`.
        fit: What was told apart.
    """
    guards, factor = asked.reader.policy.guards, fit.factors.get(dimension)
    rows, named = _shown(asked, dimension, guards)
    judged = rows.assign(**_judged(rows, _places(fit, dimension, asked.metric.scale), guards))
    beside = judged["standing"].ne(Standing.NOT_COMPARED) | (dimension != EMPLOYEE)
    for raw, column in (("raw", "value"), ("raw_low", "value_low"), ("raw_high", "value_high")):
        judged[raw] = (judged[column] - fit.average).where(beside)
    enough = [float(n) for n in rows["n"] if n >= guards.fewest_to_judge]
    return Standings(
        judged,
        named,
        share=factor.share if factor else _UNKNOWN,
        signal=signal_share(enough, factor.share) if factor else _UNKNOWN,
        inseparable=int(rows["group"].isin(fit.inseparable).sum()) if dimension == EMPLOYEE else 0,
    )


def _shown(asked: Asked, dimension: str, guards: PeopleGuards) -> tuple[pd.DataFrame, int]:
    """Return those with enough answers, with score and interval; and how many are named at all."""
    metric = asked.metric
    found = measure(asked.reader, metric, filters=asked.question.filters, by=(dimension,))
    # A person who is hidden has no n: NaN is not 0.
    named = found[(found[dimension] != NOT_RECORDED) & (found["n"] != 0)]
    hidden = named["n"].map(guards.is_hidden).astype(bool) | ~(named["n"] >= metric.fewest)
    if SUPPRESSED in named:
        hidden |= named[SUPPRESSED].astype(bool)
    order = ["group"] if dimension == EMPLOYEE else ["n", "group"]
    ascending = [name == "group" for name in order]
    shown = named[~hidden].rename(columns={dimension: "group"})
    shown = shown.sort_values(order, ascending=ascending, ignore_index=True)
    intervals = [interval_of(metric, one) for one in amounts(shown, metric, 1)]
    rows = shown[["group", "n", "value"]].assign(
        n=shown["n"].astype("int64"),
        value_low=[interval.low for interval in intervals],
        value_high=[interval.high for interval in intervals],
    )
    return rows, len(named)


def _judged(
    rows: pd.DataFrame, known: Mapping[str, _Place], guards: PeopleGuards
) -> dict[str, list[float] | list[str]]:
    """Return reliability, adjusted effect with its interval, and the word of each row."""
    nowhere = _Place(_UNKNOWN, _UNKNOWN, 0.0)
    places = [known.get(str(name), nowhere) for name in rows["group"]]
    sizes = [float(n) for n in rows["n"]]
    z = [
        place.z if guards.showing(n, place.reliability) >= Showing.COMPARISON else _UNKNOWN
        for n, place in zip(sizes, places, strict=True)
    ]
    adjusted = benjamini_hochberg([math.erfc(abs(one) / math.sqrt(2)) for one in z])
    words = [
        _word(guards, n, place, float(p))
        for n, place, p in zip(sizes, places, adjusted, strict=True)
    ]
    told = [
        _interval(place, guards) if word != Standing.NOT_COMPARED else (_UNKNOWN, None)
        for place, word in zip(places, words, strict=True)
    ]
    return {
        "reliability": [place.reliability for place in places],
        "effect": [effect for effect, _ in told],
        "low": [interval.low if interval else _UNKNOWN for _, interval in told],
        "high": [interval.high if interval else _UNKNOWN for _, interval in told],
        "standing": [str(word) for word in words],
    }


def _errors(factor: RandomFactor, dimension: str) -> Floats:
    """Return the standard error of each effect.

    People are judged against the average of all such people, of whom those seen are a sample.
    Processes are all there are: about their own average, what nobody knows of the average of
    others (the spread over the root of their number) falls away. The average is fixed and free,
    so that part is the same for all and independent of the rest.
    """
    if dimension == EMPLOYEE:
        return factor.prediction_errors
    others = factor.spread**2 / len(factor.names)
    return np.sqrt(np.maximum(factor.prediction_errors**2 - others, 0.0))


def _places(fit: Fit, dimension: str, scale: float) -> dict[str, _Place]:
    """Return the places of all that can be told apart."""
    factor = fit.factors.get(dimension)
    if factor is None:
        return {}
    columns = (factor.effects, _errors(factor, dimension), factor.reliabilities)
    rows = zip(factor.names, *(column.tolist() for column in columns), strict=True)
    together = fit.inseparable if dimension == EMPLOYEE else ()
    return {
        str(name): _Place(effect * scale, error * scale, kept)
        for name, effect, error, kept in rows
        if str(name) not in together
    }


def _interval(place: _Place, guards: PeopleGuards) -> tuple[float, Interval]:
    reach = critical_z(guards.confidence) * place.error
    return place.effect, Interval(place.effect - reach, place.effect + reach)


def _word(guards: PeopleGuards, n: float, place: _Place, adjusted_p: float) -> Standing:
    """Return the word that both the screen of all and the own interval bear out."""
    screened = guards.screened(n, place.reliability, z=place.z, adjusted_p=adjusted_p)
    if screened not in FLAGGED:
        return screened
    own = guards.standing(n, place.reliability, effect=place.effect, error=place.error)
    return own if own == screened else Standing.NORMAL
