"""Each small multiple is the chart its page draws for that group alone."""

from datetime import date

import pandas as pd
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.multiples_sentences import multiples_title
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Filters, Judging, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace
from tests.answers.test_judging import FELL, STEADY, WAVE, answers
from tests.uploads_by_hand import keep

DRAWN = ["key", "value", "center", "lower", "upper", "n", "state", "phase"]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path)


def asked(workspace: Workspace, filters: Filters, judging: Judging, split: str | None) -> Answer:
    question = Question(filters, split=split, grain="month", judging=judging)
    return answer_from("trend", reader_of(workspace), question)


def both(workspace: Workspace, group: str, judging: Judging) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the points of a group among small multiples, and those of its own chart."""
    filters = Filters()
    strips = asked(workspace, filters, judging, "segment").panels["multiples"].frames["points"]
    own = asked(workspace, filters.only("segment", group), judging, None).panels["trend"]
    drawn = strips[strips["panel"] == group].reset_index(drop=True)
    return drawn[DRAWN], own.frames["points"][DRAWN]


@pytest.mark.parametrize(
    "judging",
    [Judging(), Judging("nhs"), Judging("run_chart"), Judging(limits="laney"),
     Judging(without_season=True)],
)  # fmt: skip
def test_a_strip_is_the_chart_of_its_group(workspace, judging: Judging) -> None:
    keep(workspace, {"responses": answers(WAVE)})
    strip, own = both(workspace, "A", judging)
    assert strip.equals(own)


def test_the_season_is_taken_out_of_strips_too(workspace) -> None:
    keep(workspace, {"responses": answers(WAVE)})
    strip, _ = both(workspace, "A", Judging(without_season=True))
    raw, _ = both(workspace, "A", Judging())
    # The wave of 7 in 40 is gone; what stays is rounding.
    assert strip["value"].std() < raw["value"].std() / 3


def test_limits_kept_from_days_before_the_period_reach_a_strip(workspace) -> None:
    keep(workspace, {"responses": answers([*FELL])})
    workspace.registers.baselines.add(
        "csat",
        (date(2024, 1, 1), date(2024, 12, 31)),
        segment="A",
        note="The year before",
        set_by="Mia",
    )
    panel = asked(workspace, Filters(), Judging(), "segment").panels["multiples"]
    strip, own = both(workspace, "A", Judging())
    assert strip.equals(own)
    assert "A: Limits are kept from 1 Jan 2024 to 31 Dec 2024 (12 months)" in panel.how
    assert "B: Limits" not in panel.how


@pytest.mark.parametrize("group", ["A", "B"])
def test_a_short_period_reaches_back_for_one_group_and_not_for_another(workspace, group) -> None:
    """By the week a year of history is drawn, and the kept year lies before it."""
    keep(workspace, {"responses": answers(FELL)})
    workspace.registers.baselines.add(
        "csat", (date(2024, 1, 1), date(2024, 9, 30)), segment="A", note="Before", set_by="Mia"
    )
    question = Question(
        Filters(Period(date(2025, 10, 1), date(2025, 12, 31))), split="segment", grain="week"
    )
    strips = answer_from("trend", reader_of(workspace), question).panels["multiples"]
    points = strips.frames["points"]
    first = points.loc[points["panel"] == group, "key"].min()
    assert (first < "2024-01-08") == (group == "A")


def test_what_is_news_in_a_strip_is_what_is_news_in_its_chart(workspace) -> None:
    """A run of eight is news as a point outside is."""
    keep(workspace, {"responses": answers(STEADY[:16] + [34, 33] * 4)})
    panel = asked(workspace, Filters(), Judging(), "segment").panels["multiples"]
    states = panel.frames["points"].groupby("panel")["state"].agg(set)
    flagged = [str(group) for group in states.index if "run of 8" in states[group]]
    assert flagged
    assert panel.title == multiples_title(flagged, "segment", 2)


def test_which_strips_keep_their_season_is_said(workspace) -> None:
    young = [{**row, "segment": "C"} for row in answers(WAVE[:12])]
    keep(workspace, {"responses": [*answers(WAVE), *young]})
    panel = asked(workspace, Filters(), Judging(without_season=True), "segment").panels["multiples"]
    assert (
        "The yearly season is taken out of the charts with 24 complete months; C has fewer and is "
        "drawn as measured."
    ) in panel.how
    weekly = Question(split="segment", grain="week", judging=Judging(without_season=True))
    how = answer_from("trend", reader_of(workspace), weekly).panels["multiples"].how
    assert "The season cannot be taken out of any" in how


def test_how_strips_were_computed_names_rules_n_chance_sources_and_words(workspace) -> None:
    keep(workspace, {"responses": answers(STEADY)})
    how = asked(workspace, Filters(), Judging(), "segment").panels["multiples"].how
    for part in ("Charts", "Limits", "Rules", "Behind it", "By chance", "Sources", "To say aloud"):
        assert f"**{part}.**" in how
    assert "A 480 answers in 24 months; B 480 answers in 24 months." in how
    # Two charts of 24 points: .09 each.
    assert "Of these 2 charts, expect about 0.2 to flag by chance alone." in how
    assert "None of these groups is news today" in how
