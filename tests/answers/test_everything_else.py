"""Is "everything else" the whole less what the filters leave, against a query of our own?"""

import pytest

from cxdash.answers.open import answer_from
from cxdash.answers.sentences import NOTHING_ELSE
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import resolve
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def test_a_segment_against_all_others(reader: Reader) -> None:
    filters = Filters().only("segment", "Landlords & housing")
    [(ours, theirs)] = reader.facts.rows(
        """
        select avg(satisfied::int) filter (where segment = 'Landlords & housing'),
               avg(satisfied::int) filter (where segment is distinct from 'Landlords & housing')
        from responses
        where satisfied is not null and instrument = (
            select instrument from instruments where metric_kind in ('csat', 'rating')
            order by n desc limit 1)
        """
    )

    answer = answer_from("trend", reader, Question(filters, compare="rest"))
    table = answer_from("overview", reader, Question(filters, compare="rest")).panels["indicators"]

    points = abs(ours - theirs) * 100
    assert ours < theirs
    assert f"Satisfied customers {points:.1f} points lower than everything else" in " ".join(
        answer.sentences
    )
    csat = table.frames["indicators"].set_index("metric").loc["csat"]
    assert csat["change"] == pytest.approx(ours - theirs)
    assert csat["verdict"] == "worse"


def test_without_a_filter_nothing_else_is_left(reader: Reader) -> None:
    question = Question(compare="rest")

    assert NOTHING_ELSE in answer_from("trend", reader, question).sentences
    assert NOTHING_ELSE in answer_from("overview", reader, question).sentences


def test_internal_customers_are_not_compared_with_those_asked_something_else(
    reader: Reader,
) -> None:
    filters = Filters().only("segment", "Internal: Billing")

    told = answer_from("trend", reader, Question(filters, compare="rest")).sentences

    assert "There is too little to compare with everything else." in told


def test_a_metric_with_nothing_else_to_compare_has_no_value_there(reader: Reader) -> None:
    where = (("product", ("Brisa tumble dryer", "Corin induction hob")),)
    period = resolve("12m", reader.span) if reader.span else None
    question = Question(Filters(period, where), compare="rest")

    table = answer_from("overview", reader, question).panels["indicators"].frames["indicators"]

    known = table.set_index("metric")
    # Touches name no product, so these complaints are held against all of them: none are left.
    assert known["before"].isna()["complaint_rate"]
    assert known.loc["complaint_rate", "verdict"] == "not compared"
    assert known.loc["resolved_in_time", "before"] > 0
