"""The canonical tables, as data: what every file from outside is mapped onto."""

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


@dataclass(frozen=True)
class Table:
    """One canonical table.

    Attributes:
        name: Its name in the warehouse.
        label: What readers see.
        row: What one row is.
        columns: Its own columns; facts also carry `SHARED`.
        identity: The columns that, with the source family, tell one row from another. A row
            in which the first of them is empty has no identity and never replaces another.
        presence: A line of a file makes a row here only when one of these is filled.
        is_fact: Facts happen at a time and carry the shared columns; references describe
            a customer, a person or a process.
    """

    name: str
    label: str
    row: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    presence: tuple[str, ...]
    is_fact: bool = True

    def all_columns(self) -> tuple[Column, ...]:
        """Return the shared columns (facts only), then the table's own."""
        return (*SHARED, *self.columns) if self.is_fact else self.columns

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.all_columns() if column.name == name), None)


def _text(name: str, label: str, meaning: str, *choices: str) -> Column:
    return Column(name, "text", label, meaning, choices=choices)


def _decimal(name: str, label: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "decimal", label, meaning, unit)


def _integer(name: str, label: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "integer", label, meaning, unit)


def _time(name: str, label: str, meaning: str) -> Column:
    return Column(name, "time", label, meaning)


def _yes_no(name: str, label: str, meaning: str) -> Column:
    return Column(name, "yes_no", label, meaning)


_SEGMENT = _text("segment", "Segment", "The group of customers it belongs to.")
_CUSTOMER_KIND = _text(
    "customer_kind",
    "Customer kind",
    "External, or internal: a colleague or department served by another.",
    "external",
    "internal",
)
_REGION = _text("region", "Region", "Where the customer is.")
_TEAM = _text("team", "Team", "The team, group or department that acted.")
_PROCESS = _text("process", "Process", "The process or step that touched the customer.")

SHARED: tuple[Column, ...] = (
    _time("occurred_at", "Date", "When it happened."),
    _text("customer_id", "Customer", "Which customer: the same id as in the customers file."),
    _text("case_id", "Case", "The order, ticket or journey it belongs to."),
    _SEGMENT,
    _CUSTOMER_KIND,
    _REGION,
    _text("employee", "Employee", "Who acted. Shown as a code, never as a name, by default."),
    _TEAM,
    _PROCESS,
    _text("channel", "Channel", "How the customer was in contact: phone, mail, shop, web."),
    _text("product", "Product", "The product or service it is about."),
    _text("site", "Site", "The place, branch, plant or depot."),
)
"""The columns every fact may carry. Only a time is ever needed, and not always that."""

METRIC_KINDS = ("csat", "nps", "ces", "rating")

TABLES: tuple[Table, ...] = (
    Table(
        "responses",
        "Survey answers",
        "one answer to one question by one customer",
        (
            _text("response_id", "Answer id", "The survey tool's id of the answer."),
            _text("survey", "Survey", "Which survey or questionnaire."),
            _text("question", "Question", "Which question."),
            _text(
                "metric_kind",
                "Kind of question",
                "Satisfaction (csat), recommendation (nps), effort (ces) or another rating.",
                *METRIC_KINDS,
            ),
            _decimal("score", "Score", "The answer, on the question's own scale."),
            _decimal("scale_low", "Scale from", "The lowest answer the question allows."),
            _decimal("scale_high", "Scale to", "The highest answer the question allows."),
            _decimal("expected_score", "Expected score", "What the customer had expected."),
            _text("comment", "Comment", "What the customer wrote."),
            _text("language", "Language", "The language of the answer."),
        ),
        identity=("response_id", "question", "case_id"),
        presence=("score", "comment"),
    ),
    Table(
        "invitations",
        "Survey invitations",
        "how many customers were asked, for a day and group",
        (
            _text("survey", "Survey", "Which survey or questionnaire."),
            _integer(
                "invited", "Invited", "How many were asked; 1 when each has a row.", "customers"
            ),
        ),
        identity=(),
        presence=("invited",),
    ),
    Table(
        "complaints",
        "Complaints",
        "one complaint",
        (
            _text("complaint_id", "Complaint id", "The register's id of the complaint."),
            _time("acknowledged_at", "Acknowledged", "When the customer was told it arrived."),
            _time("due_at", "Due", "When it should be resolved."),
            _time("resolved_at", "Resolved", "When it was resolved; empty while open."),
            _yes_no("in_time", "Resolved in time", "Whether it was resolved in time."),
            _text("cause", "Cause", "What caused it."),
            _text("subcause", "Detailed cause", "The cause in more detail."),
            _text("severity", "Severity", "How serious it is."),
            _decimal("cost", "Cost", "What it cost, in the workspace's currency.", "currency"),
            _text("status", "Status", "Where it stands."),
            _text("description", "Description", "What the customer said."),
            _decimal("handling_score", "Handling score", "How the customer rated the handling."),
        ),
        identity=("complaint_id",),
        presence=("complaint_id", "cause", "description"),
    ),
    Table(
        "touches",
        "Touches",
        "one contact of a person or process with a customer",
        (
            _text("touch_id", "Touch id", "The source's id of the contact."),
            _decimal("duration_min", "Duration", "How long the contact took.", "minutes"),
            _text("outcome", "Outcome", "How the contact ended."),
        ),
        identity=("touch_id",),
        presence=("touch_id", "employee", "team", "process"),
    ),
    Table(
        "cases",
        "Orders, tickets and journeys",
        "one order, ticket or journey",
        (
            _time(
                "promised_at",
                "Promised",
                "When the customer was promised it; a date without "
                "a time means by the end of that day.",
            ),
            _time("delivered_at", "Delivered", "When the customer received it."),
            _time("closed_at", "Closed", "When it was closed."),
            _yes_no("in_time", "In time", "Whether the promise was kept."),
            _decimal(
                "value", "Value", "What it is worth, in the workspace's currency.", "currency"
            ),
            _text("status", "Status", "Where it stands."),
        ),
        identity=("case_id",),
        presence=("case_id",),
    ),
    Table(
        "returns",
        "Returns",
        "one returned item",
        (
            _text("return_id", "Return id", "The source's id of the return."),
            _text("reason", "Reason", "Why it came back."),
            _decimal("quantity", "Quantity", "How many came back.", "items"),
            _decimal("cost", "Cost", "What it cost, in the workspace's currency.", "currency"),
        ),
        identity=("return_id",),
        presence=("return_id", "reason", "quantity"),
    ),
    Table(
        "checks",
        "Inspections and measurements",
        "one inspection, calibration, training or safety measurement",
        (
            _text("check_id", "Check id", "The source's id of the check."),
            _text("point", "Point", "Where in the flow: incoming, in-process, outgoing, customer."),
            _text("measure", "Measure", "What was measured."),
            _integer("inspected", "Inspected", "How many were looked at.", "items"),
            _integer("defective", "Defective", "How many failed.", "items"),
            _integer("defects", "Defects", "How many faults were found.", "faults"),
            _decimal("value", "Measured value", "The measured value."),
            _decimal("lower_spec", "Lower specification", "The lowest value allowed."),
            _decimal("upper_spec", "Upper specification", "The highest value allowed."),
        ),
        identity=("check_id",),
        presence=("check_id", "inspected", "value"),
    ),
    Table(
        "volumes",
        "Volumes",
        "an exposure count (orders, calls, deliveries) for a day and group",
        (_integer("count", "Count", "How many there were.", "events"),),
        identity=(),
        presence=("count",),
    ),
    Table(
        "scores",
        "Results already summed up",
        "a share or mean with its n, for a period and group",
        (
            _text("metric", "Metric", "What the number is."),
            _text("question", "Question", "Which question or topic it is about."),
            _decimal("value", "Result", "The share or mean."),
            _integer("n", "Answers", "How many answers stand behind it.", "answers"),
        ),
        identity=(),
        presence=("value",),
    ),
    Table(
        "customers",
        "Customers",
        "one customer",
        (
            _text("customer_id", "Customer", "The customer's id."),
            _text("customer_name", "Customer name", "The customer's name."),
            _CUSTOMER_KIND,
            _SEGMENT,
            _REGION,
            _time("since", "Customer since", "When the customer came."),
            _decimal("value", "Customer value", "What the customer is worth a year.", "currency"),
        ),
        identity=("customer_id",),
        presence=("customer_id",),
        is_fact=False,
    ),
    Table(
        "employees",
        "Employees",
        "one person",
        (
            _text("employee", "Employee", "The person's id or name, as other files give it."),
            _text("employee_name", "Employee name", "The person's name."),
            _TEAM,
            _text("role", "Role", "What the person does."),
            _text("site", "Site", "Where the person works."),
        ),
        identity=("employee",),
        presence=("employee",),
        is_fact=False,
    ),
    Table(
        "processes",
        "Processes",
        "one process",
        (
            _PROCESS,
            _text("owner", "Owner", "The role that answers for the process."),
            _text("stage", "Stage", "Where in the customer's journey it stands."),
            _text("site", "Site", "Where it is carried out."),
        ),
        identity=("process",),
        presence=("process",),
        is_fact=False,
    ),
)


_BY_NAME = {table.name: table for table in TABLES}


def table_named(name: str) -> Table:
    """Return the canonical table of that name.

    Raises:
        KeyError: If there is none; only our own code passes names here.
    """
    return _BY_NAME[name]
