"""Rule by rule, the exact sentence a reader is told about a trend, and how it was computed."""

import numpy as np
import pandas as pd
import pytest

from cxdash.answers.early_sentences import (
    Sums,
    cusum_title,
    early_sentence,
    ewma_title,
    too_early_sentence,
)
from cxdash.answers.multiples_sentences import multiples_title
from cxdash.answers.rules_told import states_of
from cxdash.answers.sentences import trend_sentence
from cxdash.answers.series import Series
from cxdash.answers.trend_how import aloud, choice_of, limits_told, trend_how
from cxdash.answers.trend_sentences import (
    left_out_sentence,
    level_sentence,
    neighbours_sentence,
    rules_sentence,
    season_sentence,
)
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Judging
from cxdash.metrics.periods import label_of
from cxdash.stats import ControlChart, Season, chart_signals, control_chart

CSAT = metric_named("csat")
CALM = [0.80, 0.82] * 6


def of(chart: ControlChart, n: int, judging: Judging, *, metric: str = "csat") -> Series:
    """Return a chart as the monthly series of a metric from January 2024 on."""
    values = np.array(chart.values)
    starts = pd.date_range("2024-01-01", periods=len(values), freq="MS")
    points = pd.DataFrame(
        {
            "start": starts,
            "label": [label_of(start.date(), "month") for start in starts],
            "value": values,
            "center": chart.center,
            "lower": chart.lower,
            "upper": chart.upper,
            "n": n,
            "total": values * n,
            "state": "normal",
        }
    )
    signals = chart_signals(chart, judging.rules)
    points["state"] = states_of(
        metric_named(metric), chart, signals, n=np.full(len(points), float(n)), rules=judging.rules
    )
    return Series(points, chart, "month", judging=judging, signals=signals)


def shares(values: list[float], n: int = 1000, *, rules: str = "standard", **how: object) -> Series:
    chart = control_chart("share", [value * n for value in values], [n] * len(values), **how)  # pyright: ignore[reportArgumentType] - as given
    return of(chart, n, Judging(rules))  # pyright: ignore[reportArgumentType] - a set's name


# Limits by hand as in test_sentences: the centre is the mean, sigma a sixth of the band.
@pytest.mark.parametrize(
    ("rules", "tail", "sentence"),
    [
        ("western_electric", [0.76, 0.76], (
            "Satisfied customers: 2 of the last 3 months lie far below the average of 80.3 %; "
            "76.0 % in Feb 2025.")),
        ("western_electric", [0.78] * 4, (
            "Satisfied customers: 4 of the last 5 months lie well below the average of 80.2 %; "
            "78.0 % in Apr 2025.")),
        ("nelson", [0.795, 0.805, 0.815, 0.825, 0.835, 0.838], (
            "Satisfied customers: the last 6 months lie each higher than the one before, up to "
            "the newest: 83.8 % in Jun 2025. The level is drifting.")),
        ("nelson", [0.80, 0.82], (
            "Satisfied customers: 82.0 % in Feb 2025. 14 points in a row go up and down by "
            "turns: two sources may be mixed.")),
        ("nhs", [0.60], (
            "Satisfied customers: 60.0 % in Jan 2025 is outside the usual 69.6 to 89.1 %. "
            "Something real happened. That is of concern.")),
        ("nhs", [0.95], (
            "Satisfied customers: 95.0 % in Jan 2025 is outside the usual 74.3 to 89.8 %. "
            "Something real happened. That is an improvement.")),
    ],
)  # fmt: skip
def test_each_rule_is_named_in_words(rules: str, tail: list[float], sentence: str) -> None:
    assert trend_sentence(CSAT, shares([*CALM, *tail], rules=rules)) == sentence


def test_only_the_newest_point_raises_an_alert() -> None:
    series = shares([*CALM, 0.60, *CALM])

    assert (series.points["state"] == "outside limits").sum() == 1
    assert series.alert is None
    assert trend_sentence(CSAT, series).startswith("Satisfied customers: 82.0 % in Jan 2026 lies")


def test_other_rules_say_how_often_they_cry_wolf() -> None:
    assert rules_sentence(shares(CALM * 2)) == ""
    assert rules_sentence(shares(CALM * 2, rules="nhs")) == (
        "Judged by the 4 rules of “NHS Making Data Count”; a stable chart of 24 months breaks one "
        "of them in 16 % of cases."
    )
    assert rules_sentence(shares([0.8], rules="nhs")) == (
        "Judged by the 4 rules of “NHS Making Data Count”."
    )


def test_alike_neighbours_are_a_warning() -> None:
    waves = [0.80 + 0.02 * np.sin(month / 3) for month in range(36)]

    told = neighbours_sentence(shares(waves))

    assert told.startswith("Neighbouring months are alike (correlation 0.8")
    assert told.endswith("chance explains 0.33), so some of the marked points may be echoes of "
                         "others. A longer time step shows fewer.")  # fmt: skip
    assert neighbours_sentence(shares(CALM * 3)) == ""


def test_a_fall_alone_makes_no_neighbours_alike() -> None:
    series = shares([0.80, 0.82] * 8 + [0.60, 0.62] * 8)

    assert len(series.levels) == 1
    assert neighbours_sentence(series) == ""


@pytest.mark.parametrize("after", [12, 8])
def test_a_new_level_is_offered_with_what_it_was(after: int) -> None:
    series = shares([*CALM, *([0.60, 0.62] * (after // 2))])

    (level,) = series.levels

    assert level_sentence(CSAT, series, level) == (
        f"Since Jan 2025 the level is lower: 61.0 % over {after} months, 81.0 % before. If you "
        "know what changed then, confirm a new level: each of at least 12 months has limits of its "
        "own, and the old ones stay drawn."
    )


def test_the_season_is_said_to_be_out_or_why_it_is_not() -> None:
    waves = [0.80 + 0.02 * np.sin(month * np.pi / 6) for month in range(24)]

    assert season_sentence(shares(waves)) == ""
    assert season_sentence(shares(waves, season=Season())) == (
        "The yearly season is taken out of the chart; all other figures are as they were measured."
    )


def test_points_left_out_are_named() -> None:
    series = shares(CALM, excluded={3: "strike", 5: "strike"})

    assert left_out_sentence(series) == (
        "Left out of the limits, with a written reason: Apr 2024 and Jun 2024."
    )
    assert series.points["state"].tolist()[3] == "left out"


@pytest.mark.parametrize(
    ("values", "rules", "said"),
    [
        ([0.8], "standard",
         "There is too little history yet to tell a change from the usual ups and downs."),
        (CALM, "standard", ("Normal ups and downs stay inside the grey band, and Dec 2024 is no "
                            "exception: there is nothing to explain.")),
        ([*CALM, 0.6], "standard", ("Normal ups and downs stay inside the grey band. Jan 2025 is "
                                    "outside: something real happened.")),
        ([*CALM, *[0.79] * 8], "standard", ("Normal ups and downs stay inside the grey band. 8 "
                                            "months in a row below the average: the level has "
                                            "shifted.")),
    ],
)  # fmt: skip
def test_what_a_manager_may_say_aloud(values: list[float], rules: str, said: str) -> None:
    assert aloud(shares(values, rules=rules)) == said


def test_how_it_was_computed_names_all_one_needs_to_check_it() -> None:
    how = trend_how(CSAT, shares(CALM * 2))

    for words in (
        "Satisfied customers = answers in the top two boxes / answers",
        "**Chart.** P chart. Each answer is yes or no, out of a known number.",
        "**Limits.** The average, three standard errors either way; wider where neighbouring",
        "(here 1.4 times as far), never narrower.",
        "**Rules.** Standard: limits and runs of 8. (1) A point lies outside the limits",
        "**Behind it.** 24 months of n = 1,000 to 1,000.",
        "**Neighbours.** Each period against the one before: correlation −0.96, no more than",
        "**Sources.** Montgomery, Introduction to Statistical Quality Control; Laney (2002)",
        "Champ and Woodall (1987)",
        "**To say aloud.** “Normal ups and downs",
    ):
        assert words in how


@pytest.mark.parametrize(
    ("limits", "n", "words"),
    [
        ("auto", 15, ("Periods are small: in more than a fifth of them fewer than 5 of the rarer "
                      "outcome are expected. So each period has the wider of exact binomial limits "
                      "and the usual ones. Better still: choose quarter as the time step.")),
        ("floor", 15, "so these limits alarm too often. Better still: choose quarter"),
        ("exact", 15, "Exact binomial limits, because you asked for them."),
        ("laney", 1000, "Laney's, because you asked for them"),
        ("none", 1000, "The textbook's, because you asked for them"),
    ],
)  # fmt: skip
def test_limits_say_why_they_are_what_they_are(limits: str, n: int, words: str) -> None:
    hits = [round(0.8 * n), round(0.87 * n)] * 18
    series = of(control_chart("share", hits, [n] * 36), n, Judging("standard", limits))  # pyright: ignore[reportArgumentType] - a key of the labels

    assert words in limits_told(CSAT, series, choice_of(CSAT, series))


def test_a_count_without_exposure_is_cautioned_about() -> None:
    series = of(control_chart("count", [40, 44] * 10), 42, Judging(), metric="complaints")

    assert "rising volume looks like rising complaints" in trend_how(
        metric_named("complaints"), series
    )


QUIET = Sums(24, "Dec 2025", 1.2, 0.4, "Oct 2025", "Dec 2025", 0.31, 1.0)
FALLING = Sums(24, "Dec 2025", 0.0, 6.1, "Dec 2025", "Jul 2025", -1.2, 1.0)
DRIFTING = Sums(24, "Dec 2025", 4.1, 0.0, "Jul 2025", "Dec 2025", 1.2, 1.0)


@pytest.mark.parametrize(
    ("sums", "sentence"),
    [
        (QUIET, ("Satisfied customers: no small shift is adding up by Dec 2025 (24 months, CUSUM "
                 "and EWMA).")),
        (FALLING, ("Satisfied customers: small steps down have added up since Jul 2025 (CUSUM and "
                   "EWMA, 24 months). Look for a cause.")),
        (DRIFTING, ("Satisfied customers: small steps up have added up since Jul 2025 (EWMA, 24 "
                    "months). Look for a cause.")),
    ],
)  # fmt: skip
def test_early_warning(sums: Sums, sentence: str) -> None:
    assert early_sentence(CSAT, "month", sums) == sentence


def test_early_warning_titles() -> None:
    assert cusum_title(QUIET) == "The larger sum is 1.2 of 5 standard errors: no signal"
    assert cusum_title(FALLING) == "The sum is 6.1 standard errors in Dec 2025: a signal"
    assert ewma_title(QUIET) == (
        "The weighted average is 0.31 standard errors above the centre, of 1.00 that chance "
        "explains: no signal"
    )
    assert ewma_title(FALLING) == (
        "The weighted average is 1.20 standard errors below the centre in Dec 2025: a signal"
    )
    assert too_early_sentence(1).endswith("there is 1.")


def test_small_multiples_name_who_breaks_the_rules_chosen() -> None:
    none, some = [], ["A", "B"]

    assert multiples_title(some, "segment", 4) == "More than the usual ups and downs: A, B"
    assert multiples_title(some, "segment", 4, rules="nelson") == "Rules are broken: A, B"
    assert multiples_title(none, "segment", 4, rules="nelson") == (
        "No rule of Nelson is broken in any of the 4 charts by segment"
    )
