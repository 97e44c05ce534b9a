"""Every additive question is answered from a rollup exactly as from the rows."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

from cxdash.metrics import query, sources
from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.choices import choices
from cxdash.metrics.dimensions import DIMENSIONS, NOT_RECORDED
from cxdash.metrics.filters import Filters, Where
from cxdash.metrics.holding import MOST_ROWS
from cxdash.metrics.measure import is_known, measured
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, Period
from cxdash.metrics.query import Ask, compose
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.surveys import rows_of
from cxdash.store import summaries
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ADDITIVE = [metric for metric in METRICS if metric.parts and metric.table != "scores"]
WINDOWS: list[tuple[Period | None, Grain | None]] = [
    (None, None),
    (Period(date(2026, 1, 1), date(2026, 6, 30)), "month"),
    (Period(date(2025, 7, 18), date(2026, 3, 17)), "quarter"),
    (Period(date(2026, 2, 3), date(2026, 4, 20)), "week"),
]
"""The whole; whole months; days inside of months at both ends; weeks, which no month tells."""


@contextmanager
def kept_from(cells_per_row: float) -> Iterator[None]:
    """Keep the rollups that have no more cells for a row, however small the data are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summaries, "CELLS_PER_ROW", cells_per_row)
        patch.setattr(summaries, "ALL_CELLS_PER_ROW", float("inf"))
        patch.setattr(summaries, "QUICK_CELLS", 0)
        yield


@pytest.fixture(scope="module")
def random_company(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A few thousand rows of chance: empty values, undated rows, and cases several people touch."""
    workspace = Workspace(tmp_path_factory.mktemp("random") / "home")
    keep(workspace, _random_rows(np.random.default_rng(5)))
    with kept_from(float("inf")):
        return reader_of(workspace)


@pytest.fixture(scope="module")
def sample_with_rollups(sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The sample company with the rollups a big one would keep, in a workspace of its own."""
    home = tmp_path_factory.mktemp("sample") / "home"
    shutil.copytree(sample.home, home, ignore=shutil.ignore_patterns("*.duckdb"))
    with kept_from(0.06):
        return reader_of(Workspace(home))


def _random_rows(chance: np.random.Generator) -> dict[str, list[dict[str, object]]]:
    def one_of(*values: str | None) -> object:
        return values[chance.integers(len(values))]

    def shared() -> dict[str, object]:
        day = date.fromordinal(date(2025, 1, 1).toordinal() + int(chance.integers(500)))
        return {
            "occurred_at": None if chance.random() < 0.05 else day.isoformat(),
            "case_id": f"O{chance.integers(120)}",
            "segment": one_of("Retail", "Trade", None),
            "region": one_of("North", "South", None),
            "process": one_of("Advice", "Delivery", None),
            "team": one_of("Red", "Blue", None),
            "employee": one_of("Ann", "Bea", "Cid", None),
            "channel": one_of("Phone", "Web", None),
            "product": one_of("Kettle", "Oven", None),
            "site": one_of("East", "West", None),
        }

    answers = [
        shared()
        | {
            "response_id": f"A{place}",
            "survey": one_of("Contact", None),
            "question": one_of("Happy?", "Again?"),
            "metric_kind": (kind := one_of("csat", "nps", "ces")),
            "scale_low": 0 if kind == "nps" else 1,
            "scale_high": 10 if kind == "nps" else 5,
            "score": int(chance.integers(1, 6)) if chance.random() < 0.95 else None,
            "expected_score": one_of("3", None),
        }
        for place in range(900)
    ]
    complaints = [
        shared()
        | {
            "complaint_id": f"K{place}",
            "cause": (cause := one_of("Late", "Broken", None)),
            "subcause": None if cause is None else f"{cause} {chance.integers(3)}",
            "severity": one_of("low", "high", None),
            "due_at": "2026-01-15",
            "resolved_at": one_of("2026-01-10", "2026-03-01", None),
            "cost": f"{chance.integers(1, 90)}.10",
        }
        for place in range(400)
    ]
    cases = [
        shared() | {"case_id": f"O{place}", "promised_at": "2026-01-15", "in_time": place % 3 > 0}
        for place in range(120)
    ]
    touches = [shared() | {"touch_id": f"T{place}"} for place in range(1500)]
    invitations = [shared() | {"survey": one_of("Contact", None), "invited": 3} for _ in range(60)]
    return {
        "responses": answers,
        "complaints": complaints,
        "cases": cases,
        "touches": touches,
        "invitations": invitations,
    }


def _values(reader: Reader, table: str, name: str) -> list[str]:
    rows = reader.facts.rows(
        f'select "{name}" from {table} where "{name}" is not null group by all order by all limit 3'
    )
    return [str(value) for (value,) in rows]


def _wheres(reader: Reader, table: str) -> Iterator[Where]:
    """Yield no filter, one of each kind for every dimension, and combinations of several."""
    yield ()
    named = [one.name for one in DIMENSIONS if table in one.tables]
    values = {name: found for name in named if (found := _values(reader, table, name))}
    for name, found in values.items():
        yield ((name, (found[0],)),)
        yield ((name, tuple(sorted({found[-1], found[0], NOT_RECORDED}))),)
    firsts = [(name, (found[0],)) for name, found in sorted(values.items())]
    yield from (tuple(firsts[place : place + 2]) for place in range(len(firsts) - 1))
    yield tuple(pair for pair in firsts if pair[0] in {"segment", "process", "channel"})
    yield tuple(
        pair for pair in firsts if pair[0] in {"segment", "region", "process", "channel", "product"}
    )


def _differences(reader: Reader, metric: Metric, every: int) -> tuple[int, list[str]]:
    """Ask a metric by splits under filters, from rollups and from rows.

    Args:
        reader: The facts.
        metric: The metric.
        every: Which of all combinations are asked: the first, and every so many after.

    Returns:
        How many of the questions a rollup answered, and those with another answer from the rows.
    """
    splits = [(), *((one.name,) for one in DIMENSIONS), ("segment", "process")]
    questions = list(product(splits, list(_wheres(reader, metric.table))))[::every]
    covered, differing = 0, []
    for number, (by, where) in enumerate(questions):
        if not is_known(metric, (*by, *(name for name, _ in where))):
            continue
        period, grain = WINDOWS[number % len(WINDOWS)]
        filters = Filters(period, where)
        table, fitting = rows_of(reader, metric, filters, by)
        assert metric.parts is not None
        wanted = (metric.parts.n, metric.parts.total)
        if metric.parts.exposure:
            wanted = (metric.parts.total,)
        ask = Ask(table, wanted, fitting, by, grain)
        covered += "rollup_" in compose(reader, ask)[0]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(query, "rows_in", lambda *_: MOST_ROWS + 1)
            from_held_cells = measured(reader, metric, filters=filters, by=by, grain=grain)
            patch.setattr(query, "rows_in", lambda *_: 0)
            from_held_rows = measured(reader, metric, filters=filters, by=by, grain=grain)
            patch.setattr(query, "added_in_memory", lambda *_, **__: None)
            if number % 2:  # from whole months and the days before and after, however few the rows
                patch.setattr(sources, "WORTH_PIECES", float("-inf"))
            from_cells = measured(reader, metric, filters=filters, by=by, grain=grain)
            patch.setattr(sources, "cuboid_for", lambda *_: None)
            from_rows = measured(reader, metric, filters=filters, by=by, grain=grain)
        same = all(
            found.keys() == from_rows.keys()
            and all(
                np.array_equal(found[name], column, equal_nan=column.dtype.kind == "f")
                for name, column in from_rows.items()
            )
            for found in (from_held_cells, from_held_rows, from_cells)
        )
        if not same:
            differing.append(f"{metric.name} by {by} where {where} in {period} by {grain}")
    return covered, differing


@pytest.mark.parametrize("metric", ADDITIVE, ids=lambda metric: metric.name)
def test_every_split_and_filter_is_the_same_from_rollups_as_from_random_rows(
    metric: Metric, random_company: Reader
) -> None:
    covered, differing = _differences(random_company, metric, every=31)

    assert covered > 4
    assert differing == []


@pytest.mark.parametrize("metric", ADDITIVE, ids=lambda metric: metric.name)
def test_every_split_and_filter_is_the_same_on_the_sample_company(
    metric: Metric, sample_with_rollups: Reader
) -> None:
    covered, differing = _differences(sample_with_rollups, metric, every=101)

    assert covered > 0
    assert differing == []


def test_what_can_be_filtered_by_comes_from_rollups_in_the_order_of_the_rows(
    random_company: Reader,
) -> None:
    counted = random_company.facts.rows(
        "select product, count(*) from (select product from responses union all "
        "select product from complaints union all select product from contacts "
        "union all select product from cases) where product is not null "
        "group by all order by 2 desc"
    )
    asked: list[str] = []
    plain = random_company.facts.rows

    def noted(sql: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return plain(sql, params)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(random_company.facts, "rows", noted)
        found = choices(random_company)["product"]
    assert found == [*(name for name, _ in counted), NOT_RECORDED]
    [of_products] = [sql for sql in asked if '"product" as value' in sql]
    for table in ("complaints", "contacts", "cases"):
        assert f"from rollup_{table}_" in of_products
