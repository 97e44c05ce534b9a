"""Odoo helpdesk ticket analysis: a rating of 0 means that none was given."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rating

CREATED: Final = "ticket creation date or created on or create_date"
NOT_RATED: Final = {"0": "", "0.0": "", "0.00": ""}
_TICKET: Final = "ticket ids sequence or ticket_ref"

FORM: Final = Form(
    name="odoo_helpdesk",
    label="Odoo helpdesk tickets",
    need=("/^(ticket ids sequence|ticket_ref)$/", "/^(subject|name)$/",
          "/^(ticket creation date|created on|create_date)$/"),
    bonus=("helpdesk team", "average rating", "rating (1-5)", "stage", "team_id/name",
           "rating_last_value"),
    feeds=Desk(
        shared={
            "case_id": _TICKET,
            "customer_id": "customer email or customer or customer name or partner_id/name",
            "employee": "assigned to or user_id/name",
            "team": "helpdesk team or team_id/name",
            "product": "product",
        },
        case={
            "occurred_at": CREATED,
            "promised_at": "ticket deadline",
            "closed_at": "closing date or close_date",
            "delivered_at": "closing date or close_date",
            "in_time": "sla status success",
            "status": "stage or stage_id/name",
        },
        ratings=(
            Rating(
                "rating (1-5) or average rating or rating_last_value or rating_avg", "Rating",
                words=NOT_RATED,
                fields={
                    "response_id": _TICKET,
                    "occurred_at": f"closing date or close_date or {CREATED}",
                },
            ),
        ),
        complaint={
            "complaint_id": _TICKET, "occurred_at": CREATED, "due_at": "ticket deadline",
            "resolved_at": "closing date or close_date", "description": "subject or name",
            "severity": "minimum priority", "status": "stage or stage_id/name",
        },
        type="/^(type|ticket type|tags)$/",
    ),
    source="The labels and field names of Odoo's ticket analysis",
    notes=("A rating of 0 is no answer. Rows that only carry one more tag are left out.",),
)  # fmt: skip
