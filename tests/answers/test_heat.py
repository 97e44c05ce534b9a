"""Does one odd cell of causes and segments leave its neighbours alone?"""

import numpy as np

from cxdash.answers.heat import judged_cells

ROWS = np.array([[60], [120], [90], [30]])
COLUMNS = np.array([[0.5, 0.3, 0.2]])
INDEPENDENT = (ROWS * COLUMNS).astype("int64")
"""Cause and segment have nothing to do with each other: 30, 18, 12 and so on."""


def test_a_table_without_a_pattern_has_no_colour() -> None:
    expected, verdicts = judged_cells(INDEPENDENT)

    np.testing.assert_allclose(expected, INDEPENDENT)
    assert set(verdicts) == {"as expected"}


def test_the_neighbours_of_an_odd_cell_are_as_expected() -> None:
    odd = INDEPENDENT.copy()
    odd[2, 2] = 200

    expected, verdicts = judged_cells(odd)

    # Its own row and column would seem to lack complaints beside totals that hold its 200.
    totals = np.outer(odd.sum(axis=1), odd.sum(axis=0)) / odd.sum()
    assert totals[2, 0] > 1.5 * odd[2, 0]
    assert verdicts.count("more than expected") == 1
    assert verdicts[2 * 3 + 2] == "more than expected"
    assert verdicts.count("as expected") == odd.size - 1
    np.testing.assert_allclose(expected, INDEPENDENT, rtol=1e-6)


def test_a_cell_with_nothing_to_judge_it_by_is_too_few() -> None:
    _, verdicts = judged_cells(np.array([[1, 0], [0, 1]]))

    assert set(verdicts) == {"too few"}
