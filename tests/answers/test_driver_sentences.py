"""The exact sentences a reader is told about what drives satisfaction."""

import numpy as np
import pytest

from cxdash.answers.driver_sentences import (
    Study,
    against_sentence,
    drivers_title,
    explained_sentence,
    left_out_sentence,
    map_title,
    places_sentence,
)
from cxdash.answers.expected_sentences import Expected, expected_title, too_few_pairs_sentence
from cxdash.answers.no_driver_sentences import (
    alone_sentence,
    constant_sentence,
    no_aspect_sentence,
    one_aspect_sentence,
    too_few_sentence,
    unknown_filter_sentence,
)
from cxdash.stats import DriverShares, Interval, RankRanges, expectation_gap, importance_map

NAMES = ("Delivery", "Product", "Invoice")


def study(
    low: tuple[float, ...] = (1, 2, 3),
    high: tuple[float, ...] = (1, 2, 3),
    *,
    answers: int = 400,
    left_out: int = 0,
    signs: tuple[float, ...] = (1, 1, 1),
    **more: tuple[str, ...],
) -> Study:
    """Return shares of 50, 30 and 20 %, each likely 5 points either way."""
    shares = np.array([0.5, 0.3, 0.2])
    best, worst = np.array(low, dtype=float), np.array(high, dtype=float)
    found = DriverShares(
        method="lmg",
        r_squared=0.62,
        r_squared_interval=Interval(0.55, 0.68),
        shares=shares,
        low=shares - 0.05,
        high=shares + 0.05,
        signs=np.array(signs),
        ranks=RankRanges(np.array([1.0, 2.0, 3.0]), best, worst, best == worst),
        answers=answers,
        left_out=left_out,
        may_be_ordered=answers >= 300,
    )
    return Study("Overall?", NAMES, found, **more)


def test_a_settled_first_place_is_named_with_its_interval() -> None:
    assert drivers_title(study()) == (
        "“Delivery” goes with “Overall?” most: 50 % of what the 3 aspects explain "
        "(likely 45 to 55 %)"
    )


def test_an_unsettled_first_place_is_shared() -> None:
    assert drivers_title(study((1, 1, 3), (2, 2, 3))) == (
        "“Delivery” (50 %) and “Product” (30 %) go with “Overall?” most; which of them comes "
        "first is not settled"
    )


def test_few_answers_put_no_aspect_first() -> None:
    few = study(answers=120)
    assert drivers_title(few) == (
        "3 aspects share in “Overall?”; 120 answers do not settle which comes first (from 300 "
        "they may)"
    )
    assert places_sentence(few) == ""


def test_what_all_explain_has_its_interval_and_n() -> None:
    assert explained_sentence(study()) == (
        "Together they explain 62 % of the differences between overall scores (R², likely 55 to "
        "68 %; 400 answers to every aspect); the rest lies elsewhere or is chance."
    )


@pytest.mark.parametrize(
    ("low", "high", "sentence"),
    [
        ((1, 2, 3), (1, 2, 3), ""),
        (
            (1, 2, 2),
            (1, 3, 3),
            (
                "The order of “Product” and “Invoice” is not settled: with other customers it "
                "could be another."
            ),
        ),
        ((1, 1, 2), (2, 2, 3), ""),
    ],
)
def test_later_places_that_are_not_settled_are_named(
    low: tuple[float, ...], high: tuple[float, ...], sentence: str
) -> None:
    assert places_sentence(study(low, high)) == sentence


def test_who_is_left_out_is_counted_and_many_are_a_warning() -> None:
    assert left_out_sentence(study()) == ""
    assert left_out_sentence(study(left_out=40)) == (
        "40 of 440 (9 %) who answered the overall question skipped an aspect and are left out of "
        "the shares."
    )
    assert left_out_sentence(study(left_out=100)).endswith(
        "left out of the shares; if they see things differently, the picture shifts."
    )


def test_aspects_that_are_not_weighed_are_named_with_the_reason() -> None:
    found = left_out_sentence(study(seldom=("Installation",), constant=("Packaging", "Price")))
    assert found == (
        "Not weighed, because fewer than half rated it: “Installation”. Not weighed, because "
        "everybody rated it alike: “Packaging” and “Price”."
    )


def test_an_aspect_that_runs_against_the_score_makes_one_look_at_its_scale() -> None:
    assert against_sentence(study()) == ""
    assert against_sentence(study(signs=(1, -1, 1))) == (
        "“Product” runs against the overall score: see whether its scale is reversed."
    )


@pytest.mark.parametrize(
    ("hits", "title"),
    [
        (
            (400, 700, 900),
            (
                "Work first on what matters more and goes worse than the rest: “Delivery”: 40 % "
                "rate it well (likely 37 to 43 %)"
            ),
        ),
        (
            (690, 700, 700),
            (
                "“Delivery” may matter more and go worse than the rest, but that is not settled: "
                "by chance it could lie on the other side of a line"
            ),
        ),
        ((900, 700, 400), "No aspect both matters more and goes worse than the rest"),
    ],
)
def test_where_to_work_first(hits: tuple[int, ...], title: str) -> None:
    found, dice = study().found, np.random.default_rng(1)
    places = importance_map(
        found.shares,
        found.low,
        found.high,
        well=np.column_stack([dice.permutation(np.arange(1000) < hit) for hit in hits]),
    )
    assert map_title(NAMES, places) == title


def test_what_cannot_be_said_says_what_would_help() -> None:
    assert too_few_sentence("Overall?", 32, 6) == (
        "Too few to say what drives “Overall?”: 32 answers to it and its 6 aspects are complete, "
        "60 are needed (10 for each aspect, 50 at least). Choose a longer period or fewer filters."
    )
    assert constant_sentence("Overall?", 80) == (
        "All 80 answers to “Overall?” are the same: where nothing differs, nothing can be said "
        "to drive it."
    )
    assert alone_sentence(("Easy?",)) == (
        "Nobody here answered “Easy?” together with another rated question, so nothing can be "
        "held against it. Choose another question, or clear a filter."
    )
    assert unknown_filter_sentence("cause") == (
        "Survey answers do not name the cause: clear that filter to see what drives them."
    )
    assert no_aspect_sentence("Overall?").startswith("No aspect can be weighed beside “Overall?”")
    assert one_aspect_sentence(study()) == (
        "“Delivery” alone stands beside “Overall?” and explains 62 % of its differences (likely "
        "55 to 68 %; 400 answers); with one aspect there is nothing to weigh it against."
    )


def test_expectations_are_told_question_by_question() -> None:
    """40 answers: 20 a step above, 10 as expected, 10 a step below; the mean gap is 10 / 40.

    Student's t with 39 degrees of freedom: 0.25 ± 2.0227 · 0.8397 / √40.
    """
    gap = expectation_gap([4.0] * 20 + [3.0] * 10 + [2.0] * 10, [3.0] * 40)
    assert expected_title([Expected("Delivery?", "S", gap)]) == (
        "“Delivery?”: 50 % got more than they expected (likely 35 to 65 %), 25 % less, neither is "
        "clearly more frequent; on average +0.25 (likely −0.02 to +0.52; 40 answers)"
    )
    assert too_few_pairs_sentence(12) == (
        "Too few to say whether expectations were met: 12 answers to one question say what was "
        "expected, 30 are needed."
    )
