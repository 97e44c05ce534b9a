"""Typeform response exports: times are UTC, and the header says so."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

FORM = Form(
    name="typeform",
    label="Typeform responses",
    need=("submit date (utc)",),
    bonus=("#", "start date (utc)", "network id", "response type"),
    feeds=SurveyTool(
        fixed={"response_id": "#", "occurred_at": "submit date (utc)"},
        metadata=("start date (utc)", "stage date (utc)", "network id", "response type", "tags",
                  "ending"),
    ),
    source="Several public parsers of Typeform exports",
)  # fmt: skip
