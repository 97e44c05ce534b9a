"""A mapping travels as JSON and says what is wrong with it."""

import json

import pytest

from cxdash.errors import MappingError
from cxdash.ingest.mapping import Condition, Feed, How, Mapping, Source
from cxdash.ingest.mapping_check import validate

MAPPING = Mapping(
    feeds=(
        Feed(
            "responses",
            {
                "score": Source("Rating", how=How(words={"good": "1", "bad": "0"})),
                "response_id": Source(("Order", "Item")),
                "occurred_at": Source("When", how=How(date_order="dmy", zone="UTC")),
                "survey": Source(constant="After a visit"),
            },
            (Condition("Status", drop=("Survey Preview",)),),
        ),
    ),
    family="visits",
    time_zone="Europe/Berlin",
)


def test_a_mapping_survives_the_way_through_json() -> None:
    assert Mapping.from_json(json.loads(json.dumps(MAPPING.to_json()))) == MAPPING


WRONG = [
    (Feed("answers", {"score": Source("Rating")}), "There is no table 'answers'."),
    (Feed("responses", {"grade": Source("Rating"), "score": Source("Rating")}), "no field 'grade'"),
    (Feed("responses", {"survey": Source("Rating")}), "Nothing fills Survey answers"),
    (Feed("responses", {"score": Source()}), "either a column or a fixed value"),
    (Feed("responses", {"score": Source("Stars")}), "The file has no column 'Stars'."),
    (
        Feed("responses", {"score": Source("Rating"), "metric_kind": Source(constant="ncs")}),
        "Kind of question cannot be 'ncs'.",
    ),
    (
        Feed(
            "responses",
            {
                "score": Source("Rating"),
                "occurred_at": Source("Rating", how=How(date_order="day")),
            },
        ),
        "'day' is not a way to write dates.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("feed", "what"), WRONG)
def test_a_mapping_that_cannot_be_used_says_why(feed: Feed, what: str) -> None:
    with pytest.raises(MappingError) as caught:
        validate(Mapping((feed,), "visits"), ("Rating",))
    assert what in caught.value.what
    assert caught.value.next_step


def test_json_of_another_shape_is_refused_with_the_part_at_fault() -> None:
    with pytest.raises(MappingError, match="feeds should be a list"):
        Mapping.from_json({"family": "visits", "feeds": {}})
