"""ServiceNow incident exports, with column names or with labels: an internal service desk."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form

FORM: Final = Form(
    name="servicenow",
    label="ServiceNow incidents",
    need=("number", "/^opened([_ ]at)?$/", "/^short[_ ]description$/",
          "/^(caller([_ ]id)?|assignment[_ ]group)$/"),
    bonus=("/^assigned[_ ]to$/", "/^closed([_ ]at)?$/", "/^reopen[_ ]count$/", "priority", "state"),
    feeds=Desk(
        shared={
            "case_id": "number",
            "customer_id": "/^caller([_ ]id)?$/",
            "employee": "/^assigned[_ ]to$/",
            "team": "/^assignment[_ ]group$/",
            "channel": "/^(contact[_ ]type|channel)$/",
            "product": "category",
            "site": "location",
        },
        case={
            "occurred_at": "/^opened([_ ]at)?$/",
            "delivered_at": "/^resolved([_ ]at)?$/",
            "closed_at": "/^closed([_ ]at)?$/",
            "promised_at": "/^(due[_ ]date|sla[_ ]due)$/",
            "in_time": "/^made[_ ]sla$/",
            "status": "/^(incident[_ ])?state$/",
        },
        is_internal=True,
    ),
    source="ServiceNow's column names as remembered; not yet confirmed by a vendor page",
    notes=("The people it serves are taken as colleagues (customer kind 'internal').",),
)  # fmt: skip
