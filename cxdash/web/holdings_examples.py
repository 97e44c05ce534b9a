"""Two example rows for each template, as values by field; what a table does not name is empty."""

from collections.abc import Mapping
from typing import Final

_SHARED: Final[Mapping[str, tuple[str, str]]] = {
    "occurred_at": ("2026-01-15 09:30", "2026-01-16 14:05"),
    "customer_id": ("C-100", "C-101"),
    "case_id": ("O-7001", "O-7002"),
    "segment": ("Private households", "Business customers"),
    "customer_kind": ("external", "external"),
    "region": ("North", "South"),
    "employee": ("E-11", "E-12"),
    "team": ("Service", "Delivery"),
    "process": ("Order handling", "Delivery"),
    "channel": ("Phone", "E-mail"),
    "product": ("Standard", "Premium"),
    "site": ("Hamburg", "Leipzig"),
}
"""What every fact may carry."""

_OWN: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "responses": {
        "response_id": ("A-1", "A-2"),
        "survey": ("After contact", "After contact"),
        "question": ("How satisfied are you?", "How satisfied are you?"),
        "metric_kind": ("csat", "csat"),
        "score": ("5", "3"),
        "scale_low": ("1", "1"),
        "scale_high": ("5", "5"),
        "expected_score": ("4", "4"),
        "comment": ("Quick and friendly", "Had to call twice"),
        "language": ("en", "en"),
    },
    "invitations": {"survey": ("After contact", "After contact"), "invited": ("120", "95")},
    "complaints": {
        "complaint_id": ("K-1", "K-2"),
        "acknowledged_at": ("2026-01-15 11:00", "2026-01-17 08:40"),
        "due_at": ("2026-01-22", "2026-01-23"),
        "resolved_at": ("2026-01-18 16:20", ""),
        "in_time": ("yes", ""),
        "cause": ("Late delivery", "Wrong item"),
        "subcause": ("Carrier", "Picking"),
        "severity": ("minor", "major"),
        "cost": ("25.00", "110.50"),
        "status": ("closed", "open"),
        "description": ("Came two days late", "Another colour than ordered"),
        "handling_score": ("4", ""),
    },
    "touches": {
        "touch_id": ("T-1", "T-2"),
        "duration_min": ("6.5", "12"),
        "outcome": ("solved", "passed on"),
    },
    "cases": {
        "promised_at": ("2026-01-20", "2026-01-21"),
        "delivered_at": ("2026-01-19 10:15", "2026-01-23 17:00"),
        "closed_at": ("2026-01-19 10:15", "2026-01-23 17:00"),
        "in_time": ("yes", "no"),
        "value": ("249.00", "1180.00"),
        "status": ("delivered", "delivered"),
        "stations": ("1", "2"),
    },
    "returns": {
        "return_id": ("R-1", "R-2"),
        "reason": ("Damaged", "Does not fit"),
        "quantity": ("1", "2"),
        "cost": ("18.90", "35.00"),
    },
    "checks": {
        "check_id": ("I-1", "I-2"),
        "point": ("outgoing", "incoming"),
        "measure": ("Weight", "Weight"),
        "inspected": ("50", "40"),
        "defective": ("1", "0"),
        "defects": ("2", "0"),
        "value": ("10.02", "9.97"),
        "lower_spec": ("9.90", "9.90"),
        "upper_spec": ("10.10", "10.10"),
    },
    "volumes": {"count": ("340", "365")},
    "scores": {
        "metric": ("Top box", "Top box"),
        "question": ("Cleanliness", "Communication"),
        "value": ("0.78", "0.81"),
        "n": ("210", "205"),
    },
    "customers": {
        "customer_id": ("C-100", "C-101"),
        "customer_name": ("Example household", "Example Ltd"),
        "customer_kind": ("external", "external"),
        "segment": ("Private households", "Business customers"),
        "region": ("North", "South"),
        "since": ("2021-04-01", "2019-09-12"),
        "value": ("480.00", "12500.00"),
    },
    "employees": {
        "employee": ("E-11", "E-12"),
        "employee_name": ("A. Example", "B. Example"),
        "team": ("Service", "Delivery"),
        "role": ("Agent", "Driver"),
        "site": ("Hamburg", "Leipzig"),
    },
    "processes": {
        "process": ("Order handling", "Delivery"),
        "owner": ("Head of service", "Head of logistics"),
        "stage": ("Buy", "Receive"),
        "site": ("Hamburg", "Leipzig"),
    },
}
"""What each table has of its own, or means in its own way."""


def example(table: str, field: str) -> tuple[str, str]:
    """Return the two example values of a field; two empty texts where there is none."""
    own = _OWN.get(table, {})
    return own.get(field) or _SHARED.get(field) or ("", "")
