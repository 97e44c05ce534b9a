"""Marks say what they show in whole sentences, and a verdict never by colour alone."""

from cxdash.charts import trend_marks, words
from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.early import early_warning
from cxdash.charts.heat import heat
from cxdash.charts.matrix import touch_matrix
from cxdash.charts.pareto import pareto
from cxdash.charts.shares import shares
from cxdash.charts.survival import time_to_resolution
from tests.charts.chart_frames import (
    CSAT,
    NAN,
    causes,
    contacts,
    crossing,
    curve,
    customers,
    events,
    groups,
    sums,
    targets,
    trend,
)


def test_a_point_says_its_period_value_interval_n_and_state() -> None:
    tips = control_chart(trend(), events(), targets(), CSAT).datasets["points"]["tip"]

    assert tips[0] == (
        "Jan 2025: Satisfied customers 80.0 %, likely 76.0 to 84.0 %, 214 answers, "
        "normal ups and downs"
    )


def test_a_point_left_out_says_why_and_is_hollow() -> None:
    points = trend().assign(state="left out", told=["Strike in the depot.", "", ""])

    tips = control_chart(points, events(), targets(), CSAT).datasets["points"]["tip"]

    assert tips[0].endswith("214 answers, left out of the limits: Strike in the depot")
    assert trend_marks.LOOKS["left out"][2] == "transparent"


def test_a_run_chart_names_its_median_and_draws_no_limits() -> None:
    points = trend().assign(lower=NAN, upper=NAN)

    drawing = control_chart(points, events(), targets(), CSAT)

    assert drawing.datasets["ends"]["words"].tolist() == ["Median 80.0 %"]
    assert drawing.datasets["limits"]["lower"].isna().all()


def test_early_warning_says_its_sum_and_whether_it_is_a_signal() -> None:
    tips = early_warning(sums(), CSAT).datasets["points"]["tip"]

    assert tips.tolist()[-2:] == [
        "Jan 2025: −2.00 standard errors, below average",
        "Feb 2025: −5.50 standard errors, below average, a signal",
    ]


def test_a_group_says_what_it_was_before_and_whether_that_is_better() -> None:
    tips = comparison(groups(), CSAT).datasets["groups"]["tip"]

    assert tips[0] == (
        "Retail: Satisfied customers 87.0 %, likely 84.0 to 90.0 %, 512 answers, "
        "before 80.0 %, higher: better"
    )


def test_a_group_of_too_few_shows_no_value() -> None:
    rows = comparison(groups(), CSAT).datasets["groups"]

    assert rows["figure"].tolist() == [
        "+7.0 points · ▲ better · 87.0 % · n 512",
        "▼ worse · 70.0 % · n 402",
        "too few · n 6",
    ]
    assert rows["value"].isna().tolist() == [False, False, True]


def test_a_cell_carries_its_verdict_as_an_arrow() -> None:
    cells = touch_matrix(contacts(), CSAT, ("Process", "Segment")).datasets["cells"]

    assert cells["main"].tolist() == ["▲ 91.0 %", "▼ 61.0 %", ""]
    assert cells["second"].tolist() == ["n 214", "n 160", "n<10"]
    assert cells["third"].tolist() == ["489 touches", "118 touches", "12 touches"]


def test_a_cell_of_too_few_sends_no_value_to_the_browser() -> None:
    cells = touch_matrix(contacts(), CSAT, ("Process", "Segment")).datasets["cells"]

    assert not {"value", "low", "high"} & set(cells)
    assert cells["main"][2] == ""
    assert cells["tip"][2] == (
        "Hotline and Retail: fewer than 10 answers, too few to say, 12 touches"
    )


def test_a_cause_and_segment_say_what_was_expected() -> None:
    cells = heat(crossing()).datasets["cells"]

    assert cells["main"].tolist() == ["▲ 84", "▼ 5", "2"]
    assert cells["tip"][0] == (
        "Waiting time and Retail: 84 complaints, 25 expected, more than expected"
    )


def test_a_cause_says_its_share_and_the_share_up_to_it() -> None:
    tips = pareto(causes()).datasets["causes"]["tip"]

    assert tips[1] == (
        "Billing error: 10 complaints, likely 5 to 18, 10.0 % of all, "
        "100.0 % together with the causes above"
    )


def test_the_day_on_which_half_are_resolved_is_named() -> None:
    halves = time_to_resolution(curve()).datasets["halves"]

    assert halves["words"].tolist() == ["half within 5 days"]


def test_flagged_states_differ_from_normal_in_shape_and_colour() -> None:
    looks = trend_marks.LOOKS

    assert looks["outside limits"][0] == "triangle-up"
    assert looks["run of 8"][0] == "diamond"
    assert looks["not complete"][2] == "transparent"
    for state in set(looks) - {"normal", "not complete", "too few"}:
        assert looks[state][0] != looks["normal"][0]
        assert looks[state][1] != looks["normal"][1]


def test_every_state_has_a_look_and_a_sentence() -> None:
    assert list(trend_marks.LOOKS) == list(words.STATES)


def test_the_legend_names_the_states_that_occur() -> None:
    span = control_chart(trend(), events(), targets(), CSAT).datasets["span"]

    assert span["states_shown"].tolist() == ["normal|outside limits|not complete"] * 2


def test_a_group_says_its_share_of_customers_and_of_answers() -> None:
    rows = shares(customers()).datasets["groups"]

    assert rows["figure"].tolist() == [
        "60 % of answers · 75 % of customers",
        "40 % of answers · 25 % of customers",
    ]
    assert rows["tip"].tolist()[0] == (
        "Segment: Retail: 60 % of answers · 75 % of customers (60 answers, 300 customers)"
    )
