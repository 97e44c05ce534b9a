"""A company whose rows are drawn by chance, and all that a warehouse made of them holds."""

from datetime import date, timedelta

import numpy as np

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import Rows

FIRST_DAY = date(2025, 1, 1)


def company(seed: int, rows: int, *, since: int, cases: str, ids: str) -> Rows:
    """Return rows of chance: empty values, undated rows, cases that several people touch."""
    chance = np.random.default_rng(seed)

    def one_of(*values: str | None) -> str | None:
        return values[chance.integers(len(values))]

    def day(later: int = 0) -> str:
        return (FIRST_DAY + timedelta(int(chance.integers(since, since + 90)) + later)).isoformat()

    def shared() -> dict[str, object]:
        return {
            "occurred_at": None if chance.random() < 0.05 else day(),
            "case_id": None if chance.random() < 0.3 else f"{cases}{chance.integers(rows // 4)}",
            "customer_id": one_of("C1", "C2", "C3", None),
            "segment": one_of("Retail", "Trade", None),
            "region": one_of("North", None),
            "process": one_of("Advice", "Delivery", None),
            "employee": one_of("Ann", "Bea", "Cid", ids, None),
            "channel": one_of("Phone", "Web", None),
        }

    return {
        "touches": [shared() | {"touch_id": f"{ids}{place}"} for place in range(rows)],
        "cases": [
            shared() | {"case_id": f"{cases}{place}", "promised_at": day(5), "delivered_at": day()}
            for place in range(rows // 8)
        ],
        "responses": [
            shared()
            | {
                "response_id": f"{ids}{place // 2}",
                "question": f"Question {place % 2}",
                "metric_kind": ("csat", "nps")[place % 2],
                "scale_low": (1, 0)[place % 2],
                "scale_high": (5, 10)[place % 2],
                "score": int(chance.integers(1, 6)) if chance.random() < 0.9 else None,
            }
            for place in range(rows)
        ],
        "complaints": [
            shared()
            | {
                "complaint_id": None if chance.random() < 0.1 else f"{ids}{place}",
                "cause": one_of("Late", "Broken", None),
                "due_at": one_of(day(20), None),
                "resolved_at": one_of(day(30), None, None),
                "cost": f"{chance.integers(1, 90)}.10",
            }
            for place in range(rows)
        ],
        "invitations": [shared() | {"invited": 3} for _ in range(rows // 10)],
    }


REFERENCES: Rows = {
    "customers": [{"customer_id": f"C{n}", "customer_kind": "external", "segment": "Retail",
                   "region": ("North", "South")[n % 2]} for n in range(1, 4)],
    "employees": [{"employee": "Ann", "team": "Red"}, {"employee": "New", "team": "Blue"}],
    "processes": [{"process": "Advice", "site": "Main street"}],
}  # fmt: skip


def contents(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables of a warehouse."""
    snapshot = workspace.snapshot()
    tables = snapshot.rows("select table_name from duckdb_tables() order by all")
    return {
        str(name): snapshot.rows(f'select * from "{name}" order by all')
        for (name,) in tables
        if name != "sizes"  # of when its rollups were chosen
    }
