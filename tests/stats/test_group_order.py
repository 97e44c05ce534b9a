"""Are groups put in an order only where their answers settle it?"""

import math

import numpy as np
import pytest

from cxdash.stats import group_order

N = 40_000


def parts(kind: str, apart: float) -> tuple[list[float], list[float], list[float]]:
    """Return the parts of two large groups that lie so many errors of their difference apart.

    Shares about 0.5 and NPS about 0 of promoters and detractors alone; means of spread 1; rates
    of about N events in one unit of exposure.
    """
    one = {"share": 0.5, "mean": 1.0, "nps": 100.0, "rate": math.sqrt(N)}[kind]
    error = one * math.sqrt(2 / (1 if kind == "rate" else N))
    middle = {"share": 0.5, "mean": 4.0, "nps": 0.0, "rate": float(N)}[kind]
    n = 1.0 if kind == "rate" else float(N)
    values = [middle + apart * error / 2, middle - apart * error / 2]
    squares = {
        "mean": [(N - 1) + N * value**2 for value in values],
        "nps": [N * 100.0**2] * 2,
    }.get(kind, [math.nan] * 2)
    return [n, n], [n * value for value in values], squares


@pytest.mark.parametrize("kind", ["share", "mean", "nps", "rate"])
def test_two_groups_are_settled_from_the_error_that_leaves_one_in_twenty(kind: str) -> None:
    """They change places in a share of draws that the normal curve gives: 5 % at 1.645 errors."""
    near = group_order(kind, *parts(kind, 1.35))
    far = group_order(kind, *parts(kind, 1.95))

    assert near.unsettled() == [(1, 2)]
    assert far.unsettled() == []
    assert far.ranks.tolist() == far.low.tolist() == far.high.tolist() == [1, 2]


def test_all_of_ten_is_not_beyond_nineteen_of_twenty() -> None:
    assert group_order("share", [10, 400], [10, 380]).unsettled() == [(1, 2)]


def test_a_far_group_keeps_its_place_while_the_others_change_theirs() -> None:
    found = group_order("rate", [1000, 1000, 1000, 1000], [20, 22, 21, 90])

    assert found.unsettled() == [(2, 4)]
    assert found.low[3] == found.high[3] == 1


def test_the_order_of_equal_groups_is_never_settled() -> None:
    found = group_order("mean", [50] * 3, [200] * 3, [850] * 3)

    assert found.unsettled() == [(1, 3)]
    assert found.ranks.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("kind", "n", "totals", "squares"),
    [
        ("share", [10, 0], [5, 0], None),
        ("share", [10], [11], None),
        ("share", [10, 10], [5], None),
        ("rate", [10], [-1], None),
        ("mean", [1], [4], [16]),
        ("nps", [10], [0], None),
        ("share", [], [], None),
    ],
    ids=["no answers", "too many hits", "lengths", "negative", "one score", "no squares", "none"],
)
def test_what_cannot_be_put_in_an_order_is_refused(kind, n, totals, squares) -> None:
    with pytest.raises(ValueError, match=r"."):
        group_order(kind, n, totals, squares)


def test_the_same_groups_have_the_same_places_each_time() -> None:
    one, other = (group_order("share", [90, 80, 70], [60, 50, 40]) for _ in range(2))

    assert np.array_equal(one.low, other.low)
    assert np.array_equal(one.high, other.high)
