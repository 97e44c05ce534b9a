"""The fields of the canonical tables, and those that every fact shares."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "decimal", "integer", "time", "yes_no"]

SQL_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "decimal": "DECIMAL(18,6)",
    "integer": "BIGINT",
    "time": "TIMESTAMP",
    "yes_no": "BOOLEAN",
}
"""How each kind is stored. Amounts are fixed decimals so that sums add and subtract exactly."""


@dataclass(frozen=True)
class Column:
    """One field of a canonical table.

    Attributes:
        name: The column's name in the warehouse.
        kind: What its values are.
        label: What readers see instead of the name.
        meaning: One sentence for the mapping page and the guide.
        unit: The unit of a number, empty where there is none.
        choices: The only legal values, empty where any will do.
    """

    name: str
    kind: Kind
    label: str
    meaning: str
    unit: str = ""
    choices: tuple[str, ...] = ()


def text(name: str, label: str, meaning: str, *choices: str) -> Column:
    """Return a column of text; with choices, the only legal values."""
    return Column(name, "text", label, meaning, choices=choices)


def decimal(name: str, label: str, meaning: str, unit: str = "") -> Column:
    """Return a column of exact decimal numbers."""
    return Column(name, "decimal", label, meaning, unit)


def integer(name: str, label: str, meaning: str, unit: str = "") -> Column:
    """Return a column of whole numbers."""
    return Column(name, "integer", label, meaning, unit)


def time(name: str, label: str, meaning: str) -> Column:
    """Return a column of moments."""
    return Column(name, "time", label, meaning)


def yes_no(name: str, label: str, meaning: str) -> Column:
    """Return a column of yes or no."""
    return Column(name, "yes_no", label, meaning)


SEGMENT = text("segment", "Segment", "The group of customers it belongs to.")
CUSTOMER_KIND = text(
    "customer_kind",
    "Customer kind",
    "External, or internal: a colleague or department served by another.",
    "external",
    "internal",
)
REGION = text("region", "Region", "Where the customer is.")
TEAM = text("team", "Team", "The team, group or department that acted.")
PROCESS = text("process", "Process", "The process or step that touched the customer.")

SHARED: tuple[Column, ...] = (
    time("occurred_at", "Date", "When it happened."),
    text("customer_id", "Customer", "Which customer: the same id as in the customers file."),
    text("case_id", "Case", "The order, ticket or journey it belongs to."),
    SEGMENT,
    CUSTOMER_KIND,
    REGION,
    text("employee", "Employee", "Who acted. Shown as a code, never as a name, by default."),
    TEAM,
    PROCESS,
    text("channel", "Channel", "How the customer was in contact: phone, mail, shop, web."),
    text("product", "Product", "The product or service it is about."),
    text("site", "Site", "The place, branch, plant or depot."),
)
"""The columns every fact may carry. Only a time is ever needed, and not always that."""
