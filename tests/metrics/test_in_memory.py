"""A table held in memory gives the figures that the database gives, to the last bit."""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pytest

from cxdash.metrics import excerpts, held, query, rated
from cxdash.metrics.dimensions import DIMENSIONS, NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.periods import GRAINS, Period
from cxdash.metrics.query import CUSTOMER, RATINGS, Ask, add_up, added_by_database
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store import excerpt
from cxdash.store.parts import PARTS
from cxdash.store.snapshot import Snapshot
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

TABLES = [table for table in PARTS if table != "scores"]


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def refuse(*_: object) -> None:
    raise AssertionError("the database was asked")


def columns_of(table: str) -> list[str]:
    # No metric is split by the share it is (complaints in time, by in time).
    taken = {"is_open", *(part.name for part in PARTS[table])}
    known = [one.name for one in DIMENSIONS if table in one.tables and one.name not in taken]
    more = {
        "responses": [CUSTOMER, "score", "instrument"],
        "complaints": ["cause", "subcause", "severity"],
    }
    return [*dict.fromkeys([*known, *more.get(table, [])])]


def random_asks(reader: Reader, table: str, count: int) -> list[Ask]:
    """Questions of any shape: none, one or three groups, filters of one value or several, days."""
    chance = random.Random(table)  # noqa: S311 - the same questions each time
    assert reader.span is not None
    asks: list[Ask] = []
    names = columns_of(table)
    while len(asks) < count:
        by = tuple(chance.sample(names, chance.choice([0, 0, 1, 1, 2, 3])))
        filters = Filters()
        for name in chance.sample(
            [name for name in names if name != CUSTOMER], chance.randint(0, 2)
        ):
            found = add_up(reader, Ask(table, (PARTS[table][0].name,), Filters(), (name,)))[name]
            values = chance.sample([*found], min(len(found), chance.randint(1, 3)))
            filters = filters.only(name, *values, *chance.choice([(), (NOT_RECORDED,)]))
        if chance.random() < 0.6:
            first = reader.span.first + timedelta(days=chance.randint(0, 400))
            last = first + timedelta(days=chance.randint(0, 400))
            filters = filters.within(Period(first, last))
        parts = tuple(part.name for part in PARTS[table])
        asks.append(Ask(table, parts, filters, by, chance.choice([None, None, *GRAINS])))
    return asks


@pytest.mark.parametrize("table", TABLES)
def test_any_question_has_the_answer_of_the_database(
    table: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ask in random_asks(reader, table, 40):
        expected = added_by_database(reader, ask)
        with monkeypatch.context() as patched:
            patched.setattr(query, "added_by_database", refuse)
            found = add_up(reader, ask)

        assert [*found] == [*expected], ask
        for name, column in expected.items():
            assert found[name].dtype == column.dtype, (ask, name)
            assert np.array_equal(found[name], column), (ask, name)


@pytest.mark.parametrize("most", [0, 20_000])
def test_a_table_too_large_to_be_held_is_asked_of_its_rollup_or_of_the_database(
    most: int, sample: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Ask("responses", ("answers", "score_total"), Filters(), ("segment",), "month")
    expected = add_up(reader, ask)
    monkeypatch.setattr(query, "MOST_ROWS", most)
    found = add_up(reader_of(sample), ask)

    assert all(np.array_equal(found[name], expected[name]) for name in expected)


def test_pairs_too_many_to_have_a_place_each_are_told_apart_by_their_order(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)  # another one remembers the pairs
    monkeypatch.setattr(rated, "ROOM", 0)
    for ask in random_asks(reader, RATINGS, 15):
        expected = added_by_database(reader, ask)
        found = add_up(reader, ask)

        assert all(np.array_equal(found[name], expected[name]) for name in expected), ask


def without_whole_tables(patched: pytest.MonkeyPatch) -> None:
    """Hold no table and no rollup, so that only copies of what fits a filter are left to hold."""
    patched.setattr(query, "MOST_ROWS", 0)
    patched.setattr(query, "MOST_NAMED", 0)
    patched.setattr(query, "smallest_rollup", lambda *_: None)


@pytest.mark.parametrize("table", TABLES)
def test_copies_of_the_rows_that_fit_give_the_answer_of_the_database(
    table: str, sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)
    filtered = [
        ask
        for ask in random_asks(reader, table, 30)
        if any(name not in excerpts.ASKED for name, _ in ask.filters.where)
        and CUSTOMER not in ask.by  # few ask it, and it takes long to copy
    ]
    assert len(filtered) > 8
    for ask in filtered:
        expected = added_by_database(reader, ask)
        with monkeypatch.context() as patched:
            without_whole_tables(patched)
            patched.setattr(query, "added_by_database", refuse)
            found = add_up(reader, ask)

        assert [*found] == [*expected], ask
        for name, column in expected.items():
            assert np.array_equal(found[name], column), (ask, name)


def test_what_is_not_copied_is_asked_of_the_database(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)
    filters = Filters(where=(("segment", ("Retail partners",)),))
    ask = Ask("responses", ("answers",), filters, (CUSTOMER,))
    expected = add_up(reader, ask)
    without_whole_tables(monkeypatch)
    asked: list[Ask] = []
    monkeypatch.setattr(
        query, "added_by_database", lambda *of: asked.append(of[1]) or added_by_database(*of)
    )

    assert str(add_up(reader, ask)) == str(expected)
    assert asked == [ask]


@pytest.mark.parametrize("tables", [("responses", RATINGS), (RATINGS, "responses")])
def test_answers_copied_for_what_touched_them_are_not_taken_for_those_copied_for_themselves(
    tables: tuple[str, str], sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under one filter: an answer's own channel is one thing, the channels of its case another."""
    reader = reader_of(sample)
    named = reader.facts.rows(
        "select channel from ratings where channel is not null group by 1 order by count(*) limit 1"
    )
    filters = Filters(where=(("channel", (str(named[0][0]),)),))
    asks = [Ask(table, ("answers",), filters, ("channel",)) for table in tables]
    expected = [added_by_database(reader, ask) for ask in asks]
    without_whole_tables(monkeypatch)
    monkeypatch.setattr(query, "added_by_database", refuse)

    assert [str(add_up(reader, ask)) for ask in asks] == [str(found) for found in expected]
    assert str(expected[0]) != str(expected[1])


def test_rows_are_copied_once_for_all_questions_under_a_filter_and_never_too_many(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)
    segment = (("segment", ("Retail partners",)),)
    asks = [
        Ask("responses", ("answers",), Filters(where=(*more, *segment)), by)
        for more in ((), (("metric_kind", ("nps",)),))
        for by in ((), ("region",))
    ]
    expected = [add_up(reader, ask) for ask in asks]
    copied: list[object] = []
    made = Snapshot.excerpt
    monkeypatch.setattr(Snapshot, "excerpt", lambda *of: copied.append(of) or made(*of))
    without_whole_tables(monkeypatch)
    found = [add_up(reader, ask) for ask in asks]
    monkeypatch.setattr(excerpts, "MOST_COPIED", 10)
    others = Filters(where=(("segment", ("Private households",)),))
    many = add_up(reader, Ask("responses", ("answers",), others))

    assert str(found) == str(expected)
    assert many["answers"][0] > 10
    assert len(copied) == 1


def test_copies_that_are_gone_with_their_file_are_asked_of_the_database(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)
    ask = Ask("responses", ("answers",), Filters(where=(("segment", ("Retail partners",)),)))
    expected = add_up(reader, ask)
    without_whole_tables(monkeypatch)

    def closed(*_: object) -> None:
        raise duckdb.ConnectionException("Connection already closed!")

    monkeypatch.setattr(excerpt, "fetched", closed)

    assert str(add_up(reader, ask)) == str(expected)


@pytest.fixture
def scored(tmp_path: Path) -> Callable[..., Reader]:
    """A workspace of answers with these scores and these days, all of one question."""

    def make(scores: list[str | None], days: list[str | None]) -> Reader:
        workspace = Workspace(tmp_path)
        answers = [
            {
                "response_id": str(number),
                "survey": "s",
                "question": "q",
                "metric_kind": "csat",
                "score": None if score is None else Decimal(score),
                "scale_low": Decimal(0),
                "scale_high": Decimal(100),
                "occurred_at": day,
            }
            for number, (score, day) in enumerate(zip(scores, days, strict=True))
        ]
        keep(workspace, {"responses": answers})
        return reader_of(workspace)

    return make


def test_decimals_are_added_as_decimals(scored: Callable[..., Reader]) -> None:
    """In floating point 0.1 + 0.2 + 0.3 is not 0.6."""
    reader = scored(["0.1", "0.2", "0.3", "99.999999"], ["2025-03-01T08:00:00"] * 4)
    ask = Ask("responses", ("score_total", "score_sq"), Filters())

    assert add_up(reader, ask)["score_total"].tolist() == [100.599999]
    assert add_up(reader, ask)["score_sq"].tolist() == [float(Decimal("10000.139800000001"))]


def test_columns_of_a_file_mended_while_they_are_read_are_never_mixed(
    scored: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warehouse made anew may hold the rows of a day in another order."""
    reader = scored(["1", "2", "9"], ["2025-03-01T08:00:00"] * 3)
    ask = Ask("responses", ("answers", "score_total"), Filters())
    asked: list[Ask] = []

    def mended(facts: Snapshot, sql: str, source: str) -> object:
        found = read(facts, sql, source)
        if sql != "occurred_on" and not facts.mends:
            facts.mends += 1
        return found

    def by_database(on: Reader, ask: Ask) -> object:
        asked.append(ask)
        return added_by_database(on, ask)

    read = held.column_as_stored
    monkeypatch.setattr(held, "column_as_stored", mended)
    monkeypatch.setattr(query, "added_by_database", by_database)

    assert [add_up(reader, ask)["score_total"].tolist() for _ in range(2)] == [[12.0], [12.0]]
    assert asked == [ask], "the second time all is read anew"


def test_an_answer_without_a_date_counts_but_for_periods(scored: Callable[..., Reader]) -> None:
    reader = scored(["1", "2", None], ["2025-03-01T08:00:00", None, "2025-03-02T08:00:00"])
    whole = Ask("responses", ("answers", "score_total"), Filters())
    monthly = Ask("responses", ("answers", "score_total"), Filters(), (), "month")

    assert {name: column.tolist() for name, column in add_up(reader, whole).items()} == {
        "answers": [2],
        "score_total": [3.0],
    }
    assert add_up(reader, monthly)["answers"].tolist() == [1]


def test_days_of_three_centuries_are_counted_in_their_order(scored: Callable[..., Reader]) -> None:
    """More days than fit in the short numbers that most are put in order by."""
    days = ["2025-03-01T08:00:00", "1788-07-04T08:00:00", None, "1925-01-31T08:00:00"]
    reader = scored(["1", "2", "3", "4"], days)
    found = add_up(reader, Ask("responses", ("answers", "score_total"), Filters(), (), "year"))

    assert [str(day)[:4] for day in found["period"]] == ["1788", "1925", "2025"]
    assert found["score_total"].tolist() == [2.0, 4.0, 1.0]


def test_no_row_that_fits_is_one_empty_whole_and_no_group(reader: Reader) -> None:
    nowhere = Filters(where=(("segment", ("no such segment",)),))
    whole = add_up(reader, Ask("contacts", ("touches",), nowhere))
    split = add_up(reader, Ask("contacts", ("touches",), nowhere, ("process",), "month"))

    assert whole["touches"].tolist() == [0]
    assert len(split["touches"]) == 0


def test_an_answer_that_several_touched_counts_once_in_each_of_their_groups(reader: Reader) -> None:
    by_hand = reader.facts.rows(
        "select coalesce(process, 'not recorded'), count(distinct response_key) from ratings "
        "where score is not null group by all order by 1"
    )
    found = add_up(reader, Ask(RATINGS, ("answers",), Filters(), ("process",)))

    assert sorted(zip(found["process"], found["answers"].tolist(), strict=True)) == by_hand
