"""The usual first clicks on a large workspace are asked ahead; on a small one none are."""

from pathlib import Path

import pytest

from cxdash.metrics.choices import choices
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import resolve
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.standing import Standing
from cxdash.store.workspace import Workspace
from cxdash.web import ahead
from tests.web.places import company, kept


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    kept(tmp_path, company())
    return reader_of(Workspace(tmp_path))


def test_a_workspace_of_half_a_million_rows_of_one_kind_is_large() -> None:
    small = Standing((("answers", 499_999), ("touches", 499_999)), files=2, refused=0, undated=0)
    large = Standing((("answers", 2), ("touches", 500_000)), files=2, refused=0, undated=0)
    assert (ahead.is_large(small), ahead.is_large(large)) == (False, True)


def test_each_page_is_asked_under_the_commonest_value_of_each_filter(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object]] = []

    def note(name: str, _: Reader, question: Question) -> None:
        asked.append((name, question.filters))

    monkeypatch.setattr(ahead, "answer_from", note)
    assert reader.span is not None
    period = resolve("12m", reader.span)
    known = {"segment": ["Retail", "Wholesale"], "channel": ["Phone"]}
    for step in ahead.first_clicks(reader, Question(Filters(period)), known):
        step()
    pages = ("overview", "trend", "complaints", "touchpoints")
    assert asked == [
        (page, Filters(period, ((name, (value,)),)))
        for name, value in (("segment", "Retail"), ("channel", "Phone"))
        for page in pages
    ]


def test_what_a_page_cannot_be_filtered_by_is_passed_over(reader: Reader) -> None:
    assert reader.span is not None
    question = Question(Filters(resolve("12m", reader.span)))
    steps = [*ahead.first_clicks(reader, question, choices(reader))]
    for step in steps:
        step()
    assert len(steps) == 4 * len(choices(reader))
