"""The chosen rules, limits and season reach the answer; levels and left-out days are a person's."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.answers.rules_told import OF_NATURE, SIGNALS, STATE_OF_RULE
from cxdash.charts.trend_marks import LOOKS
from cxdash.metrics.filters import LIMITS_LABELS, RULE_LABELS, Filters, Judging, Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.stats import RULE_SETS, RuleSet, control_chart
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
ANSWER = {"metric_kind": "csat", "scale_low": 1, "scale_high": 5, "survey": "S", "question": "Q"}

Rows = list[dict[str, Any]]


def answers(satisfied: list[int], each: int = 40, **shared: object) -> Rows:
    """Return a month of answers, to its last day, for each number of satisfied ones among them."""

    def day(month: str, n: int) -> int:
        return monthrange(int(month[:4]), int(month[5:]))[1] if n == each - 1 else n % 28 + 1

    return [
        {**ANSWER, "score": 5 if n < good else 1, "occurred_at": f"{month}-{day(month, n):02d}"}
        | {"segment": "A" if n % 2 else "B", "channel": "Web" if n % 3 else "Phone"}
        | shared
        for month, good in zip(MONTHS, satisfied, strict=False)
        for n in range(each)
    ]


STEADY = [32, 30, 33, 31] * 6
FELL = [*[34, 32] * 6, *[22, 24] * 6]
WAVE = [round(30 + 7 * np.sin(month * np.pi / 6)) for month in range(24)]


@pytest.fixture
def of(tmp_path) -> Callable[[Rows], Workspace]:
    """Return how to keep answers in a workspace of their own."""

    def kept(rows: Rows) -> Workspace:
        workspace = Workspace(tmp_path)
        keep(workspace, {"responses": rows})
        return workspace

    return kept


def trend(reader: Reader, filters: Filters | None = None, **judging: object) -> Answer:
    question = Question(filters or Filters(), grain="month", judging=Judging(**judging))  # pyright: ignore[reportArgumentType] - as given
    return answer_from("trend", reader, question)


def states(found: Answer) -> list[str]:
    return found.panels["trend"].frames["points"]["state"].tolist()


def test_every_rule_of_every_set_has_a_state_and_every_state_a_look() -> None:
    assert set(RULE_LABELS) == set(RULE_SETS)
    for rules in RULE_SETS.values():
        assert {rule.name for rule in rules} <= set(STATE_OF_RULE)
    assert set(LOOKS) >= SIGNALS == {*STATE_OF_RULE.values(), *OF_NATURE.values()}


@pytest.mark.parametrize("limits", LIMITS_LABELS)
@pytest.mark.parametrize("rules", RULE_LABELS)
@pytest.mark.parametrize("metric", ["csat", "mean_score", "complaints", "complaint_rate", "nps"])
def test_every_metric_can_be_judged_in_every_way(
    metric: str, rules: RuleSet, limits: str, sample: Workspace
) -> None:
    judging = Judging(rules, limits, without_season=True)  # pyright: ignore[reportArgumentType] - a key of the labels

    found = answer_from("trend", reader_of(sample), Question(metric=metric, judging=judging))

    assert set(states(found)) <= set(LOOKS)
    assert "**To say aloud.**" in found.panels["trend"].how


def test_making_data_count_tells_good_news_from_bad(of) -> None:
    reader = reader_of(of(answers(FELL)))

    found = trend(reader, rules="nhs")

    assert states(found)[0] == "improving"
    assert states(found)[-1] == "concerning"
    assert found.sentences[0].endswith(" The level has shifted. That is of concern.")
    assert "run of 8" in states(trend(reader))


def test_a_run_chart_has_a_median_and_no_limits(of) -> None:
    found = trend(reader_of(of(answers(STEADY))), rules="run_chart")

    points = found.panels["trend"].frames["points"]
    # Months of 30, 31, 32 and 33 of 40, six of each: the middle lies half-way from 31 to 32.
    assert points["center"].tolist() == pytest.approx([31.5 / 40] * 24)
    assert points[["lower", "upper"]].isna().all(axis=None)


def test_periods_too_small_for_usual_limits_get_the_wider_of_two(of) -> None:
    hits, each = [11, 12, 12, 11] * 6, 12

    found = trend(reader_of(of(answers(hits, each))))

    points = found.panels["trend"].frames["points"]
    usual, exact = (
        control_chart("share", hits, [each] * 24, variation=how) for how in ("floor", "exact")
    )
    assert points["lower"].tolist() == pytest.approx(np.fmin(usual.lower, exact.lower).tolist())
    assert "the wider of exact binomial limits and the usual ones" in found.panels["trend"].how
    assert "choose quarter as the time step" not in found.panels["trend"].how


def test_the_season_is_taken_out_only_when_asked_for(of) -> None:
    reader = reader_of(of(answers(WAVE)))

    raw, flat = trend(reader), trend(reader, without_season=True)

    assert np.ptp(raw.panels["trend"].frames["points"]["value"]) > 0.3
    assert np.ptp(flat.panels["trend"].frames["points"]["value"]) < 0.05
    assert flat.sentences[0].startswith("Satisfied customers without the season: ")
    assert any(told.startswith("The yearly season is taken out") for told in flat.sentences)


def test_a_shift_that_would_pass_for_a_season_is_said_and_still_offered(of) -> None:
    found = trend(reader_of(of(answers(FELL))), without_season=True)

    assert found.sentences[-1] == (
        "As measured, the level seems to have shifted in Jan 2025, and a shift can pass for a "
        "season: confirm the new level first, or look at the values as measured."
    )
    assert found.panels["levels"].frames["levels"]["label"].tolist() == ["Jan 2025"]


def test_a_season_of_one_year_cannot_be_known_and_is_said(of) -> None:
    found = trend(reader_of(of(answers(WAVE[:13]))), without_season=True)

    assert any(told.startswith("The season cannot be taken out here") for told in found.sentences)


def test_a_fall_is_offered_as_a_new_level_and_never_taken(of) -> None:
    workspace = of(answers(FELL))

    found = trend(reader_of(workspace))

    assert found.panels["levels"].frames["levels"]["label"].tolist() == ["Jan 2025"]
    assert found.panels["levels"].title.startswith(
        "Since Jan 2025 the level is lower: 57.5 % over 12 months, 82.5 % before."
    )
    assert set(found.panels["trend"].frames["points"]["phase"]) == {0}


def test_a_confirmed_level_has_limits_of_its_own_and_the_old_ones_stay(of) -> None:
    workspace = of(answers(FELL))
    day = date(2025, 1, 1)
    workspace.registers.phases.add("csat", day, note="New phone system", confirmed_by="Mia")

    found = trend(reader_of(workspace))

    points = found.panels["trend"].frames["points"]
    assert points["center"].tolist() == pytest.approx([33 / 40] * 12 + [23 / 40] * 12)
    assert "levels" not in found.panels
    assert set(states(found)) == {"normal"}
    assert "2 confirmed levels" in found.panels["trend"].how


def test_a_level_is_that_of_the_rows_it_was_confirmed_for(of) -> None:
    workspace = of(answers(FELL))
    day = date(2025, 1, 1)
    workspace.registers.phases.add("csat", day, note="Phones", confirmed_by="Mia")
    reader = reader_of(workspace)

    for where in (Filters().only("segment", "A"), Filters().only("channel", "Web")):
        assert set(trend(reader, where).panels["trend"].frames["points"]["phase"]) == {0}
    assert "levels" in trend(reader, Filters().only("segment", "A")).panels
    assert "levels" not in trend(reader, Filters().only("channel", "Web")).panels


def test_a_month_left_out_moves_no_limit_and_raises_no_alert(of) -> None:
    workspace = of(answers([*STEADY[:-1], 5]))
    assert states(trend(reader_of(workspace)))[-1] == "outside limits"
    december = (date(2025, 12, 1), date(2025, 12, 31))
    workspace.registers.exclusions.add("csat", december, reason="Strike", excluded_by="Mia")

    found = trend(reader_of(workspace))

    points = found.panels["trend"].frames["points"]
    assert points["center"].iloc[0] == pytest.approx(sum(STEADY[:-1]) / 40 / 23)
    assert points[["state", "told"]].iloc[-1].tolist() == ["left out", "Strike"]
    assert found.sentences[0] == (
        "Satisfied customers: 12.5 % in Dec 2025 is left out of the limits, so it is not judged."
    )
    assert "Left out of the limits, with a written reason: Dec 2025." in found.panels["trend"].how


def test_a_month_is_left_out_of_weeks_but_not_of_its_quarter(of) -> None:
    workspace = of(answers(STEADY))
    june = (date(2025, 6, 1), date(2025, 6, 30))
    workspace.registers.exclusions.add("csat", june, reason="Strike", excluded_by="Mia")
    reader = reader_of(workspace)

    for grain, weeks in (("week", 4), ("quarter", 0)):
        found = answer_from("trend", reader, Question(grain=grain))  # pyright: ignore[reportArgumentType] - a grain
        assert states(found).count("left out") == weeks


def test_people_have_no_rules_levels_seasons_or_warnings(of) -> None:
    workspace = of(answers(FELL, employee="P1"))
    reader = reader_of(workspace)
    code = str(reader.facts.rows("select distinct employee from responses")[0][0])
    where = Filters().only("employee", code)

    found = trend(reader, where, rules="nelson", limits="none", without_season=True)

    assert set(states(found)) <= {"normal", "too few", "not complete"}
    assert "levels" not in found.panels
    assert found.panels["trend"].frames["points"]["told"].eq("").all()
    assert found.panels["trend"].frames["points"][["center", "lower"]].isna().all(axis=None)
    assert not any("Judged by" in told or "season" in told for told in found.sentences)
    early = answer_from("early", reader, Question(where))
    assert early.panels == {}
    assert early.sentences[0].startswith("People are neither compared nor judged")


def test_early_warning_adds_up_a_small_shift_and_says_since_when(of) -> None:
    found = answer_from("early", reader_of(of(answers(FELL))), Question(grain="month"))

    assert found.sentences[0].startswith(
        "Satisfied customers: small steps down have added up since "
    )
    lines = found.panels["cusum"].frames["lines"]
    below = lines[lines["line"] == "below average"]
    assert below["signal"].iloc[-1]
    assert (below["value"] <= 0).all()
    assert "h = 5" in found.panels["cusum"].how
    assert "λ = 0.2" in found.panels["ewma"].how


@pytest.mark.parametrize(("months", "said"), [(11, "there are 11."), (1, "there is 1."), (0, "0.")])
def test_early_warning_waits_for_twelve_points(months: int, said: str, of) -> None:
    found = answer_from("early", reader_of(of(answers(STEADY[:months]))), Question(grain="month"))

    assert found.panels == {}
    if months > 1:
        assert found.sentences[0].endswith(said)
    assert found.sentences[0].startswith("Early warning begins at 12 complete points")


def test_small_multiples_are_judged_by_the_same_rules(of) -> None:
    reader = reader_of(of(answers(FELL)))
    question = Question(grain="month", split="segment", judging=Judging("nhs"))

    panel = answer_from("trend", reader, question).panels["multiples"]

    assert panel.title == "Rules are broken: A, B"
    assert "**Rules.** NHS Making Data Count." in panel.how
    assert "Of these 2 charts, expect about" in panel.how
    assert "concerning" in panel.frames["points"]["state"].tolist()
