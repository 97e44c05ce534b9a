# Where each public name of the statistics comes from: for type checkers, and for `__init__.py`.

from cxdash.stats.against_expected import (
    AgainstExpected,
    rates_against_expected,
    ratio_limits,
    share_apart_limits,
    shares_against_expected,
)
from cxdash.stats.autocorrelation import Autocorrelation, autocorrelation, lag_one
from cxdash.stats.beta_binomial import PooledShares, pooled_shares
from cxdash.stats.bootstrap import RankRanges, percentile_intervals, rank_ranges, resampled
from cxdash.stats.case_mix import CaseMix, case_mix_means, case_mix_rates, case_mix_shares
from cxdash.stats.chance import expected_false_charts
from cxdash.stats.change_points import ChangePoints, change_points
from cxdash.stats.chart_choice import ChartChoice, ChartForm, ChartOutcome, choose_chart
from cxdash.stats.compare import Difference, mean_difference, nps_difference, share_difference
from cxdash.stats.constants import ControlConstants, c4, control_constants
from cxdash.stats.contrast import ContrastKind, PenaltyReward, penalty_reward
from cxdash.stats.control import FEWEST_POINTS, FIRM_POINTS, ControlChart, Status, control_chart
from cxdash.stats.corrective_action import ActionVerdict, action_verdict
from cxdash.stats.cox import CoxModel, concordance, cox
from cxdash.stats.cronbach import Cronbach, cronbach_alpha
from cxdash.stats.crossed import CrossedEffects, RandomFactor, crossed_effects, mixed_model
from cxdash.stats.driver_shares import DriverShares, driver_shares
from cxdash.stats.drivers import lmg, relative_weights
from cxdash.stats.early_warning import Cusum, Ewma, cusum, ewma
from cxdash.stats.exact_limits import binomial_limits, poisson_limits
from cxdash.stats.expectations import Gap, expectation_gap, sign_test
from cxdash.stats.extra_variation import (
    ExtraVariation,
    extra_variation_rates,
    extra_variation_shares,
)
from cxdash.stats.funnel import (
    Dispersion,
    arcsine_dispersion,
    binomial_funnel,
    dispersion,
    dispersion_of,
    expected_funnel,
    normal_funnel,
)
from cxdash.stats.funnel_rates import (
    arcsine_funnel,
    poisson_funnel,
    rate_dispersion,
    widened_funnel,
)
from cxdash.stats.garwood import garwood
from cxdash.stats.group_order import group_order
from cxdash.stats.icc import Agreement, Agreements, agreements
from cxdash.stats.importance import ImportanceMap, Quadrant, importance_map
from cxdash.stats.interrupted import Interruption, interrupted_series
from cxdash.stats.intervals import (
    Interval,
    agresti_coull,
    clopper_pearson,
    jeffreys,
    mean_interval,
    wilson,
)
from cxdash.stats.james_stein import JamesStein, james_stein, james_stein_shares
from cxdash.stats.kano import Kano, KanoCategory, kano, kano_category
from cxdash.stats.limits import Limits, process_limits
from cxdash.stats.membership import Sharing, Touches, membership_matrix, multi_membership, sharing
from cxdash.stats.mix import Kitagawa, kitagawa
from cxdash.stats.mix_crossed import CrossedMix, crossed_mix
from cxdash.stats.mix_crossed_intervals import (
    CrossedMixIntervals,
    crossed_mix_intervals,
    crossed_rate_mix_intervals,
)
from cxdash.stats.mix_intervals import KitagawaIntervals, kitagawa_intervals
from cxdash.stats.moving_range import MovingRanges, moving_ranges
from cxdash.stats.multiplicity import benjamini_hochberg, benjamini_yekutieli, bonferroni, holm
from cxdash.stats.newest_points import NewestPoints, newest_points
from cxdash.stats.nhs import Assurance, NhsChart, assurance, nhs_chart
from cxdash.stats.normal_equations import (
    NormalEquations,
    dummies,
    equations_of_cells,
    equations_of_columns,
)
from cxdash.stats.np_chart import HitLimits, np_limits
from cxdash.stats.nps import (
    Nps,
    adjusted_wald,
    nps_from_parts,
    nps_interval,
    nps_wald,
)
from cxdash.stats.one_way import OneWay, one_way
from cxdash.stats.pareto import VITAL_PERCENT, Pareto, pareto
from cxdash.stats.pareto_order import ParetoOrder, pareto_order
from cxdash.stats.people_guards import PeopleGuards, Showing, Standing, signal_share
from cxdash.stats.periods import Bounds, Kind, Variation
from cxdash.stats.poisson_regression import PoissonModel, poisson_regression
from cxdash.stats.power import (
    answers_needed_nps,
    answers_needed_share,
    smallest_change_nps,
    smallest_change_share,
)
from cxdash.stats.power_two import (
    answers_needed_mean,
    answers_needed_two_shares,
    events_needed_rate,
    smallest_change_mean,
    smallest_change_rate,
)
from cxdash.stats.quasi_independence import quasi_independence
from cxdash.stats.rare import GapLimits, cases_between, time_between
from cxdash.stats.rates import RateRatio, excess, rate_difference, rate_ratio, rate_ratio_wald
from cxdash.stats.recurrence import Waits, waits_until_next
from cxdash.stats.reliability import answers_for_reliability, reliability
from cxdash.stats.rule_sets import RULE_SETS, Rule, RuleSet
from cxdash.stats.rules import RUN_LENGTH, beyond_limits, long_run
from cxdash.stats.run_chart import RunBounds, RunChart, run_bounds, run_chart
from cxdash.stats.run_length import average_run_length
from cxdash.stats.season import Season, knows_season, season_effects
from cxdash.stats.signals import Signal, find_signals
from cxdash.stats.standardise import (
    StandardRate,
    StandardRatio,
    direct_rate,
    direct_share,
    standard_ratio,
)
from cxdash.stats.standardise_scores import direct_mean, direct_nps, standard_difference
from cxdash.stats.stratified import MantelHaenszel, mantel_haenszel
from cxdash.stats.suggested_phases import SuggestedPhase, suggested_phases
from cxdash.stats.survival import LogRank, Reading, Survival, kaplan_meier, log_rank
from cxdash.stats.targets import (
    Against,
    mean_against,
    nps_against,
    rate_against,
    share_against,
)
from cxdash.stats.tipping import TippingPoint, tipping_point
from cxdash.stats.verdicts import (
    Improvement,
    SpecialCause,
    chart_signals,
    newest_signals,
    special_causes,
)
from cxdash.stats.weighting import effective_answers, rake
from cxdash.stats.weights_use import (
    Weighting,
    effective_weights,
    nps_from_weighted,
    trim_weights,
    weigh,
)
from cxdash.stats.xbar_r import XbarR, xbar_r
from cxdash.stats.xbar_s import XbarS, xbar_s

# One name a line would fill two screens.
# fmt: off
__all__ = [
    "FEWEST_POINTS", "FIRM_POINTS", "RULE_SETS", "RUN_LENGTH", "VITAL_PERCENT", "ActionVerdict",
    "Against", "AgainstExpected", "Agreement", "Agreements", "Assurance", "Autocorrelation",
    "Bounds", "CaseMix", "ChangePoints", "ChartChoice", "ChartForm", "ChartOutcome", "ContrastKind",
    "ControlChart", "ControlConstants", "CoxModel", "Cronbach", "CrossedEffects", "CrossedMix",
    "CrossedMixIntervals", "Cusum", "Difference", "Dispersion", "DriverShares", "Ewma",
    "ExtraVariation", "Gap", "GapLimits", "HitLimits", "ImportanceMap", "Improvement",
    "Interruption", "Interval", "JamesStein", "Kano", "KanoCategory", "Kind", "Kitagawa",
    "KitagawaIntervals", "Limits", "LogRank", "MantelHaenszel", "MovingRanges", "NewestPoints",
    "NhsChart", "NormalEquations", "Nps", "OneWay", "Pareto", "ParetoOrder", "PenaltyReward",
    "PeopleGuards", "PoissonModel", "PooledShares", "Quadrant", "RandomFactor", "RankRanges",
    "RateRatio", "Reading", "Rule", "RuleSet", "RunBounds", "RunChart", "Season", "Sharing",
    "Showing", "Signal", "SpecialCause", "StandardRate", "StandardRatio", "Standing", "Status",
    "SuggestedPhase", "Survival", "TippingPoint", "Touches", "Variation", "Waits", "Weighting",
    "XbarR", "XbarS", "action_verdict", "adjusted_wald", "agreements", "agresti_coull",
    "answers_for_reliability", "answers_needed_mean", "answers_needed_nps", "answers_needed_share",
    "answers_needed_two_shares", "arcsine_dispersion", "arcsine_funnel", "assurance",
    "autocorrelation", "average_run_length", "benjamini_hochberg", "benjamini_yekutieli",
    "beyond_limits", "binomial_funnel", "binomial_limits", "bonferroni", "c4", "case_mix_means",
    "case_mix_rates", "case_mix_shares", "cases_between", "change_points", "chart_signals",
    "choose_chart", "clopper_pearson", "concordance", "control_chart", "control_constants", "cox",
    "cronbach_alpha", "crossed_effects", "crossed_mix", "crossed_mix_intervals",
    "crossed_rate_mix_intervals", "cusum", "direct_mean", "direct_nps", "direct_rate",
    "direct_share", "dispersion", "dispersion_of", "driver_shares", "dummies", "effective_answers",
    "effective_weights", "equations_of_cells", "equations_of_columns", "events_needed_rate", "ewma",
    "excess", "expectation_gap", "expected_false_charts", "expected_funnel",
    "extra_variation_rates", "extra_variation_shares", "find_signals", "garwood", "group_order",
    "holm", "importance_map", "interrupted_series", "james_stein", "james_stein_shares", "jeffreys",
    "kano", "kano_category", "kaplan_meier", "kitagawa", "kitagawa_intervals", "knows_season",
    "lag_one", "lmg", "log_rank", "long_run", "mantel_haenszel", "mean_against", "mean_difference",
    "mean_interval", "membership_matrix", "mixed_model", "moving_ranges", "multi_membership",
    "newest_points", "newest_signals", "nhs_chart", "normal_funnel", "np_limits", "nps_against",
    "nps_difference", "nps_from_parts", "nps_from_weighted", "nps_interval", "nps_wald", "one_way",
    "pareto", "pareto_order", "penalty_reward", "percentile_intervals", "poisson_funnel",
    "poisson_limits", "poisson_regression", "pooled_shares", "process_limits", "quasi_independence",
    "rake", "rank_ranges", "rate_against", "rate_difference", "rate_dispersion", "rate_ratio",
    "rate_ratio_wald", "rates_against_expected", "ratio_limits", "relative_weights", "reliability",
    "resampled", "run_bounds", "run_chart", "season_effects", "share_against", "share_apart_limits",
    "share_difference", "shares_against_expected", "sharing", "sign_test", "signal_share",
    "smallest_change_mean", "smallest_change_nps", "smallest_change_rate", "smallest_change_share",
    "special_causes", "standard_difference", "standard_ratio", "suggested_phases", "time_between",
    "tipping_point", "trim_weights", "waits_until_next", "weigh", "widened_funnel", "wilson",
    "xbar_r", "xbar_s",
]
# fmt: on
