"""Groups stand in an order only where it is settled; people never do."""

import pandas as pd
import pytest

from cxdash.answers.group_places import places_of
from cxdash.answers.open import answer_from
from cxdash.answers.order_sentences import order_of_groups_sentence
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

CSAT = metric_named("csat")


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def groups(**hits: tuple[float, float]) -> pd.DataFrame:
    """Return groups with (hits, answers)."""
    return pd.DataFrame(
        {
            "group": [name.replace("_", " ") for name in hits],
            "size": [n for _, n in hits.values()],
            "total": [x for x, _ in hits.values()],
            "total_sq": [x for x, _ in hits.values()],
        }
    )


def test_places_are_told_for_groups_with_answers_enough_that_have_a_name() -> None:
    found = places_of(
        CSAT,
        groups(Hotels=(390, 400), Retail=(300, 400), Public=(303, 400), Few=(3, 3),
               not_recorded=(1, 400)),
        "segment",
    )  # fmt: skip

    assert found is not None
    assert found.words == ["1st", "2nd and 3rd", "2nd and 3rd", "", ""]
    assert found.told == "the order by value of the 2nd and 3rd of 3 is not settled"


def test_one_group_alone_has_no_place() -> None:
    assert places_of(CSAT, groups(Hotels=(390, 400), Few=(3, 3)), "segment") is None


@pytest.mark.parametrize(
    ("stretches", "of", "sentence"),
    [
        ([], 2, "the order of both by value is settled"),
        ([], 4, "the order of all 4 by value is settled"),
        ([(1, 4)], 4, "which segment has the highest value is open: none of 4 has a settled place"),
        ([(2, 5)], 6, "the order by value of the 2nd to 5th of 6 is not settled"),
        ([(1, 2), (4, 6)], 6,
         "the order by value of the 1st and 2nd, and of the 4th to 6th of 6 is not settled"),
    ],
)  # fmt: skip
def test_the_order_in_words(stretches, of: int, sentence: str) -> None:
    assert order_of_groups_sentence(stretches, of, "segment") == sentence


def test_the_comparison_says_which_places_are_settled(reader: Reader) -> None:
    panel = answer_from("trend", reader, Question(split="segment")).panels["comparison"]

    assert "order" in panel.title or "settled place" in panel.title
    assert set(panel.table["Place"]) != {""}
    assert "**Order.** Places go by value, the highest first." in panel.how


def test_people_have_no_place(reader: Reader) -> None:
    panel = answer_from("trend", reader, Question(split="employee")).panels["comparison"]

    assert "Place" not in panel.table
    assert "order" not in panel.title
    assert "**Order.**" not in panel.how
