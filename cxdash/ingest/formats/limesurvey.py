"""LimeSurvey responses, with question codes or texts; unfinished answers have no submit date."""

from typing import Final

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

SUBMITTED: Final = "/^(submitdate|date submitted)$/"

FORM: Final = Form(
    name="limesurvey",
    label="LimeSurvey responses",
    need=("/^(id|response id)$/", SUBMITTED, "/^last ?page$/", "/^start ?language$/"),
    bonus=("seed", "datestamp", "/^date last action$/", "/^date started$/", "refurl"),
    feeds=SurveyTool(
        fixed={
            "response_id": "/^(id|response id)$/",
            "occurred_at": SUBMITTED,
            "language": "/^start ?language$/",
            "customer_id": "token or access code",
        },
        metadata=("/^last ?page$/", "seed", "/^(startdate|date started)$/",
                  "/^(datestamp|date last action)$/", "/^(ipaddr|ip address)$/",
                  "/^(refurl|referrer url)$/", "interviewtime", "/^(group ?time|.*time)\\d*$/"),
        drop={SUBMITTED: ("",)},
    ),
    source="Public exports of LimeSurvey, with codes and with full texts",
    notes=(
        "Answers that were never submitted are left out.",
        "Export with full question texts and full answers: codes such as A2 have no order.",
    ),
)  # fmt: skip
