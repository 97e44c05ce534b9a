"""Scores that name their own scale: fractions, stars, faces, thumbs."""

from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.score_signs import sign_scale
from tests.ingest.loading import rows, staged, written

FOUR_OF_FIVE = "\u2605\u2605\u2605\u2605\u2606"
ONE_OF_FIVE = "\u2605\u2606\u2606\u2606\u2606"


def answers(folder: Path, header: str, *said: str) -> Path:
    lines = (f"R-{at};2026-03-{at};{answer}" for at, answer in enumerate(said, 10))
    return written(folder, "answers.csv", f"Response ID;Date;{header}", *lines)


NAMED = [
    ("Rating", ("4/5", "5/5", "1 / 5"), ["4", "5", "1"], (1, 5)),
    ("Rating", ("4/5", "5/5", "0/5"), ["4", "5", "0"], (0, 5)),
    ("Rating", ("4,5/5", "5/5", "1/5"), ["4.5", "5", "1"], (1, 5)),
    ("Rating", ("8/10", "9/10", "10/10"), ["8", "9", "10"], (0, 10)),
    ("How was it?", ("4 out of 5", "5 out of 5 stars", "1 out of 5"), ["4", "5", "1"], (1, 5)),
    ("Zufriedenheit", ("4 von 5", "5 von 5", "1 von 5"), ["4", "5", "1"], (1, 5)),
    ("Note", ("4 sur 5", "5 sur 5", "1 sur 5"), ["4", "5", "1"], (1, 5)),
    ("Review", ("4 stars", "1 star", "4.5 stars"), ["4", "1", "4.5"], (1, 5)),
    ("Bewertung", ("4 Sterne", "5 Sterne", "1 Stern"), ["4", "5", "1"], (1, 5)),
    ("Review", (FOUR_OF_FIVE, ONE_OF_FIVE), ["4", "1"], (1, 5)),
    ("Review", ("\u2b50\u2b50\u2b50", "\u2b50\ufe0f"), ["3", "1"], (1, 5)),
    ("Satisfaction", ("\U0001f600", "\U0001f642", "\U0001f610", "\U0001f641", "\U0001f621"),
     ["5", "4", "3", "2", "1"], (1, 5)),
    ("Satisfaction", ("\U0001f642", "\U0001f610", "\u2639\ufe0f"), ["3", "2", "1"], (1, 3)),
    ("Feedback", ("\U0001f44d", "\U0001f44e", "\U0001f44d\U0001f3fd"), ["1", "0", "1"], (0, 1)),
    ("Satisfaction", ("5 - Very satisfied", "1 - Very dissatisfied"), ["5", "1"], (1, 5)),
    ("Rating (out of 10)", ("3", "4", "2"), ["3", "4", "2"], (0, 10)),
]  # fmt: skip


@pytest.mark.parametrize(("header", "said", "scores", "ends"), NAMED)
def test_a_score_is_kept_on_the_scale_it_names(header, said, scores, ends, tmp_path: Path) -> None:
    upload = staged(answers(tmp_path, header, *said), tmp_path / "home")

    assert rows(upload, "responses", "score, scale_low, scale_high") == [
        (Decimal(score), Decimal(ends[0]), Decimal(ends[1])) for score in scores
    ]
    assert upload.refused() == []


def test_how_such_scores_are_kept_is_said(tmp_path: Path) -> None:
    file = answers(tmp_path, "Rating", "4/5", "5/5", "4/5")

    assert (
        "'Rating' holds scores such as 4/5, kept as numbers on a scale of 1 to 5."
        in importer.examine(file, home=tmp_path / "home").notes
    )


def test_scores_out_of_different_numbers_are_not_mixed(tmp_path: Path) -> None:
    file = answers(tmp_path, "Rating", "4/5", "8/10", "5/5", "9/10")

    found = importer.examine(file, home=tmp_path / "home")

    assert found.mapping.feeds == ()
    assert found.read_first == (
        (
            "'Rating' holds scores out of 5 and 10, which are different scales, and is not read. "
            "Put each scale into a column or a file of its own."
        ),
    )


def test_a_single_score_of_another_scale_is_refused(tmp_path: Path) -> None:
    said = ["4/5", "5/5", "3/5", "2/5"] * 5 + ["8/10"]

    refused = staged(answers(tmp_path, "Rating", *said), tmp_path / "home").refused()

    assert [cell["reason"] for cell in refused] == [
        'Survey answers: "8/10" is not a score out of 5.'
    ]


NO_SCORES = [
    ("Visited", ("4/5", "12/11", "3/9", "1/2")),
    ("Attempt number", ("1/3", "2/3", "3/3")),
    ("Result", ("4/5", "5/5", "1/5")),
]


@pytest.mark.parametrize(("header", "said"), NO_SCORES)
def test_fractions_under_a_header_that_asks_for_no_score_are_none(
    header, said, tmp_path: Path
) -> None:
    found = importer.examine(answers(tmp_path, header, *said), home=tmp_path / "home")

    assert not any("score" in feed.fields for feed in found.mapping.feeds)


def test_a_step_nobody_chose_has_its_value() -> None:
    scale = sign_scale(
        [("\u2605\u2605\u2605\u2605\u2606", 3), ("\u2605\u2606\u2606\u2606\u2606", 1)]
    )

    assert scale is not None
    assert scale.words["\u2605\u2605\u2606\u2606\u2606"] == "2"


def test_stars_of_different_length_are_no_scale() -> None:
    assert sign_scale([("\u2605\u2605\u2606", 3), ("\u2605\u2605\u2605\u2606\u2606", 3)]) is None
