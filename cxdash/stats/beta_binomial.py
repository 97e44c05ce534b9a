"""Shares of many small units, each drawn in towards the whole as far as its few answers demand."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, betaln, psi

from cxdash.stats.checks import Floats, require_confidence, row_of_numbers
from cxdash.stats.intervals import jeffreys

Fit: TypeAlias = Literal["likelihood", "moments"]

MOST_ANSWERS = 1e7
"""Prior answers beyond which units are taken not to differ: the whole outweighs every unit."""

MOST_ALIKE = 0.999
"""Correlation inside a unit up to which moments are believed; few units can give more than 1."""


@dataclass(frozen=True, slots=True, eq=False)
class PooledShares:
    """Shares of units drawn in towards the whole.

    Attributes:
        alpha: Prior hits; infinite where units differ by chance alone.
        beta: Prior misses, in the same way.
        mean: Share of an average unit.
        icc: Correlation of two answers to the same unit, 0 to 1; 0 where units do not differ.
        shares: Posterior mean of each unit.
        low: Lower end of the interval of each unit (equal tails of the posterior).
        high: Upper end.
        kept: Weight of a unit's own answers in its share, 0 to 1: its reliability.
    """

    alpha: float
    beta: float
    mean: float
    icc: float
    shares: Floats
    low: Floats
    high: Floats
    kept: Floats


def pooled_shares(
    hits: ArrayLike, trials: ArrayLike, *, fit: Fit = "likelihood", confidence: float = 0.95
) -> PooledShares:
    """Return the share of each unit, partly pooled with all others (empirical Bayes).

    Intervals take the prior as known, and are therefore a little narrow below some 20 units.

    Args:
        hits: Hits of each unit; 0 to its trials.
        trials: Trials of each unit; 0 or more. A unit without any is given the prior.
        fit: How the prior is found: "likelihood" (beta-binomial) or "moments".
        confidence: Probability that an interval holds, 0 to 1.

    Returns:
        Where units differ by chance alone, every unit gets the share of the whole, with the
        Jeffreys interval of the whole.

    Raises:
        ValueError: If rows differ in length, fewer than 2 units have trials, hits lie outside
            trials, all or none hit, or `confidence` is not between 0 and 1.

    Source:
        Skellam (1948), JRSS B 10:257-261 (likelihood); Kleinman (1973), JASA 68:46-54 (moments);
        Efron and Morris (1975), JASA 70:311-319.

    Examples:
        >>> found = pooled_shares([2, 40, 9, 5], [10, 50, 30, 6])
        >>> found.shares.round(2).tolist(), found.kept.round(2).tolist()
        ([0.29, 0.78, 0.32, 0.72], [0.73, 0.93, 0.89, 0.62])
    """
    require_confidence(confidence)
    x, n = row_of_numbers("hits", hits), row_of_numbers("trials", trials)
    if x.shape != n.shape or not (np.all((x >= 0) & (x <= n)) and 0 < x.sum() < n.sum()):
        raise ValueError("Hits must lie in 0 to trials, and some but not all must hit.")
    if np.sum(n > 0) < 2:  # noqa: PLR2004 - one unit does not differ from others
        raise ValueError("Two units or more need trials.")
    seen = n > 0
    start = _by_moments(x[seen], n[seen])
    mean, answers = start if fit == "moments" else _by_likelihood(x[seen], n[seen], start)
    if not answers < MOST_ANSWERS:
        whole = jeffreys(float(x.sum()), float(n.sum()), confidence=confidence)
        ones = np.ones(len(x))
        mean = float(x.sum() / n.sum())
        return PooledShares(
            math.inf,
            math.inf,
            mean,
            0.0,
            mean * ones,
            whole.low * ones,
            whole.high * ones,
            0 * ones,
        )
    alpha, beta, tail = mean * answers, (1 - mean) * answers, (1 - confidence) / 2
    a, b = alpha + x, beta + n - x
    low, high = (
        np.asarray(betaincinv(a, b, chance), dtype=np.float64) for chance in (tail, 1 - tail)
    )
    return PooledShares(
        alpha, beta, mean, 1 / (1 + answers), a / (a + b), low, high, n / (n + answers)
    )


def _by_moments(x: Floats, n: Floats) -> tuple[float, float]:
    """Return mean share and prior answers by Kleinman's moments, units weighed by their trials."""
    mean = float(x.sum() / n.sum())
    weight = n / n.sum()
    spread = float(np.sum(weight * (x / n - mean) ** 2))
    by_chance = float(np.sum(weight * (1 - weight) / n))
    all_between = float(np.sum(weight * (1 - weight)))
    chance = mean * (1 - mean)
    if not all_between > by_chance:
        return mean, math.inf
    icc = min((spread / chance - by_chance) / (all_between - by_chance), MOST_ALIKE)
    return mean, (1 - icc) / icc if icc > 0 else math.inf


def _by_likelihood(x: Floats, n: Floats, start: tuple[float, float]) -> tuple[float, float]:
    """Return mean share and prior answers where the beta-binomial likelihood is highest."""
    from scipy.optimize import minimize  # noqa: PLC0415 - slow to import, few pages need it

    def badness(at: Floats) -> tuple[float, Floats]:
        mean, answers = 1 / (1 + math.exp(-at[0])), math.exp(at[1])
        a, b = mean * answers, (1 - mean) * answers
        value = -np.sum(betaln(a + x, b + n - x) - betaln(a, b))
        both = psi(answers + n) - psi(answers)
        by_a = np.sum(psi(a + x) - psi(a) - both)
        by_b = np.sum(psi(b + n - x) - psi(b) - both)
        slope = [(by_a - by_b) * mean * (1 - mean) * answers, by_a * a + by_b * b]
        return float(value), -np.array(slope)

    mean, answers = start
    first = [math.log(mean / (1 - mean)), math.log(min(max(answers, 0.1), 1e4))]
    most = math.log(2 * MOST_ANSWERS)
    found = minimize(
        badness,
        first,
        jac=True,
        method="L-BFGS-B",
        bounds=[(-30, 30), (-12, most)],
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )
    mean, answers = 1 / (1 + math.exp(-found.x[0])), math.exp(found.x[1])
    # Near the binomial the likelihood is all but flat: take the plain one unless another is better.
    whole = float(x.sum() / n.sum())
    binomial = -float(np.sum(x * math.log(whole) + (n - x) * math.log(1 - whole)))
    return (mean, answers) if found.fun < binomial - 1e-7 else (whole, math.inf)
