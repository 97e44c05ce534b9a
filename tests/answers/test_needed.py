"""How many answers does it take? Against the figures that textbooks and programs print."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.enough import NOTHING_COMPARED
from cxdash.answers.judge import Amount
from cxdash.answers.needed import Need, Worth, need_of, worth_of
from cxdash.answers.needed_counts_sentences import Counted, needed_for_pace, needed_in_cells
from cxdash.answers.needed_sentences import (
    need_sentence,
    needed_among,
    needed_paragraph,
    sizes_told,
)
from cxdash.answers.open import answer_from
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

CSAT, NPS, MEAN = metric_named("csat"), metric_named("nps"), metric_named("mean_score")
RATE = metric_named("complaint_rate")
ANY = Question()


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def share(n: float, of: float) -> Amount:
    return Amount(n, n * of, n * of)


def need(metric, one: Amount, other: Amount, size: float) -> Need:
    found = need_of(metric, one, other, Worth(size))
    assert found is not None
    return found


# The numbers.


@pytest.mark.parametrize(
    ("points", "answers"), [(0.10, 252), (0.05, 1005), (0.03, 2791), (0.02, 6280)]
)
def test_two_shares_take_what_the_formula_of_fleiss_gives(points: float, answers: int) -> None:
    """2 x 0.8 x 0.2 x (1.960 + 0.842)^2 / points^2, each side."""
    assert need(CSAT, share(500, 0.8), share(500, 0.8), points).needed == answers


def test_what_is_needed_is_what_shows_just_that_difference() -> None:
    found = need(CSAT, share(1005, 0.8), share(1005, 0.8), 0.05)

    assert found.visible == pytest.approx(0.05, abs=1e-4)
    assert found.is_enough
    assert not need(CSAT, share(1000, 0.8), share(1000, 0.8), 0.05).is_enough


def test_two_nps_take_what_their_spread_asks_for() -> None:
    """Half promoters, 30 % passive, 20 % detractors: +30, variance 0.7 - 0.09; 10 points: 958."""
    side = Amount(1000, 100 * (500 - 200), 100**2 * 700)

    assert need(NPS, side, side, 10).needed == 958


def test_two_means_take_what_g_power_gives() -> None:
    """Two groups, effect 0.5, 80 %, two-sided 5 %: 64 a group. The spread here is 0.4."""
    n = 50
    side = Amount(n, 4.0 * n, 16.0 * n + (n - 1) * 0.4**2)

    found = need(MEAN, side, side, 0.2)

    assert found.needed == 64
    # At 50 a side: 2.8296 standard errors of 0.4 x sqrt(2 / 50), as statsmodels solves it.
    assert found.visible == pytest.approx(0.22637, abs=1e-4)


def test_a_mean_without_a_known_scale_is_planned_for_a_small_effect() -> None:
    """Cohen's small effect, 0.2 standard deviations, takes 394 a group in G*Power."""
    side = Amount(50, 200, 800 + 49 * 0.4**2)

    found = need(MEAN, side, side, math.nan)

    assert found.needed == 394
    assert found.worth.size == pytest.approx(0.08)


def test_a_fall_of_a_fifth_takes_355_events_before() -> None:
    """(2.802 / log 0.8)^2 x (1 + 1 / 0.8) = 354.7."""
    found = need(RATE, Amount(1000, 80), Amount(1000, 100), 0.8)

    assert found.needed == 355
    assert found.sizes == (80, 100)
    # 100 events: -log r = 2.802 sqrt((1 + 1/r) / 100) at r = 0.6385.
    assert found.visible == pytest.approx(0.6385, abs=0.0005)
    assert not found.is_enough


def test_unequal_sides_show_what_their_harmonic_mean_shows() -> None:
    """600 against 200 is as sure as 300 against 300: 1/600 + 1/200 = 2/300."""
    uneven = need(CSAT, share(600, 0.8), share(200, 0.8), 0.05)

    assert uneven.visible == pytest.approx(
        need(CSAT, share(300, 0.8), share(300, 0.8), 0.05).visible
    )


# What has no answer.


@pytest.mark.parametrize(
    ("metric", "one", "other"),
    [
        (CSAT, Amount(0, 0), share(10, 0.5)),
        (MEAN, Amount(1, 4, 16), Amount(1, 5, 25)),
        (MEAN, Amount(9, 36, 144), Amount(9, 36, 144)),
        (RATE, Amount(100, 5), Amount(100, 0)),
        (metric_named("reported_share"), share(10, 0.5), share(10, 0.5)),
    ],
    ids=["no answers", "no spread known", "all the same", "no event before", "single values"],
)
def test_where_nothing_can_be_planned_nothing_is(metric, one: Amount, other: Amount) -> None:
    assert need_of(metric, one, other, Worth(0.2)) is None


@pytest.mark.parametrize("of", [0.0, 1.0])
def test_all_or_none_is_planned_as_nearly_so(of: float) -> None:
    """Of 200 answers half a one: 0.0025 x 0.9975 x 2 x 7.849 / 0.0025 = 15.7."""
    found = need(CSAT, share(100, of), share(100, of), 0.05)

    assert found.needed == 16


def test_a_handful_can_show_nothing_that_is_possible() -> None:
    assert math.isinf(need(CSAT, share(4, 0.5), share(4, 0.5), 0.05).visible)
    assert need(RATE, Amount(10, 1), Amount(10, 2), 0.8).visible == 0


def test_nps_of_one_mind_is_planned_as_nearly_so() -> None:
    """Of 200 promoters half a one is not: variance 0.0025, 2 x 0.0025 x 7.849 / 0.01 = 3.9."""
    side = Amount(100, 100 * 100, 100**2 * 100)

    found = need(NPS, side, side, 10)

    assert found.needed == 4
    assert found.visible > 0


# What matters.


def _asked(tmp_path: Path, target: float | None, question: Question = ANY) -> Asked:
    rows = [
        {
            "response_id": str(n),
            "occurred_at": f"2025-{n % 12 + 1:02d}-10",
            "score": 2 if n % 5 == 0 else 5,
            "scale_low": 1,
            "scale_high": 5,
            "metric_kind": "csat",
            "survey": "S",
            "question": "Q",
            "segment": "AB"[n % 2],
        }
        for n in range(240)
    ]
    workspace = Workspace(tmp_path)
    keep(workspace, {"responses": rows})
    if target is not None:
        workspace.registers.targets.add(question.metric, target)
    return asked_of(reader_of(workspace), question)


@pytest.mark.parametrize(
    ("target", "worth"),
    [
        (None, Worth(0.05)),
        (0.88, Worth(pytest.approx(0.08), 0.88)),
        (0.75, Worth(0.05)),
        (0.805, Worth(0.05)),
    ],
    ids=["no target", "short of it", "met", "all but met"],
)
def test_a_target_says_what_matters(target, worth, tmp_path) -> None:
    assert worth_of(_asked(tmp_path, target), 0.8) == worth


def test_a_twentieth_of_the_scale_matters_of_a_mean(tmp_path) -> None:
    assert worth_of(_asked(tmp_path, None, Question(metric="mean_score")), 4.2) == Worth(
        pytest.approx(0.2)
    )


def test_a_target_of_another_segment_says_nothing(tmp_path) -> None:
    asked = _asked(tmp_path, 0.9, Question(Filters().only("segment", "A")))

    assert worth_of(asked, 0.8) == Worth(0.05)


@pytest.mark.parametrize(
    ("target", "worth"), [(3.0, Worth(0.75, 3.0)), (5.0, Worth(0.8)), (3.99, Worth(0.8))]
)
def test_a_rate_must_fall_to_its_target(target, worth, tmp_path) -> None:
    asked = _asked(tmp_path, target, Question(metric="complaint_rate"))

    assert worth_of(asked, 4.0) == worth


# The words.


def test_what_two_shares_show_in_words() -> None:
    few = need(CSAT, share(312, 0.8), share(298, 0.8), 0.05)
    many = need(CSAT, share(2000, 0.8), share(2000, 0.8), 0.05)

    assert need_sentence(CSAT, few, "previous") == (
        "With 312 answers against 298, a difference of 9.1 points or more is found in four of five "
        "cases. To find 5.0 points takes about 1,005 answers a side."
    )
    assert need_sentence(CSAT, many, "previous") == (
        "With 2,000 answers against 2,000, a difference of 3.5 points or more is found in four of "
        "five cases. That is enough for 5.0 points, which takes about 1,005 answers a side."
    )


def test_a_target_is_named() -> None:
    found = need_of(CSAT, share(312, 0.8), share(298, 0.8), Worth(0.08, 0.88))
    much = need_of(CSAT, share(4000, 0.8), share(4000, 0.8), Worth(0.08, 0.88))

    assert found is not None
    assert much is not None
    assert need_sentence(CSAT, found, "year").endswith(
        "To find 8.0 points, what is missing to the target of 88.0 %, takes about 393 answers a "
        "side."
    )
    assert need_sentence(CSAT, much, "year").endswith(
        "That is enough for 8.0 points, what is missing to the target of 88.0 %, which takes about "
        "393 answers a side."
    )


def test_what_complaints_show_in_words() -> None:
    found = need(RATE, Amount(1000, 80), Amount(1000, 100), 0.8)
    none = need(RATE, Amount(10, 1), Amount(10, 2), 0.8)

    assert need_sentence(RATE, found, "year") == (
        "After 100 complaints in the same period last year, a fall of 36 % or more is found in "
        "four of five cases. To find a fall of 20 % takes about 355 complaints in the same period "
        "last year."
    )
    assert need_sentence(RATE, none, "previous").startswith(
        "2 complaints in the period before are too few to find any fall."
    )


def test_a_handful_in_words() -> None:
    found = need(CSAT, share(4, 0.5), share(4, 0.5), 0.05)

    assert need_sentence(CSAT, found, "previous").startswith(
        "4 answers against 4 are too few to find any difference there can be."
    )


def test_groups_in_words() -> None:
    large = need(CSAT, share(2000, 0.8), share(2000, 0.8), 0.05)
    small = need(CSAT, share(4, 0.5), share(4, 0.5), 0.05)

    assert needed_among(CSAT, ("Retail", large), ("Hotels", small), "previous") == (
        "**How many answers it takes.** With the most, Retail can show a difference of 3.5 points "
        "(2,000 answers against 2,000); with the fewest, Hotels no difference at all (4 answers "
        "against 4). To find 5.0 points takes about 1,005 answers a side. Found in four of five "
        "cases: 80 % power at the 5 % level, of one comparison by itself; where several are "
        "corrected together it takes more. Method: two shares, normal approximation (Fleiss, Levin "
        "and Paik 2003)."
    )
    assert needed_among(CSAT, ("Retail", large), ("Retail", large), "previous").startswith(
        "**How many answers it takes.** Retail: With 2,000 answers against 2,000"
    )
    assert needed_paragraph(CSAT, None, "previous") == ""


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (need(CSAT, share(2000, 0.8), share(2000, 0.8), 0.05), ("3.5 points", "5.0 points")),
        (need(CSAT, share(4, 0.5), share(4, 0.5), 0.05), ("none", "5.0 points")),
    ],
)
def test_the_table_says_what_is_found_and_what_matters(found, told) -> None:
    assert sizes_told(CSAT, found) == told


def test_the_table_tells_rates_as_falls() -> None:
    found = need(RATE, Amount(1000, 80), Amount(1000, 100), 0.8)

    assert sizes_told(RATE, found) == ("a fall of 36 %", "a fall of 20 %")


# In the answers.


@pytest.mark.parametrize(
    ("answer", "panel", "question"),
    [
        ("trend", "trend", Question()),
        ("trend", "comparison", Question(compare="rest")),
        ("trend", "comparison", Question(metric="complaint_rate", split="segment", compare="rest")),
        ("complaints", "rate", Question(compare="rest", filters=Filters().only("segment", "A"))),
        ("touchpoints", "matrix", Question()),
        ("trend", "mix", Question()),
        ("mix", "crossed", Question()),
        ("mix", "standard", Question()),
        ("complaints", "heat", Question()),
        ("complaints", "resolution", Question()),
        ("pace", "pace", Question()),
    ],
)
def test_every_comparison_says_how_many_answers_it_takes(answer, panel, question, reader) -> None:
    if question.filters.where:
        question = replace(question, filters=Filters().only("segment", "Private households"))
    elif panel in {"trend", "mix", "crossed", "standard"}:
        period = reader.span
        half = replace(period, first=period.last.replace(month=4, day=1))
        question = replace(question, filters=Filters(half))

    assert "**How many answers it takes.**" in (
        answer_from(answer, reader, question).panels[panel].how
    )


def test_what_is_compared_with_nothing_says_nothing(reader: Reader) -> None:
    assert "How many answers" not in answer_from("trend", reader, Question()).panels["trend"].how


def test_nobody_is_planned_for_by_name(reader: Reader) -> None:
    code = str(
        reader.facts.rows("select employee from touches group by 1 order by count(*)")[-1][0]
    )
    question = Question(Filters().only("employee", code))

    assert answer_from("needed", reader, question).sentences == (NOT_JUDGED,)
    for panel in answer_from("trend", reader, question).panels.values():
        assert "How many answers" not in panel.how


def test_every_metric_at_once(reader: Reader) -> None:
    span = reader.span
    assert span is not None
    half = replace(span, first=span.last.replace(month=4, day=1))

    told = answer_from("needed", reader, Question(Filters(half)))

    table = told.panels["needed"].table.set_index("Metric")
    [(now, before)] = reader.facts.rows(
        """
        select count(*) filter (where occurred_on >= '2026-04-01'),
               count(*) filter (where occurred_on between '2025-10-01' and '2026-03-31')
        from responses where metric_kind = 'nps' and nps_points is not null
        """
    )
    assert table.loc["Net Promoter Score", "Behind it"] == now
    assert table.loc["Net Promoter Score", "Compared with"] == pytest.approx(before, rel=0.02)
    assert "Touches" not in table.index
    assert told.sentences[0].startswith("A difference that matters would be found in")


def test_without_anything_to_compare_it_says_so(reader: Reader) -> None:
    told = answer_from("needed", reader, Question())

    assert told.sentences == (NOTHING_COMPARED,)
    assert told.panels["needed"].is_empty


# Complaints: cells of a table, and paces.


def test_a_cell_stands_out_from_where_the_formula_says() -> None:
    """100 of 1,000 complaints in a cell: ln 1/r = 2.802 sqrt((1 + 100 / 900 / r) / 100), r = 0.743.

    A quarter more: (2.802 / ln 0.8)^2 x (1 + 100 / 900 / 0.8) = 157.6 x 1.1389 = 179.6.
    """
    told = needed_in_cells([Counted("Late for Retail", 100), Counted("Rude for Hotels", 3)], 1000)

    assert told.startswith(
        "**How many answers it takes.** The fullest cell (Late for Retail, 100 complaints) stands "
        "out where at most 74 were expected; the emptiest one with any (Rude for Hotels, 3 "
        "complaints) holds too few to stand out. To find 25 % more than expected takes about 180 "
        "complaints in a cell. Found in four of five cases: 80 % power at the 5 % level"
    )


def test_two_paces_show_what_two_rates_show() -> None:
    """100 against 100: -ln r = 2.802 sqrt((1 + 1 / r) / 100) at r = 0.6385, as of any two rates."""
    late, lost, rude = Counted("Late", 100), Counted("Lost", 100), Counted("Rude", 2)

    assert needed_for_pace([(late, lost), (late, rude)]).startswith(
        "**How many answers it takes.** With the most resolved, Late and Lost (100 and 100) show a "
        "pace 36 % slower or more; with the fewest, Late and Rude (100 and 2) show "
    )
    assert "To find one that is 20 % slower takes about 355 complaints resolved of the quicker" in (
        needed_for_pace([(late, lost)])
    )


def test_where_nothing_is_compared_no_number_of_complaints_is_told() -> None:
    assert needed_in_cells([Counted("Late for Retail", 40)], 40) == ""
    assert needed_for_pace([(Counted("Late", 10), Counted("Rude", 0))]) == ""
