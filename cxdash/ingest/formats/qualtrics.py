"""Qualtrics response exports: three header rows, previews among the answers."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

FORM = Form(
    name="qualtrics",
    label="Qualtrics responses",
    need=("/^start ?date$/", "/^end ?date$/", "/^recorded ?date$/", "/^response ?id$/"),
    bonus=("distributionchannel", "userlanguage", "duration (in seconds)", "finished"),
    feeds=SurveyTool(
        fixed={
            "response_id": "responseid or response id",
            "occurred_at": "recordeddate or recorded date or enddate or end date",
            "language": "userlanguage or user language",
            "customer_id": "externalreference or external reference or external data reference",
        },
        metadata=("startdate", "enddate", "status", "ipaddress", "progress",
                  "duration (in seconds)", "finished", "recipientlastname", "recipientfirstname",
                  "recipientemail", "locationlatitude", "locationlongitude",
                  "distributionchannel"),
        drop={"/^(status|response type)$/": ("Survey Preview", "Spam", "1", "8")},
    ),
    source="Qualtrics support pages on exporting responses",
    notes=("Previews and spam are left out, by the column 'Status'.",),
)  # fmt: skip
