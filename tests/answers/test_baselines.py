"""Limits kept from a chosen stretch judge what came after, and nothing after moves them."""

from datetime import date

import numpy as np
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.baselines import require_enough
from cxdash.answers.open import answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Filters, Judging, Question
from cxdash.metrics.periods import Grain, Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.stats import RuleSet
from cxdash.store.workspace import Workspace
from tests.answers.test_judging import answers
from tests.uploads_by_hand import keep

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
SLOWLY_WORSE = [*[34, 32] * 6, *[31, 30, 29, 28, 27, 26, 25, 24, 24, 24, 24, 24]]
"""Satisfied of 40 a month: a steady year of 33, then one that slides down to 24."""


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    made = Workspace(tmp_path)
    keep(made, {"responses": answers(SLOWLY_WORSE)})
    return made


def keep_2024(workspace: Workspace, **wanted: str) -> None:
    workspace.registers.baselines.add(
        "csat", YEAR, **{"note": "The year before the move.", "set_by": "Mia"} | wanted
    )


def trend(
    reader: Reader,
    filters: Filters | None = None,
    *,
    grain: Grain = "month",
    rules: RuleSet = "standard",
) -> Answer:
    judging = Judging(rules)
    return answer_from(
        "trend", reader, Question(filters or Filters(), grain=grain, judging=judging)
    )


def test_limits_come_from_the_stretch_alone(workspace: Workspace) -> None:
    keep_2024(workspace)

    points = trend(reader_of(workspace)).panels["trend"].frames["points"]

    # 396 of 480 were satisfied: p = 0.825, and 3 * sqrt(p (1 - p) / 40) = 0.180234. Neighbours of
    # 34 and 32 in turn lie 0.05 apart: 0.05 / 0.060078 / 1.128 = 0.74 sigmas, so nothing widens.
    assert points["center"].tolist() == pytest.approx([0.825] * 24)
    assert points["lower"].tolist() == pytest.approx([0.825 - 0.180234] * 24, abs=1e-6)
    assert points["baseline"].tolist() == [True] * 12 + [False] * 12
    # 0.644766 of 40 is 25.8: from 25 on (July 2025) every month lies below.
    assert points["state"].eq("outside limits").tolist() == [False] * 18 + [True] * 6


def test_the_stretch_is_said_in_the_title_and_in_how(workspace: Workspace) -> None:
    usual = trend(reader_of(workspace))
    assert "kept from" not in " ".join(usual.sentences)
    keep_2024(workspace)

    found = trend(reader_of(workspace))

    assert found.panels["trend"].title == (
        "Satisfied customers: 60.0 % in Dec 2025 is outside the usual 64.5 to 100.0 % of Jan 2024 "
        "to Dec 2024. Something real happened."
    )
    today = date.fromisoformat(workspace.registers.baselines.list()[0].set_at[:10])
    told = (
        "Limits are kept from 1 Jan 2024 to 31 Dec 2024 (12 months), whatever came after "
        f"(Mia, {today.day} {today:%b %Y}: The year before the move)."
    )
    assert told in found.sentences
    assert f"**Baseline.** {told}" in found.panels["trend"].how


def test_a_short_period_still_shows_the_stretch_its_limits_come_from(workspace: Workspace) -> None:
    keep_2024(workspace)
    last = Filters(Period(date(2025, 12, 1), date(2025, 12, 31)))

    found = trend(reader_of(workspace), last, grain="week")

    points = found.panels["trend"].frames["points"]
    assert points["start"].iloc[0].date() == date(2024, 1, 1)
    assert points["baseline"].sum() == 52  # whole weeks of 2024: from 1 January to 29 December


def test_a_run_chart_keeps_the_median_of_the_stretch(workspace: Workspace) -> None:
    keep_2024(workspace)

    found = trend(reader_of(workspace), rules="run_chart")

    # Six months of 34 and six of 32 of 40: the middle lies half-way.
    centers = found.panels["trend"].frames["points"]["center"].tolist()
    assert centers == pytest.approx([33 / 40] * 24)
    assert any(told.startswith("The median is kept from 1 Jan 2024") for told in found.sentences)


def test_a_stretch_of_too_few_periods_is_said_and_not_used(workspace: Workspace) -> None:
    keep_2024(workspace)

    found = trend(reader_of(workspace), grain="quarter")

    assert (
        "Limits were to be kept from 1 Jan 2024 to 31 Dec 2024, but too few quarters that can "
        "serve lie in those days and this chart (4; each level needs 12): they come from all of "
        "them."
    ) in found.sentences
    assert "baseline" not in found.panels["trend"].frames["points"]


def test_a_baseline_is_that_of_the_rows_it_was_set_for(workspace: Workspace) -> None:
    keep_2024(workspace, segment="A")
    reader = reader_of(workspace)

    def is_kept(filters: Filters) -> bool:
        return "baseline" in trend(reader, filters).panels["trend"].frames["points"]

    of_a = Filters().only("segment", "A")
    assert is_kept(of_a)
    assert not is_kept(Filters())
    assert not is_kept(Filters().only("segment", "B"))
    assert not is_kept(of_a.only("channel", "Web"))


def test_a_confirmed_level_has_limits_of_its_own_beside_a_kept_stretch(
    workspace: Workspace,
) -> None:
    keep_2024(workspace)
    workspace.registers.phases.add(
        "csat", date(2025, 1, 1), note="New phone system", confirmed_by="Mia"
    )

    found = trend(reader_of(workspace))

    centers = found.panels["trend"].frames["points"]["center"].to_numpy()
    assert centers[:12] == pytest.approx(np.full(12, 0.825))
    assert centers[12:] == pytest.approx(np.full(12, 316 / 480))
    assert "of Jan 2024 to Dec 2024" not in found.sentences[0]


def test_a_left_out_month_does_not_serve_a_kept_stretch(workspace: Workspace) -> None:
    keep_2024(workspace)
    workspace.registers.exclusions.add(
        "csat", (date(2024, 1, 1), date(2024, 1, 31)), reason="Strike", excluded_by="Mia"
    )

    found = trend(reader_of(workspace))

    assert any("(11; each level needs 12)" in told for told in found.sentences)


def test_the_overview_judges_by_the_kept_stretch_too(workspace: Workspace) -> None:
    keep_2024(workspace)
    december = Question(Filters(Period(date(2025, 12, 1), date(2025, 12, 31))), grain="month")

    table = answer_from("overview", reader_of(workspace), december).panels["indicators"].table

    told = (
        "Satisfied customers: 60.0 % in Dec 2025 is outside the usual 64.5 to 100.0 % of Jan 2024 "
        "to Dec 2024."
    )
    assert str(table["In words"].iloc[0]).startswith(told)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((0, 10), "M0 to M10 holds 11 complete periods; limits need at least 12."),
        ((12, 23), "M12 to M23 holds 11 complete periods; limits need at least 12."),
        ((5, 5), "M5 to M5 holds 1 complete period; limits need at least 12."),
        ((12, 0), "M12 to M0 runs backwards."),
    ],
)
def test_a_stretch_nothing_can_come_from_is_refused(ends: tuple[int, int], words: str) -> None:
    labels = [f"M{month}" for month in range(24)]
    with pytest.raises(QuestionError) as refused:
        require_enough(labels, [True] * 23 + [False], ends)
    assert refused.value.what == words
    require_enough(labels, [True] * 23 + [False], (0, 11))
