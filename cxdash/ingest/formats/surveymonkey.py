"""SurveyMonkey response exports: questions in the first header row, their parts in the second."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

FORM = Form(
    name="surveymonkey",
    label="SurveyMonkey responses",
    need=("/^respondent[ _]?id/", "/^collector[ _]?id/", "/^(start date|date[ _]created)/",
          "/^(end date|date[ _]modified)/"),
    bonus=("/^ip[ _]address/", "/^custom data 1/", "/^email[ _]address/"),
    feeds=SurveyTool(
        fixed={
            "response_id": "/^respondent[ _]?id/",
            "occurred_at": "/^(end date|date[ _]modified)/",
            "customer_id": "/^(custom data 1|custom_1)/",
        },
        metadata=("/^collector[ _]?id/", "/^(start date|date[ _]created)/", "/^ip[ _]address/",
                  "/^email[ _]address/", "/^first[ _]name/", "/^last[ _]name/"),
    ),
    source="Several public parsers of SurveyMonkey exports",
)  # fmt: skip
