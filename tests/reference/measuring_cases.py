"""Reference cases of single measures, survival, units and drivers, put to our functions."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from cxdash import stats

Case = dict[str, Any]
Answer = dict[str, Any]

CASES = Path(__file__).parent / "cases"


def proportion_ci(inputs: Case, _: Case) -> Answer:
    x, n, conf = inputs["x"], inputs["n"], inputs["conf"]
    return {
        "wilson": list(stats.wilson(x, n, confidence=conf)),
        "clopper_pearson": list(stats.clopper_pearson(x, n, confidence=conf)),
        "agresti_coull": list(stats.agresti_coull(x, n, confidence=conf)),
        "jeffreys": list(stats.jeffreys(x, n, confidence=conf)),
    }


def nps_ci(inputs: Case, _: Case) -> Answer:
    rows, conf = inputs["cases"], inputs["conf"]
    scores = [stats.nps_interval(*row, confidence=conf) for row in rows]
    return {
        "nps": [score.nps for score in scores],
        "variance_per_response": [score.variance for score in scores],
        "se": [
            100 * (score.variance / sum(row)) ** 0.5
            for score, row in zip(scores, rows, strict=True)
        ],
        "wald": [list(stats.nps_wald(*row, confidence=conf)) for row in rows],
        "adjusted_wald_3T_unclipped": [
            list(stats.adjusted_wald(*row, confidence=conf)) for row in rows
        ],
        "adjusted_wald_3T": [[score.low, score.high] for score in scores],
    }


def poisson_ci(inputs: Case, _: Case) -> Answer:
    rows = [stats.garwood(x, confidence=inputs["conf"]) for x in inputs["events"]]
    return {"lo": [row.low for row in rows], "hi": [row.high for row in rows]}


def pareto(inputs: Case, _: Case) -> Answer:
    found = stats.pareto(list(inputs["counts"]), list(inputs["counts"].values()))
    return {
        "order": list(found.labels),
        "percent": list(found.percent),
        "cumulative_percent": list(found.cumulative_percent),
    }


def kaplan_meier(inputs: Case, _: Case) -> Answer:
    time, event = np.array(inputs["time"]), np.array(inputs["event"])
    group = np.array(inputs["group"])
    curve, control = (
        stats.kaplan_meier(time[group == name], event[group == name])
        for name in (inputs["curve_for"], "control")
    )
    test = stats.log_rank(time, event, group)
    return {
        "times": curve.times.tolist(),
        "survival": curve.survival.tolist(),
        "greenwood_se": curve.error.tolist(),
        "loglog_lower": curve.low.tolist(),
        "loglog_upper": curve.high.tolist(),
        "median_6MP": curve.quantile(0.5).value,
        "median_control": control.quantile(0.5).value,
        "rmst_35_6MP": curve.mean_until(35),
        "logrank_chi2": test.chi_square,
        "logrank_p": test.p_value,
    }


def kaplan_meier_at(inputs: Case, _: Case) -> Answer:
    with (CASES / "rossi.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    answer: Answer = {}
    for group in ("0", "1"):
        members = [person for person in people if person[inputs["by"]] == group]
        curve = stats.kaplan_meier(
            [float(person["week"]) for person in members],
            [person["arrest"] == "1" for person in members],
        )
        answer[f"{inputs['by']}{group}"] = [curve.at(week).value for week in inputs["at"]]
    return answer


def spearman_brown(inputs: Case, _: Case) -> Answer:
    return {
        "n_needed": [
            [stats.answers_for_reliability(target, icc) for target in inputs["reliability"]]
            for icc in inputs["icc"]
        ],
        "reliability_at_n30": [stats.reliability(30, icc) for icc in inputs["icc"]],
    }


def funnel_proportion(inputs: Case, _: Case) -> Answer:
    hits, trials, tails = inputs["x"], inputs["n"], tuple(inputs["limits"])
    target = sum(hits) / sum(trials)
    spread = stats.dispersion(hits, trials, target)
    arcsine = stats.arcsine_dispersion(hits, trials, target)
    return {
        "target": target,
        "exact_interpolated_limits": stats.binomial_funnel(trials, target, tails=tails).tolist(),
        "normal_limits": stats.normal_funnel(trials, target, tails=tails).tolist(),
        "z": spread.z.tolist(),
        "phi_raw": spread.raw,
        "phi_winsorised_10pct": spread.winsorised,
        "tau2_additive": spread.between,
        "arcsine_phi_winsorised": arcsine.winsorised,
        "arcsine_tau2": arcsine.between,
    }


def funnel_expected(inputs: Case, _: Case) -> Answer:
    limits = stats.expected_funnel(inputs["expected"], inputs["target"]).T.tolist()
    return dict(zip(("ll99.8", "ll95", "ul95", "ul99.8"), limits, strict=True))


def raking(inputs: Case, _: Case) -> Answer:
    scores, base = np.array(inputs["y"]), inputs["base_weight"]
    members = {name: inputs[name] for name in inputs["margins"]}
    raked = stats.rake(base, members, inputs["margins"])
    one = stats.rake(base, {"stype": inputs["stype"]}, {"stype": inputs["margins"]["stype"]})
    return {
        "raked_mean": float(np.average(scores, weights=raked)),
        "poststratified_mean_stype": float(np.average(scores, weights=one)),
        "unweighted_mean": float(np.mean(scores)),
        "kish_effective_n": stats.effective_answers(raked),
    }


def gap(inputs: Case, _: Case) -> Answer:
    perceived, expected = zip(*inputs["pairs_perception_expectation"], strict=True)
    found = stats.expectation_gap(perceived, expected)
    return {
        "mean_P": found.perceived,
        "mean_E": found.expected,
        "mean_gap": found.gap,
        "sd_gap": found.spread,
        "share_exceeded": found.exceeded,
        "share_met": found.met,
        "share_below": found.below,
        "net_exceeded": found.net,
    }


def lmg(inputs: Case, _: Case) -> Answer:
    shares = stats.lmg(inputs["y"], np.column_stack(list(inputs["X"].values())))
    return {
        "r2": float(shares.sum()),
        "lmg": dict(zip(inputs["X"], shares.tolist(), strict=True)),
    }


def johnson(inputs: Case, _: Case) -> Answer:
    shares = stats.relative_weights(inputs["y"], np.column_stack(list(inputs["X"].values())))
    percent = 100 * shares / shares.sum()
    return {
        "r2": float(shares.sum()),
        "raw": dict(zip(inputs["X"], shares.tolist(), strict=True)),
        "percent": dict(zip(inputs["X"], percent.tolist(), strict=True)),
    }
