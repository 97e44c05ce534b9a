"""Salesforce cases, as a report exports them and as the Data Loader does."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form

REPORT: Final = Form(
    name="salesforce",
    label="Salesforce cases (report)",
    need=("case number", "date/time opened"),
    bonus=("case owner", "case reason", "case origin", "date/time closed", "account name"),
    feeds=Desk(
        shared={
            "case_id": "case number",
            "customer_id": "account name or contact name",
            "employee": "case owner",
            "channel": "case origin",
            "product": "product",
        },
        case={
            "occurred_at": "date/time opened",
            "closed_at": "date/time closed",
            "status": "status",
        },
        complaint={
            "complaint_id": "case number", "occurred_at": "date/time opened",
            "resolved_at": "date/time closed", "cause": "case reason", "severity": "priority",
            "description": "subject", "status": "status",
        },
    ),
    source="Public exports of Salesforce reports",
    notes=("A report ends in lines about itself; they are left out.",),
)  # fmt: skip
DATA_LOADER: Final = Form(
    name="salesforce_api",
    label="Salesforce cases (Data Loader)",
    need=("casenumber", "createddate", "isclosed"),
    bonus=("closeddate", "ownerid", "accountid", "origin", "isescalated"),
    feeds=Desk(
        shared={
            "case_id": "casenumber",
            "customer_id": "accountid or contactid",
            "employee": "ownerid",
            "channel": "origin",
        },
        case={"occurred_at": "createddate", "closed_at": "closeddate", "status": "status"},
        complaint={
            "complaint_id": "casenumber", "occurred_at": "createddate",
            "resolved_at": "closeddate", "cause": "reason", "severity": "priority",
            "description": "subject", "status": "status",
        },
    ),
    source="The Case object's field names; not yet confirmed by an export",
)  # fmt: skip
