"""Google Forms answers: the first column is the time, named in the form's language."""

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.survey_tool import SurveyTool

WHEN = (
    "/^(timestamp|zeitstempel|horodateur|marca temporal|carimbo de data.hora|"
    "informazioni cronologiche|tijdstempel)$/"
)

FORM = Form(
    name="google_forms",
    label="Google Forms answers",
    first=WHEN,
    need=(WHEN, "/\\?/"),
    bonus=("/^(email address|e-mail-adresse|adresse e-mail|username)$/",),
    feeds=SurveyTool(
        fixed={"occurred_at": WHEN},
        metadata=("email address", "username", "score"),
    ),
    source="Google Forms as remembered; not yet confirmed by a vendor page",
)
