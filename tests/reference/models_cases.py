"""Reference cases of fitted models and of units, put to our functions."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from cxdash import stats

Case = dict[str, Any]
Answer = dict[str, Any]

CASES = Path(__file__).parent / "cases"


def cox(_: Case, __: Case) -> Answer:
    with (CASES / "rossi.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    names = [name for name in people[0] if name not in {"week", "arrest"}]
    found = stats.cox(
        [float(person["week"]) for person in people],
        [person["arrest"] == "1" for person in people],
        [[float(person[name]) for name in names] for person in people],
    )
    return {
        "coef": dict(zip(names, found.coefficients.tolist(), strict=True)),
        "se": dict(zip(names, found.errors.tolist(), strict=True)),
        "concordance": found.concordance,
        "loglik": found.log_likelihood,
    }


def interrupted(inputs: Case, _: Case) -> Answer:
    series = (inputs["events"], inputs["time"], inputs["intervention"])
    plain = stats.interrupted_series(*series, exposures=inputs["exposure"])
    seasonal = stats.interrupted_series(*series, exposures=inputs["exposure"], harmonics=2)
    return {
        "poisson_rr_ci": list(plain.poisson[:3]),
        "quasipoisson_rr_ci": list(plain.quasi[:3]),
        "dispersion": plain.dispersion,
        "quasipoisson_seasonal_harmonics_rr_ci": list(seasonal.quasi[:3]),
    }


def crossed(inputs: Case, _: Case) -> Answer:
    diameter = np.array(inputs["diameter"], dtype=np.float64)
    found = stats.crossed_effects(
        np.ones(len(diameter)), diameter, diameter**2, [inputs["plate"], inputs["sample"]]
    )
    plate, sample = found.factors
    return {
        "intercept": float(found.fixed[0]),
        "sd_plate": plate.spread,
        "sd_sample": sample.spread,
        "sd_residual": found.residual,
        "ranef_sample_A_F": sample.effects.tolist(),
        "reml_criterion": found.criterion,
    }


def james_stein(inputs: Case, _: Case) -> Answer:
    found = stats.james_stein_shares(inputs["hits"], inputs["n"])
    return {
        "mean": found.mean,
        "shrinkage": found.shrinkage,
        "estimates": found.estimates.tolist(),
    }


def icc(inputs: Case, _: Case) -> Answer:
    found = stats.agreements(inputs["ratings_subject_by_judge"])
    return {name.replace("icc", "ICC"): each.value for name, each in found._asdict().items()}


def cronbach(inputs: Case, _: Case) -> Answer:
    found = stats.cronbach_alpha(np.column_stack(list(inputs["items"].values())))
    return {"alpha": found.alpha, "standardised": found.standardised}


def kano(inputs: Case, _: Case) -> Answer:
    found = [stats.kano(*row) for row in inputs["percent_A_O_M_I_R_Q"]]
    return {
        "better": [each.better for each in found],
        "worse": [each.worse for each in found],
        "category": [each.category for each in found],
    }
