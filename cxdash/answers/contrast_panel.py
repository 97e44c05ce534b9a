"""Penalty and reward beside the drivers: which aspects only hurt, and which delight."""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.contrast_sentences import (
    FEWEST_IN_BOX,
    HOW_CONTRAST,
    Contrast,
    Effect,
    contrast_title,
    no_contrast_sentence,
)
from cxdash.answers.driver_panels import Rated
from cxdash.answers.no_driver_sentences import fewest_for
from cxdash.stats import ContrastKind, PenaltyReward, penalty_reward
from cxdash.stats.checks import critical_z
from cxdash.stats.power import reach_of

_ORDER = list(ContrastKind)
_POWER, _CONFIDENCE = 0.8, 0.95


def contrast_panel(
    overall: NDArray[np.float64], rated: list[Rated], customers: NDArray[np.intp]
) -> Panel | None:
    """Return what low and high ratings of each aspect go with; None where scales are not known.

    Frame `contrast`, also the table: one row an aspect, those that hurt first.

    Args:
        overall: The outcome of each submission.
        rated: The aspects and their ratings of the same submissions.
        customers: Who gave each.
    """
    boxes = [one.boxes for one in rated]
    known = [(one, ends) for one, ends in zip(rated, boxes, strict=True) if ends]
    if len(known) < len(rated):
        return None
    table = np.column_stack([overall, *(one.scores for one in rated)])
    complete = table[np.isfinite(table).all(axis=1)]
    judged = [
        (one, ends)
        for place, (one, ends) in enumerate(known, start=1)
        if _fewest_in_a_box(complete[:, place], *ends) >= FEWEST_IN_BOX
    ]
    left_out = [one.name for one in rated if all(one is not other for other, _ in judged)]
    if not judged or len(complete) < fewest_for(2 * len(judged)):
        return Panel(no_contrast_sentence([one.name for one in rated], len(complete)))
    found = penalty_reward(
        overall,
        np.column_stack([one.scores for one, _ in judged]),
        [low for _, (low, _) in judged],
        [high for _, (_, high) in judged],
        customers=customers,
    )
    told = _told(found, [one.name for one, _ in judged])
    frame = _table(told)
    title = contrast_title(told, found.answers, left_out)
    return Panel(title, {"contrast": frame}, frame, HOW_CONTRAST)


def _fewest_in_a_box(scores: NDArray[np.float64], low: float, high: float) -> int:
    """Return how many ratings the emptiest of low, in between and high holds."""
    below, above = int(np.sum(scores <= low)), int(np.sum(scores >= high))
    return min(below, above, len(scores) - below - above)


def _told(found: PenaltyReward, names: list[str]) -> list[Contrast]:
    told = [
        Contrast(
            name,
            found.kinds[at],
            _effect(found.penalty, found.penalty_ends, at),
            _effect(found.reward, found.reward_ends, at),
            _effect(found.asymmetry, found.asymmetry_ends, at),
            (int(found.sizes[at, 0]), int(found.sizes[at, 1]), int(found.sizes[at, 2])),
            _needed(found, at),
        )
        for at, name in enumerate(names)
    ]
    return sorted(told, key=lambda one: (_ORDER.index(one.kind), one.penalty.estimate, one.name))


def _effect(estimates: NDArray[np.float64], ends: NDArray[np.float64], at: int) -> Effect:
    return Effect(float(estimates[at]), float(ends[at, 0]), float(ends[at, 1]))


def _needed(found: PenaltyReward, at: int) -> float:
    """Return the answers that would show so large an asymmetry in four of five cases."""
    low, high = found.asymmetry_ends[at]
    estimate, error = found.asymmetry[at], (high - low) / 2 / critical_z(_CONFIDENCE)
    if not np.isfinite(error) or estimate == 0:
        return math.inf
    reach = reach_of(power=_POWER, confidence=_CONFIDENCE)
    return math.ceil(found.answers * (reach * error / estimate) ** 2)


def _table(told: list[Contrast]) -> pd.DataFrame:
    columns: dict[str, list[str] | list[float] | list[float | None]] = {
        "Aspect": [one.name for one in told],
        "To customers": [str(one.kind) for one in told],
        "Rated low": [one.penalty.estimate for one in told],
        "Low likely from": [one.penalty.low for one in told],
        "Low likely to": [one.penalty.high for one in told],
        "Rated high": [one.reward.estimate for one in told],
        "High likely from": [one.reward.low for one in told],
        "High likely to": [one.reward.high for one in told],
        "Asymmetry": [one.asymmetry.estimate for one in told],
        "Asymmetry likely from": [one.asymmetry.low for one in told],
        "Asymmetry likely to": [one.asymmetry.high for one in told],
        "Answers low": [float(one.sizes[0]) for one in told],
        "Answers between": [float(one.sizes[1]) for one in told],
        "Answers high": [float(one.sizes[2]) for one in told],
        "Needed": [one.needed if math.isfinite(one.needed) else None for one in told],
    }
    return pd.DataFrame(columns)
