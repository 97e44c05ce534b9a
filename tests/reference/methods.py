"""Which function answers which reference case. Adapters rename and reshape; they judge nothing."""

from collections.abc import Callable
from typing import Any

from tests.reference import charts_cases, comparing_cases, measuring_cases

METHODS: dict[str, Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]] = {
    "xmr": charts_cases.xmr,
    "p": lambda inputs, _: charts_cases.attribute_chart("share", inputs["d"], inputs["n"]),
    "np": charts_cases.np_chart,
    "u": lambda inputs, _: charts_cases.attribute_chart("rate", inputs["c"], inputs["n"]),
    "c": lambda inputs, _: charts_cases.attribute_chart("count", inputs["c"], None),
    "laney_p": charts_cases.laney_p,
    "xbar_s": charts_cases.xbar_s,
    "proportion_ci": measuring_cases.proportion_ci,
    "newcombe_diff": comparing_cases.newcombe,
    "nps_ci": measuring_cases.nps_ci,
    "nps_diff": comparing_cases.nps_diff,
    "multiplicity": comparing_cases.multiplicity,
    "poisson_ci": measuring_cases.poisson_ci,
    "rate_ratio": comparing_cases.rate_ratio,
    "pareto": measuring_cases.pareto,
    "kaplan_meier": measuring_cases.kaplan_meier,
    "kaplan_meier_at": measuring_cases.kaplan_meier_at,
    "u+runs": charts_cases.u_and_runs,
    "run_chart_median": charts_cases.run_chart,
    "anhoej_limits": charts_cases.run_bounds,
    "t": charts_cases.time_between,
    "g": charts_cases.cases_between,
    "ewma": charts_cases.ewma,
    "cusum": charts_cases.cusum,
    "kitagawa": comparing_cases.kitagawa,
    "spearman_brown": measuring_cases.spearman_brown,
    "funnel_proportion": measuring_cases.funnel_proportion,
    "funnel_expected": measuring_cases.funnel_expected,
    "rake": measuring_cases.raking,
    "gap": measuring_cases.gap,
    "stratified_2x2": comparing_cases.stratified,
    "lmg": measuring_cases.lmg,
    "johnson_relative_weights": measuring_cases.johnson,
}
