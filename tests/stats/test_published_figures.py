"""Worked examples of textbooks and of R's manuals, beyond the reference cases."""

import numpy as np
import pytest
from scipy import stats as scipy_stats

from cxdash.stats import control_chart, direct_rate, extra_variation_rates, process_limits

JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
JUICE += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
"""Montgomery, Introduction to Statistical Quality Control, table 7.1: leaking cans of 50."""

ADJUSTED = [9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5]
"""Table 7.2: 24 samples more, after the machine was adjusted."""

REASONS = {14: "Different material.", 22: "An inexperienced operator."}


def test_new_samples_are_judged_by_the_revised_limits_as_in_the_textbook() -> None:
    """Example 7.1: sample 21 now lies outside too, and is kept; of the new ones only the 41st."""
    hits = [*JUICE, *ADJUSTED]
    chart = control_chart(
        "share", hits, [50] * 54, variation="none", baseline=(0, 30), excluded=REASONS
    )
    assert chart.center == pytest.approx([0.2150] * 54, abs=5e-5)
    assert chart.upper == pytest.approx([0.3893] * 54, abs=5e-5)
    assert chart.lower == pytest.approx([0.0407] * 54, abs=5e-5)
    assert (np.flatnonzero(chart.outside) + 1).tolist() == [15, 21, 23, 41]
    assert chart.in_run[33:].all()


def test_a_new_level_has_the_limits_of_the_textbook() -> None:
    """Example 7.1: the samples after the adjustment alone, 133 of 1200."""
    hits = [*JUICE, *ADJUSTED]
    chart = control_chart(
        "share", hits, [50] * 54, variation="none", phase_starts=[30], excluded=REASONS
    )
    assert chart.center[30] == pytest.approx(0.1108, abs=5e-5)
    assert chart.upper[30] == pytest.approx(0.2440, abs=5e-5)
    assert chart.lower[30] == 0
    assert chart.center[0] == pytest.approx(0.2150, abs=5e-5)
    assert not chart.outside[30:].any()


def test_laneys_limits_of_a_rate_are_his_formula() -> None:
    """Laney (2002), step by step: z of each period, its mean moving range, the limits times it."""
    events = np.array([820, 910, 760, 1010, 990, 870, 1130, 940, 880, 1050.0])
    exposure = np.array([40, 43, 39, 44, 47, 41, 46, 45, 42, 44.0])
    center = events.sum() / exposure.sum()
    sigma = np.sqrt(center / exposure)
    z = (events / exposure - center) / sigma
    sigma_z = np.abs(np.diff(z)).mean() / 1.128

    found = process_limits("rate", events, exposure, variation="laney")

    assert found.sigma_z == pytest.approx(sigma_z)
    assert sigma_z > 1
    assert found.upper == pytest.approx(center + 3 * sigma * sigma_z)
    assert found.lower == pytest.approx(center - 3 * sigma * sigma_z)


def test_rates_of_units_are_one_rate_by_pearsons_test() -> None:
    events, exposure = np.array([14, 30, 9, 22]), np.array([120.0, 180, 110, 90])
    expected = events.sum() * exposure / exposure.sum()
    by_scipy = scipy_stats.chisquare(events, expected)

    found = extra_variation_rates(events, exposure)

    assert found.chi_square == pytest.approx(by_scipy.statistic)
    assert found.p_value == pytest.approx(by_scipy.pvalue)


DOWN_SYNDROME = {
    # Birth order: cases and live births by age of the mother, under 20 to 40 and over.
    1: ([107, 141, 60, 40, 39, 25], [230061, 329449, 114920, 39487, 14208, 3052]),
    2: ([25, 150, 110, 84, 82, 39], [72202, 326701, 208667, 83228, 28466, 5375]),
    3: ([3, 71, 114, 103, 108, 75], [15050, 175702, 207081, 117300, 45026, 8660]),
    4: ([1, 26, 64, 89, 137, 96], [2293, 68800, 132424, 98301, 46075, 9834]),
    5: ([0, 8, 63, 112, 262, 295], [327, 30666, 123419, 149919, 104088, 34392]),
}
"""Michigan 1950 to 1964; Selvin, Statistical Analysis of Epidemiologic Data, and R's epitools."""


def test_rates_by_birth_order_on_one_standard_are_those_of_epitools() -> None:
    """`ageadjust.direct`, the births of all orders as the standard, per 100,000."""
    standard = np.sum([births for _, births in DOWN_SYNDROME.values()], axis=0)
    found = {
        order: direct_rate(cases, births, standard)
        for order, (cases, births) in DOWN_SYNDROME.items()
    }
    assert round(1e5 * found[1].crude, 1) == 56.3
    assert round(1e5 * found[1].value, 1) == 92.3
    # The crude rate of fifth children is three times that of first ones; on one standard it is not.
    assert found[5].crude > 2.9 * found[1].crude
    assert found[5].value < found[1].value
