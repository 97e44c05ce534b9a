"""Formbricks response exports: numbered questions after the columns about the answer."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

FORM = Form(
    name="formbricks",
    label="Formbricks responses",
    need=("no.", "response id", "timestamp", "finished", "survey id"),
    bonus=("formbricks id (internal)", "user id"),
    feeds=SurveyTool(
        fixed={
            "response_id": "response id",
            "occurred_at": "timestamp",
            "survey": "survey id",
            "customer_id": "user id",
            "channel": "source",
            "region": "country",
        },
        metadata=("no.", "finished", "quotas", "formbricks id (internal)", "notes", "tags", "url"),
    ),
    source="The Formbricks source code",
)
