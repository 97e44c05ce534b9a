"""The facts: what happened, at a time, to a customer."""

from cxdash.model.columns import (
    decimal,
    integer,
    text,
    time,
    yes_no,
)
from cxdash.model.table import Table

METRIC_KINDS = ("csat", "nps", "ces", "rating")

FACTS: tuple[Table, ...] = (
    Table(
        "responses",
        "Survey answers",
        "one answer to one question by one customer",
        (
            text("response_id", "Answer id", "The survey tool's id of the answer."),
            text("survey", "Survey", "Which survey or questionnaire."),
            text("question", "Question", "Which question."),
            text(
                "metric_kind",
                "Kind of question",
                "Satisfaction (csat), recommendation (nps), effort (ces) or another rating.",
                *METRIC_KINDS,
            ),
            decimal("score", "Score", "The answer, on the question's own scale."),
            decimal("scale_low", "Scale from", "The lowest answer the question allows."),
            decimal("scale_high", "Scale to", "The highest answer the question allows."),
            decimal("expected_score", "Expected score", "What the customer had expected."),
            text("comment", "Comment", "What the customer wrote."),
            text("language", "Language", "The language of the answer."),
        ),
        identity=("response_id", "question", "case_id"),
        presence=("score", "comment"),
    ),
    Table(
        "invitations",
        "Survey invitations",
        "how many customers were asked, for a day and group",
        (
            text("survey", "Survey", "Which survey or questionnaire."),
            integer(
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
            text("complaint_id", "Complaint id", "The register's id of the complaint."),
            time("acknowledged_at", "Acknowledged", "When the customer was told it arrived."),
            time("due_at", "Due", "When it should be resolved."),
            time("resolved_at", "Resolved", "When it was resolved; empty while open."),
            yes_no("in_time", "Resolved in time", "Whether it was resolved in time."),
            text("cause", "Cause", "What caused it."),
            text("subcause", "Detailed cause", "The cause in more detail."),
            text("severity", "Severity", "How serious it is."),
            decimal("cost", "Cost", "What it cost, in the workspace's currency.", "currency"),
            text("status", "Status", "Where it stands."),
            text("description", "Description", "What the customer said."),
            decimal("handling_score", "Handling score", "How the customer rated the handling."),
        ),
        identity=("complaint_id",),
        presence=("complaint_id", "cause", "description"),
    ),
    Table(
        "touches",
        "Touches",
        "one contact of a person or process with a customer",
        (
            text("touch_id", "Touch id", "The source's id of the contact."),
            decimal("duration_min", "Duration", "How long the contact took.", "minutes"),
            text("outcome", "Outcome", "How the contact ended."),
        ),
        identity=("touch_id",),
        presence=("touch_id", "employee", "team", "process"),
    ),
    Table(
        "cases",
        "Orders, tickets and journeys",
        "one order, ticket or journey",
        (
            time(
                "promised_at",
                "Promised",
                "When the customer was promised it; a date without "
                "a time means by the end of that day.",
            ),
            time("delivered_at", "Delivered", "When the customer received it."),
            time("closed_at", "Closed", "When it was closed."),
            yes_no("in_time", "In time", "Whether the promise was kept."),
            decimal("value", "Value", "What it is worth, in the workspace's currency.", "currency"),
            text("status", "Status", "Where it stands."),
            integer(
                "stations",
                "Stations",
                "How many people or teams it passed through; 1 where nobody handed it on.",
                "stations",
            ),
        ),
        identity=("case_id",),
        presence=("case_id",),
    ),
    Table(
        "returns",
        "Returns",
        "one returned item",
        (
            text("return_id", "Return id", "The source's id of the return."),
            text("reason", "Reason", "Why it came back."),
            decimal("quantity", "Quantity", "How many came back.", "items"),
            decimal("cost", "Cost", "What it cost, in the workspace's currency.", "currency"),
        ),
        identity=("return_id",),
        presence=("return_id", "reason", "quantity"),
    ),
    Table(
        "checks",
        "Inspections and measurements",
        "one inspection, calibration, training or safety measurement",
        (
            text("check_id", "Check id", "The source's id of the check."),
            text("point", "Point", "Where in the flow: incoming, in-process, outgoing, customer."),
            text("measure", "Measure", "What was measured."),
            integer("inspected", "Inspected", "How many were looked at.", "items"),
            integer("defective", "Defective", "How many failed.", "items"),
            integer("defects", "Defects", "How many faults were found.", "faults"),
            decimal("value", "Measured value", "The measured value."),
            decimal("lower_spec", "Lower specification", "The lowest value allowed."),
            decimal("upper_spec", "Upper specification", "The highest value allowed."),
        ),
        identity=("check_id",),
        presence=("check_id", "inspected", "value"),
    ),
    Table(
        "volumes",
        "Volumes",
        "an exposure count (orders, calls, deliveries) for a day and group",
        (integer("count", "Count", "How many there were.", "events"),),
        identity=(),
        presence=("count",),
    ),
    Table(
        "scores",
        "Results already summed up",
        "a share or mean with its n, for a period and group",
        (
            text("metric", "Metric", "What the number is."),
            text("question", "Question", "Which question or topic it is about."),
            decimal("value", "Result", "The share or mean."),
            integer("n", "Answers", "How many answers stand behind it.", "answers"),
        ),
        identity=(),
        presence=("value",),
    ),
)
