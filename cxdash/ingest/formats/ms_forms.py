"""Microsoft Forms answers, as Excel opens them."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

FORM = Form(
    name="ms_forms",
    label="Microsoft Forms answers",
    need=("id", "start time", "completion time", "email", "name"),
    bonus=("last modified time",),
    feeds=SurveyTool(
        fixed={
            "response_id": "id",
            "occurred_at": "completion time",
            "customer_id": "customer id or your desk",
            "team": "team or department or your team",
        },
        metadata=("start time", "email", "name", "last modified time", "total points",
                  "quiz feedback"),
    ),
    source="Many public exports of Microsoft Forms",
)  # fmt: skip
