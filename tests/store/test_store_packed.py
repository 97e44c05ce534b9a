"""A warehouse whose rows do not fit into memory is made in pieces, and is the same."""

from datetime import date

import duckdb
import pytest

from cxdash.store import building, pieces
from cxdash.store.pieces import InOrder
from cxdash.store.workspace import Workspace
from tests.store.drawn import REFERENCES, company, contents
from tests.uploads_by_hand import keep

SORTED = ("cases", "responses", "complaints", "contacts", "ratings")

FEW = 30
"""Rows that memory is said to hold: fewer than most months of the company have."""


@pytest.mark.parametrize("seed", range(2))
def test_pieces_make_the_same_warehouse_in_the_same_order(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    keep(workspace, REFERENCES)
    keep(workspace, company(seed, 240, since=0, cases="O", ids="old"))
    at_once, in_turn = contents(workspace), order(workspace)
    (whole,) = workspace.home.glob("warehouse-*.duckdb")
    whole.unlink()

    asked: list[str] = []
    monkeypatch.setattr(building, "most_at_once", lambda: asked.append("packed") or FEW)
    monkeypatch.setattr(pieces, "most_at_once", lambda: asked.append("in turn") or FEW)
    anew = Workspace(workspace.home)

    assert contents(anew) == at_once
    assert order(anew) == in_turn
    assert set(asked) == {"packed", "in turn"}
    assert not [*(workspace.home / ".spill").glob("build/*")]


def order(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return what each table is sorted by, row by row."""
    snapshot = workspace.snapshot()
    by = "date_trunc('month', occurred_on), segment, process, occurred_on"
    return {name: snapshot.rows(f"select {by} from {name} order by rowid") for name in SORTED}


def test_each_row_is_in_one_piece_and_those_without_a_day_in_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "most_at_once", lambda: 50)
    conditions: list[str] = []

    def text(into: str, months: str) -> str:
        conditions.append(months)
        return (
            f"{into} select occurred_on, {len(conditions)} as piece from made where {months} "
            "order by occurred_on"
        )

    with duckdb.connect() as connection:
        connection.execute(
            "create table made as select unnest([null::date, date '2025-01-31', date '2025-02-01', "
            "date '2025-03-15', date '2025-05-01']) as occurred_on, "
            "unnest([5, 30, 20, 70, 10]) as many"
        )
        counted = "(select occurred_on from made, range(many))"
        InOrder("kept", text, counted).make(connection, {})
        kept = connection.execute("select occurred_on, piece from kept order by rowid").fetchall()

    assert kept == [
        (date(2025, 1, 31), 1),  # 30 and 20 rows are as many as fit
        (date(2025, 2, 1), 1),
        (date(2025, 3, 15), 2),  # a month of 70 stands alone
        (date(2025, 5, 1), 3),
        (None, 3),
    ]
