"""What a difference is worth: numbers in, numbers out; knows no table and no chart."""

from cxdash.stats.chance import expected_false_charts
from cxdash.stats.compare import Difference, mean_difference, nps_difference, share_difference
from cxdash.stats.control import FEWEST_POINTS, FIRM_POINTS, ControlChart, Status, control_chart
from cxdash.stats.drivers import lmg, relative_weights
from cxdash.stats.early_warning import Cusum, Ewma, cusum, ewma
from cxdash.stats.expectations import Gap, expectation_gap
from cxdash.stats.funnel import (
    Dispersion,
    arcsine_dispersion,
    binomial_funnel,
    dispersion,
    expected_funnel,
    normal_funnel,
)
from cxdash.stats.garwood import garwood
from cxdash.stats.intervals import (
    Interval,
    agresti_coull,
    clopper_pearson,
    jeffreys,
    mean_interval,
    wilson,
)
from cxdash.stats.limits import Bounds, Kind, Limits, Variation, process_limits
from cxdash.stats.mix import Kitagawa, kitagawa
from cxdash.stats.multiplicity import benjamini_hochberg, benjamini_yekutieli, bonferroni, holm
from cxdash.stats.np_chart import HitLimits, np_limits
from cxdash.stats.nps import Nps, adjusted_wald, nps_from_parts, nps_interval, nps_wald
from cxdash.stats.pareto import VITAL_PERCENT, Pareto, pareto
from cxdash.stats.power import answers_needed_nps, answers_needed_share
from cxdash.stats.quasi_independence import quasi_independence
from cxdash.stats.rare import GapLimits, cases_between, time_between
from cxdash.stats.rates import RateRatio, excess, rate_difference, rate_ratio, rate_ratio_wald
from cxdash.stats.reliability import answers_for_reliability, reliability
from cxdash.stats.rules import RUN_LENGTH, beyond_limits, long_run
from cxdash.stats.run_chart import RunBounds, RunChart, run_bounds, run_chart
from cxdash.stats.stratified import MantelHaenszel, mantel_haenszel
from cxdash.stats.survival import LogRank, Reading, Survival, kaplan_meier, log_rank
from cxdash.stats.weighting import effective_answers, rake
from cxdash.stats.xbar_s import XbarS, c4, xbar_s

__all__ = [
    "FEWEST_POINTS",
    "FIRM_POINTS",
    "RUN_LENGTH",
    "VITAL_PERCENT",
    "Bounds",
    "ControlChart",
    "Cusum",
    "Difference",
    "Dispersion",
    "Ewma",
    "Gap",
    "GapLimits",
    "HitLimits",
    "Interval",
    "Kind",
    "Kitagawa",
    "Limits",
    "LogRank",
    "MantelHaenszel",
    "Nps",
    "Pareto",
    "RateRatio",
    "Reading",
    "RunBounds",
    "RunChart",
    "Status",
    "Survival",
    "Variation",
    "XbarS",
    "adjusted_wald",
    "agresti_coull",
    "answers_for_reliability",
    "answers_needed_nps",
    "answers_needed_share",
    "arcsine_dispersion",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "beyond_limits",
    "binomial_funnel",
    "bonferroni",
    "c4",
    "cases_between",
    "clopper_pearson",
    "control_chart",
    "cusum",
    "dispersion",
    "effective_answers",
    "ewma",
    "excess",
    "expectation_gap",
    "expected_false_charts",
    "expected_funnel",
    "garwood",
    "holm",
    "jeffreys",
    "kaplan_meier",
    "kitagawa",
    "lmg",
    "log_rank",
    "long_run",
    "mantel_haenszel",
    "mean_difference",
    "mean_interval",
    "normal_funnel",
    "np_limits",
    "nps_difference",
    "nps_from_parts",
    "nps_interval",
    "nps_wald",
    "pareto",
    "process_limits",
    "quasi_independence",
    "rake",
    "rate_difference",
    "rate_ratio",
    "rate_ratio_wald",
    "relative_weights",
    "reliability",
    "run_bounds",
    "run_chart",
    "share_difference",
    "time_between",
    "wilson",
    "xbar_s",
]
