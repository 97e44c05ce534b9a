"""How many points a stable chart shows, on average, before a set of rules cries wolf."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from scipy.special import ndtr

from cxdash.stats.checks import Floats
from cxdash.stats.constants import SIGMAS
from cxdash.stats.rule_sets import RULE_SETS, BeyondLimits, Rule, RuleSet, Zone

State: TypeAlias = tuple[int, ...]
"""For every rule and side, which of the newest points count, the newest in the lowest bit."""


def average_run_length(rules: RuleSet | Sequence[Rule], *, shift: float = 0.0) -> float:
    """Return the mean number of points up to and including the first signal, exactly.

    Args:
        rules: The name of a set, or rules of your own: limits and zones only, since a trend or an
            alternation has no exact chain of states.
        shift: How far the mean has moved, in sigmas; 0 for the time between false alarms.

    Returns:
        A number of points, for independent normal points and limits that are known.

    Raises:
        ValueError: If a rule is no limit and no zone, or there is none.

    Source:
        Champ and Woodall (1987), Technometrics 29:393-399.

    Examples:
        >>> round(average_run_length("standard"), 1)
        152.7
    """
    chosen = RULE_SETS[rules] if isinstance(rules, str) else tuple(rules)
    zones = tuple(_zone_of(rule) for rule in chosen)
    if not zones:
        raise ValueError("Without a rule there is never a signal.")
    return _run_length(zones, float(shift))


def _zone_of(rule: Rule) -> Zone:
    if isinstance(rule.test, BeyondLimits):
        return Zone(1, 1, SIGMAS)
    if isinstance(rule.test, Zone):
        return rule.test
    raise ValueError(f"The run length of the rule {rule.name!r} has no exact solution here.")


class _Watch(NamedTuple):
    """One side of one rule: which points count for it."""

    zone: Zone
    side: int

    def counts(self, z: float) -> bool:
        """Return whether a point lies in the zone."""
        match self.zone.place:
            case "one_side":
                return self.side * z > self.zone.sigmas
            case "within":
                return abs(z) < self.zone.sigmas
            case "outside":
                return abs(z) > self.zone.sigmas


@lru_cache(maxsize=128)
def _run_length(zones: tuple[Zone, ...], shift: float) -> float:
    """Solve the chain: the expected rest is one point, and what is expected after it."""
    edges = np.unique([sign * zone.sigmas for zone in zones for sign in (-1.0, 1.0)])
    chances = np.diff(ndtr(np.concatenate(([-np.inf], edges, [np.inf])) - shift))
    typical = np.concatenate(([edges[0] - 1], (edges[1:] + edges[:-1]) / 2, [edges[-1] + 1]))
    watches = [
        _Watch(zone, side)
        for zone in zones
        for side in ((1, -1) if zone.place == "one_side" else (1,))
    ]
    chain = _chain(watches, typical.tolist(), chances.tolist())
    return float(np.linalg.solve(chain, np.ones(len(chain)))[0])


def _chain(watches: Sequence[_Watch], typical: Sequence[float], chances: Sequence[float]) -> Floats:
    """Return identity less the chances of going from state to state without a signal."""
    numbers: dict[State, int] = {(0,) * len(watches): 0}
    queue = list(numbers)
    steps: list[tuple[int, int, float]] = []
    for state in queue:
        for z, chance in zip(typical, chances, strict=True):
            after = _after(state, z, watches)
            if after is None:
                continue
            if after not in numbers:
                numbers[after] = len(numbers)
                queue.append(after)
            steps.append((numbers[state], numbers[after], chance))
    chain = np.eye(len(numbers))
    for start, end, chance in steps:
        chain[start, end] -= chance
    return chain


def _after(state: State, z: float, watches: Sequence[_Watch]) -> State | None:
    """Return the state after one more point; None if that point is a signal."""
    seen = [(before << 1) | watch.counts(z) for before, watch in zip(state, watches, strict=True)]
    if any(
        point & 1 and point.bit_count() >= watch.zone.hits
        for point, watch in zip(seen, watches, strict=True)
    ):
        return None
    return tuple(
        _still_of_use(point, watch.zone) for point, watch in zip(seen, watches, strict=True)
    )


def _still_of_use(history: int, zone: Zone) -> int:
    """Return the history without points too old, or too alone, to be part of a pattern."""
    kept = missed = 0
    for age in range(zone.window - 1):
        if history >> age & 1:
            kept |= (missed <= zone.window - zone.hits) << age
        else:
            missed += 1
    return kept
