"""What hurts when bad and what delights when good, for surveys whose effects are known by hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cxdash.answers.answer import Panel
from cxdash.answers.contrast_sentences import Contrast, Effect, contrast_title
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import reader_of
from cxdash.stats import ContrastKind
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]
OVERALL = "Overall, how was it?"


def survey(effect: Callable[[float, float], float], times: int = 20) -> list[Row]:
    """Return every pair of ratings of two aspects equally often, from a customer each."""
    pairs = [(mail, shop) for mail in range(1, 6) for shop in range(1, 6)] * times
    return [
        {
            "response_id": f"R{number}",
            "customer_id": f"C{number}",
            "occurred_at": "2025-03-14 10:00",
            "survey": "Review",
            "question": question,
            "metric_kind": "csat",
            "score": score,
            "scale_low": 1,
            "scale_high": 5,
        }
        for number, (mail, shop) in enumerate(pairs)
        for question, score in (
            (OVERALL, effect(mail, shop) + (0.5 if number // 25 % 2 else -0.5)),
            ("Mail", mail),
            ("Shop", shop),
        )
    ]


def contrast(tmp_path: Path, rows: Sequence[Row]) -> Panel:
    workspace = Workspace(tmp_path)
    keep(workspace, {"responses": rows})
    return answer_from("drivers", reader_of(workspace), Question()).panels["contrast"]


def test_what_hurts_and_what_delights_is_told(tmp_path: Path) -> None:
    """Low mail costs 1 point and high mail adds none; high shop adds 1 and low shop costs none.

    Noise of 0.5: 1.965 x 0.5 x sqrt(1 / 200 + 1 / 100) = 0.12 either way.
    """
    panel = contrast(tmp_path, survey(lambda mail, shop: 3 - (mail <= 2) + (shop >= 4)))

    table = panel.table.set_index("Aspect")
    assert table["To customers"].to_dict() == {"Mail": "basic", "Shop": "excitement"}
    assert table["Rated low"].round(9).to_dict() == {"Mail": -1, "Shop": 0}
    assert table["Rated high"].round(9).to_dict() == {"Mail": 0, "Shop": 1}
    # Low and high ratings lie 1.5 from the middle: 0 - 1 / 1.5, and 1 / 1.5.
    assert table["Asymmetry"].round(6).to_dict() == {"Mail": -0.666667, "Shop": 0.666667}
    assert table["Answers between"].to_dict() == {"Mail": 100, "Shop": 100}
    assert table["Low likely from"].round(2)["Mail"] == -1.12
    assert table["Low likely to"].round(2)["Mail"] == -0.88
    assert panel.title == (
        "What hurts when rated low more than it delights when rated high (basic): “Mail”; what "
        "delights when rated high more than it hurts when rated low (excitement): “Shop” (500 "
        "complete answers)"
    )
    assert "**Sources.** Brandt (1987)" in panel.how


def test_a_straight_line_is_performance(tmp_path: Path) -> None:
    panel = contrast(tmp_path, survey(lambda mail, shop: 1.5 + 0.3 * mail + 0.2 * shop))

    assert panel.table["To customers"].tolist() == ["performance", "performance"]


def test_an_aspect_that_nobody_rates_low_is_named_and_not_judged(tmp_path: Path) -> None:
    rows = survey(lambda mail, shop: 3 - (mail <= 2) + 0 * shop)
    for row in rows:
        if row["question"] == "Shop":
            row["score"] = max(3, row["score"])

    panel = contrast(tmp_path, rows)

    assert panel.table["Aspect"].tolist() == ["Mail"]
    assert panel.title.endswith("Too few ratings low, in between or high to judge “Shop”")


def test_without_ratings_in_between_there_is_nothing_to_hold_against(tmp_path: Path) -> None:
    rows = survey(lambda mail, shop: 3 - (mail <= 2) + (shop >= 4))
    for row in rows:
        if row["question"] != OVERALL and row["score"] == 3:
            row["score"] = 4

    panel = contrast(tmp_path, rows)

    assert panel.is_empty
    assert panel.title == (
        "What hurts when bad and what delights when good cannot be told of “Mail” and “Shop”: of "
        "500 complete answers too few rate it low, in between or high (10 of each are needed)."
    )


def found(kind: ContrastKind) -> Contrast:
    effect = Effect(-0.4, -0.9, 0.1)
    return Contrast("Mail", kind, effect, Effect(0.2, -0.1, 0.5), effect, (12, 40, 300), 1200)


def test_what_is_not_settled_is_said_to_be_so() -> None:
    assert contrast_title([found(ContrastKind.UNSETTLED)], 352, []) == (
        "Whether an aspect hurts more than it delights is not settled: 352 complete answers do not "
        "tell it of any of 1"
    )


def test_aspects_of_one_kind_are_told_together() -> None:
    both = [found(ContrastKind.PERFORMANCE), found(ContrastKind.PERFORMANCE)._replace(name="Us")]

    assert contrast_title([*both, found(ContrastKind.UNSETTLED)], 352, ["Shop"]) == (
        "What hurts when rated low and delights when rated high (performance): “Mail” and “Us” "
        "(352 complete answers). Too few ratings low, in between or high to judge “Shop”"
    )
