"""Complaints are looked for among what they are counted against: by their customer, else case."""

from pathlib import Path
from typing import Any

import pytest

from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.linked import Linked, linked
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import Rows, keep

DAY = {"occurred_at": "2025-03-01T08:00:00"}
COMPLAINTS: list[dict[str, Any]] = [
    {"complaint_id": "1", "customer_id": "C-1", **DAY},  # the customer was touched
    {"complaint_id": "2", "customer_id": "C-9", "case_id": "K-1", **DAY},  # the case was
    {"complaint_id": "3", "case_id": "K-2", **DAY},  # so was this one, whose customer is unknown
    {"complaint_id": "4", "customer_id": "C-8", "case_id": "K-8", **DAY},  # neither was
    {"complaint_id": "5", "customer_id": "C-7", **DAY},
    {"complaint_id": "6", **DAY},  # says neither, so nobody knows
]
HELD = [
    {"case_id": "K-1", "customer_id": "C-1", **DAY},
    {"case_id": "K-2", **DAY},
    {"customer_id": "C-1", **DAY},
]


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        ({"touches": HELD}, Linked(5, 3, "touches")),
        ({"cases": HELD[:2]}, Linked(5, 3, "orders or tickets")),
        ({"touches": HELD[2:], "cases": HELD[:2]}, Linked(5, 1, "touches")),
        ({"volumes": [{"count": 100, **DAY}]}, None),
        ({}, None),
    ],
)
def test_complaints_belong_to_touches_of_their_customer_or_case(
    beside: Rows, found: Linked | None, tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path)
    keep(workspace, {"complaints": COMPLAINTS, **beside})

    assert linked(reader_of(workspace), metric_named("complaint_rate")) == found


def test_complaints_that_name_nobody_are_told_apart_from_those_not_found(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    keep(workspace, {"complaints": COMPLAINTS[5:], "touches": HELD})

    assert linked(reader_of(workspace), metric_named("complaint_rate")) == Linked(0, 0, "touches")
