"""The newest points of many series lie where a chart of each alone says they do."""

import numpy as np
import pytest

from cxdash.stats import control_chart, newest_points
from cxdash.stats.periods import Kind

PERIODS = 26


def parts_of(kind: Kind, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Twenty series of one kind with gaps; some are too short for limits."""
    dice = np.random.default_rng(seed)
    sizes = dice.integers(1, 400, (20, PERIODS)).astype("float64")
    sizes[dice.random(sizes.shape) < 0.05] = np.nan
    sizes[3, 4:] = 0
    if kind == "share":
        totals = dice.binomial(np.nan_to_num(sizes).astype(int), 0.8).astype("float64")
    elif kind in {"rate", "count"}:
        totals = dice.poisson(4.0, sizes.shape).astype("float64")
    else:
        totals = dice.integers(-100, 100, sizes.shape) / 100 * np.nan_to_num(sizes)
    squares = np.abs(totals) * (100 if kind == "nps" else 4)
    totals[dice.random(sizes.shape) < 0.03] = np.nan
    return totals, sizes, squares


@pytest.mark.parametrize("kind", ["share", "rate", "count", "mean", "nps"])
def test_each_newest_point_is_that_of_its_own_chart_to_the_last_bit(kind: Kind) -> None:
    totals, sizes, squares = parts_of(kind, seed=7)
    counted = np.arange(PERIODS) < PERIODS - 1

    found = newest_points(kind, totals, sizes, squares, counted=counted)

    for row, parts in enumerate(zip(totals, sizes, squares, strict=True)):
        alone = control_chart(kind, parts[0], parts[1], squares=parts[2], counted=counted)
        places = np.flatnonzero(alone.counted)
        assert found.place[row] == (places[-1] if len(places) else -1)
        if len(places):
            for name in ("values", "center", "lower", "upper", "sigma"):
                one, other = getattr(found, name)[row], getattr(alone, name)[places[-1]]
                assert np.array_equal(one, other, equal_nan=True), (row, name)
        assert found.needs_exact[row] == (alone.small_counts and alone.outside.any())


def test_more_hits_than_trials_are_refused() -> None:
    hits, trials = np.full((1, 13), 3.0), np.full((1, 13), 2.0)
    with pytest.raises(ValueError, match="share lies outside"):
        newest_points("share", hits, trials, hits, counted=np.ones(13, dtype=bool))
