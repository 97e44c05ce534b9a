"""What a chart and a comparison share: periods that cut months, and groups judged together."""

from datetime import date

import pytest

from cxdash.answers import asked, newest
from cxdash.answers.asked import asked_of
from cxdash.answers.histories import changes_of, histories_of
from cxdash.answers.overview import overview
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

CUT = Period(date(2026, 2, 11), date(2026, 6, 17))
"""Days that begin and end within a month, as the days before them do."""


def told(reader: Reader, question: Question) -> list[object]:
    answer = overview(reader, question)
    return [answer.to_json(), [repr(found) for found in answer.findings]]


@pytest.mark.parametrize("compare", ["previous", "year"])
@pytest.mark.parametrize("where", [(), (("channel", ("Phone",)),)])
def test_months_cut_in_pieces_give_what_separate_questions_give(
    where: tuple[tuple[str, tuple[str, ...]], ...], compare, sample: Workspace, monkeypatch
) -> None:
    question = Question(Filters(CUT, where), compare=compare)
    in_pieces = told(reader_of(sample), question)
    monkeypatch.setattr(asked, "measured_in_pieces", lambda *_: None)

    assert in_pieces == told(reader_of(sample), question)


def test_answers_of_cut_months_are_counted_day_by_day(sample: Workspace) -> None:
    reader = reader_of(sample)
    this = asked_of(reader, Question(Filters(CUT), metric="csat", split="segment", grain="month"))
    found = histories_of(this, "segment")
    assert found is not None
    counted = {change.group: change.n for change in changes_of(this, "segment", found)}

    by_hand = reader.facts.rows(
        """
        select coalesce(segment, 'not recorded'), count(satisfied) from responses
        where occurred_on between '2026-02-11' and '2026-06-17' and instrument = (
            select instrument from instruments where metric_kind in ('csat', 'rating')
            order by n desc limit 1)
        group by all having count(*) > 0
        """
    )
    assert counted == {str(group): float(n) for group, n in by_hand}


def test_groups_judged_together_are_found_what_each_is_alone(
    sample: Workspace, monkeypatch
) -> None:
    question = Question(Filters(CUT))
    together = told(reader_of(sample), question)
    monkeypatch.setattr(newest, "_are_usual", lambda _: False)

    assert together == told(reader_of(sample), question)
