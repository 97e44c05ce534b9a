"""Reference cases of control charts, put to our functions."""

from typing import Any

import numpy as np

from cxdash import stats

Case = dict[str, Any]
Answer = dict[str, Any]


def positions(mask: np.ndarray) -> list[int]:
    return [int(i) + 1 for i in np.flatnonzero(mask)]


def limits_only(limits: stats.Limits | stats.ControlChart) -> Answer:
    """One number where the limits are the same for every point, else one for each."""
    lower, upper = np.asarray(limits.lower), np.asarray(limits.upper)
    return {
        "lcl": float(lower[0]) if np.allclose(lower, lower[0]) else lower.tolist(),
        "ucl": float(upper[0]) if np.allclose(upper, upper[0]) else upper.tolist(),
    }


def attribute_chart(kind: stats.Kind, totals: list[float], sizes: list[float] | None) -> Answer:
    """A textbook chart; examples shorter than we would draw are still computed."""
    limits = stats.process_limits(kind, totals, sizes, variation="none")
    chart = stats.control_chart(kind, totals, sizes, variation="none")
    if chart.status != ("none",):
        assert np.array_equal(chart.lower, limits.lower)
        assert np.array_equal(chart.upper, limits.upper)
    beyond = stats.beyond_limits(chart.values, limits.lower, limits.upper)
    return {
        "center": limits.center,
        **limits_only(limits),
        "points_beyond_limits_1based": positions(beyond),
    }


def xmr(inputs: Case, _: Case) -> Answer:
    limits = stats.process_limits("individuals", inputs["x"])
    moving_range = float(limits.sigma[0]) * 1.128
    return {"center": limits.center, "mrbar": moving_range, **limits_only(limits)}


def laney_p(inputs: Case, _: Case) -> Answer:
    chart = stats.control_chart("share", inputs["d"], inputs["n"], variation="laney")
    plain = stats.control_chart("share", inputs["d"], inputs["n"], variation="none")
    return {
        "sigma_z": chart.sigma_z[0],
        **limits_only(chart),
        "plain_p_points_beyond": int(plain.outside.sum()),
        "points_beyond_limits_1based": positions(chart.outside),
    }


def np_chart(inputs: Case, _: Case) -> Answer:
    limits = stats.np_limits(inputs["d"], inputs["n"][0])
    return {"center": limits.center, "lcl": limits.lower, "ucl": limits.upper}


def xbar_s(inputs: Case, _: Case) -> Answer:
    groups = [np.array(group) for group in inputs["subgroups"]]
    chart = stats.xbar_s(
        [len(group) for group in groups],
        [group.sum() for group in groups],
        [(group * group).sum() for group in groups],
    )
    return {
        "center": chart.center,
        "lcl": chart.lower.tolist(),
        "ucl": chart.upper.tolist(),
        "S_center": chart.spread_center,
        "S_lcl": chart.spread_lower.tolist(),
        "S_ucl": chart.spread_upper.tolist(),
    }


def u_and_runs(inputs: Case, _: Case) -> Answer:
    exposure = np.array(inputs["n"]) / inputs["multiply"]
    chart = stats.control_chart("rate", inputs["c"], exposure, variation="none")
    runs = stats.run_chart(chart.values, center=float(chart.center[0]))
    return {
        "center": float(chart.center[0]),
        **limits_only(chart),
        "n_useful": runs.useful,
        "longest_run": runs.longest_run,
        "longest_run_max": runs.longest_run_max,
        "crossings": runs.crossings,
        "crossings_min": runs.crossings_min,
        "runs_signal": runs.signal,
    }


def run_chart(inputs: Case, _: Case) -> Answer:
    runs = stats.run_chart(inputs["y"])
    return {
        "median": runs.center,
        "n_useful": runs.useful,
        "longest_run": runs.longest_run,
        "longest_run_max": runs.longest_run_max,
        "crossings": runs.crossings,
        "crossings_min": runs.crossings_min,
        "signal": runs.signal,
    }


def run_bounds(inputs: Case, _: Case) -> Answer:
    bounds = [stats.run_bounds(useful) for useful in inputs["n_useful"]]
    return {
        "longest_run_max": [bound.longest_run_max for bound in bounds],
        "crossings_min": [bound.crossings_min for bound in bounds],
    }


def time_between(inputs: Case, _: Case) -> Answer:
    limits = stats.time_between(inputs["gaps"])
    transformed = stats.process_limits("individuals", np.array(inputs["gaps"]) ** (1 / 3.6))
    return {
        "transformed_center": transformed.center,
        "transformed_mrbar": float(transformed.sigma[0]) * 1.128,
        "center": limits.center,
        "lcl": limits.lower,
        "ucl": limits.upper,
    }


def cases_between(inputs: Case, _: Case) -> Answer:
    limits = stats.cases_between(inputs["gaps"])
    return {
        "mean": float(np.mean(inputs["gaps"])),
        "center_median": limits.center,
        "lcl": limits.lower,
        "ucl": limits.upper,
    }


def ewma(inputs: Case, _: Case) -> Answer:
    chart = stats.ewma(
        inputs["x"],
        inputs["mu0"],
        sigma=inputs["sigma"],
        weight=inputs["lambda"],
        sigmas=inputs["L"],
    )
    return {
        "z": chart.averages.tolist(),
        "ucl_steady": chart.upper_settled,
        "lcl_steady": chart.lower_settled,
        "ucl_varying": chart.upper.tolist(),
        "lcl_varying": chart.lower.tolist(),
    }


def cusum(inputs: Case, _: Case) -> Answer:
    chart = stats.cusum(
        inputs["x"],
        inputs["mu0"],
        sigma=inputs["sigma"],
        slack=inputs["k"],
        decision=inputs["h"],
    )
    return {
        "c_plus": chart.above.tolist(),
        "c_minus": chart.below.tolist(),
        "signal_1based": positions(chart.signal),
    }


def constants(inputs: Case, _: Case) -> Answer:
    sizes = [stats.control_constants(size) for size in inputs["n"]]
    names = ("d2", "d3", "c4", "A2", "A3", "B3", "B4", "D3", "D4")
    return {name: [getattr(size, name) for size in sizes] for name in names}


def xbar_r(inputs: Case, _: Case) -> Answer:
    chart = stats.xbar_r(inputs["subgroups"])
    return {
        "center": chart.center,
        "lcl": chart.lower,
        "ucl": chart.upper,
        "R_center": chart.range_center,
        "R_lcl": chart.range_lower,
        "R_ucl": chart.range_upper,
        "sigma": chart.sigma,
    }


def nelson(inputs: Case, _: Case) -> Answer:
    found = [stats.find_signals("nelson", z) for z in inputs["z"]]
    return {
        "completed_at_1based": [
            {str(test): positions(signals[test - 1].completed) for test in range(1, 8)}
            for signals in found
        ]
    }


def average_run_lengths(inputs: Case, _: Case) -> Answer:
    limits, two, three, run = stats.RULE_SETS["western_electric"]
    rules = {"1": limits, "2": two, "3": three, "4": run}
    sets = [[rules[digit] for digit in digits] for digits in inputs["sets"]]
    return {
        f"shift{shift}": [stats.average_run_length(one, shift=shift) for one in sets]
        for shift in inputs["shift"]
    }


def change_point(inputs: Case, _: Case) -> Answer:
    found = stats.change_points(inputs["y"], steps=inputs["n_breaks"])
    (start,) = found.starts
    return {
        "last_index_before_break_1based": start,
        "year_last_before": inputs["start_year"] + start - 1,
        "mean_before": found.means[0],
        "mean_after": found.means[1],
        "rss_0": found.squares_without,
        "rss_1": found.squares,
    }


def plot_the_dots(inputs: Case, options: Case) -> Answer:
    chart = stats.nhs_chart(
        inputs["y"],
        improvement={1: "increase", -1: "decrease", 0: "neutral"}[options["improvement"]],
        fix_after=options["fix_after"],
        screening="once" if options["screen_outliers"] else "none",
    )
    return {
        "mean": float(chart.center[0]),
        "lpl": float(chart.lower[0]),
        "upl": float(chart.upper[0]),
        "special_cause": list(chart.special_cause),
        "point_type": list(chart.point_type),
    }
