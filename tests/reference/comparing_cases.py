"""Reference cases of differences between groups, put to our functions."""

from typing import Any

import numpy as np
from scipy.special import ndtri

from cxdash import stats

Case = dict[str, Any]
Answer = dict[str, Any]


def newcombe(inputs: Case, _: Case) -> Answer:
    found = [stats.share_difference(*row, confidence=inputs["conf"]) for row in inputs["cases"]]
    return {"diff_lo_hi": [[d.estimate, d.low, d.high] for d in found]}


def nps_parts(detractors: int, passives: int, promoters: int) -> tuple[int, int, int]:
    return (
        detractors + passives + promoters,
        100 * (promoters - detractors),
        10_000 * (promoters + detractors),
    )


def nps_diff(inputs: Case, _: Case) -> Answer:
    found = stats.nps_difference(nps_parts(*inputs["after"]), nps_parts(*inputs["before"]))
    return {
        "diff_observed": found.estimate,
        "diff_adjusted": (found.low + found.high) / 2,
        "ci": [found.low, found.high],
        "z": -float(ndtri(found.p_value / 2)),
        "p": found.p_value,
    }


def multiplicity(inputs: Case, _: Case) -> Answer:
    p, q = inputs["p"], inputs["q"]
    adjusted = {
        "bh": stats.benjamini_hochberg(p),
        "holm": stats.holm(p),
        "bonferroni": stats.bonferroni(p),
        "by": stats.benjamini_yekutieli(p),
    }
    return {name: row.tolist() for name, row in adjusted.items()} | {
        f"rejected_{name}": int((row <= q).sum()) for name, row in adjusted.items()
    }


def rate_ratio(inputs: Case, _: Case) -> Answer:
    (events_1, events_0), (exposure_1, exposure_0) = inputs["events"], inputs["exposure"]
    rates = (events_1, exposure_1, events_0, exposure_0)
    found = stats.rate_ratio(*rates, confidence=inputs["conf"])
    return {
        "ratio": found.ratio,
        "exact_conditional_ci": [found.low, found.high],
        "exact_conditional_p": found.p_value,
        "wald_log_ci": list(stats.rate_ratio_wald(*rates, confidence=inputs["conf"])),
    }


def kitagawa(inputs: Case, _: Case) -> Answer:
    after, before = np.array(inputs["share_after_pct"]), np.array(inputs["share_before_pct"])
    split = stats.kitagawa(
        after, after * inputs["rate_after"], before, before * inputs["rate_before"]
    )
    return {
        "rate_before": split.before,
        "rate_after": split.after,
        "mix_effect": split.mix,
        "rate_effect": split.within,
        "mix_share_pct": 100 * split.mix / split.change,
    }


def stratified(inputs: Case, _: Case) -> Answer:
    count = {(row["gender"], row["dept"], row["admit"]): row["n"] for row in inputs["rows"]}
    departments = sorted({row["dept"] for row in inputs["rows"]})
    admitted, applied = {}, {}
    for gender in ("Male", "Female"):
        admitted[gender] = [count[gender, dept, "Admitted"] for dept in departments]
        rejected = [count[gender, dept, "Rejected"] for dept in departments]
        applied[gender] = [sum(pair) for pair in zip(admitted[gender], rejected, strict=True)]
    test = stats.mantel_haenszel(
        admitted["Male"], applied["Male"], admitted["Female"], applied["Female"]
    )
    return {
        "crude_rate_male": sum(admitted["Male"]) / sum(applied["Male"]),
        "crude_rate_female": sum(admitted["Female"]) / sum(applied["Female"]),
        "mh_or": test.odds_ratio,
        "mh_or_ci": list(test.interval),
        "cmh_no_correction": test.chi_square,
        "p_no_correction": test.p_value,
        "cmh_continuity": test.chi_square_corrected,
        "p_continuity": test.p_value_corrected,
    }
