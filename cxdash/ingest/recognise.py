"""Which known export is this? The best fit by the headers it needs, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cxdash.ingest.formats import (
    cfpb,
    chatwoot_csat,
    delighted,
    event_log,
    formbricks,
    formbricks_hub,
    freshdesk,
    freshservice,
    google_forms,
    google_play,
    gsa_touchpoints,
    hcahps,
    hubspot,
    intercom,
    jira_sm,
    limesurvey,
    medallia_ac,
    ms_forms,
    odoo_helpdesk,
    qualtrics,
    salesforce,
    servicenow,
    surveymonkey,
    templates,
    trustpilot,
    typeform,
    zendesk,
)
from cxdash.ingest.formats.form import Form, Header

FORMATS: Final[tuple[Form, ...]] = (
    qualtrics.FORM,
    surveymonkey.FORM,
    typeform.FORM,
    google_forms.FORM,
    ms_forms.FORM,
    limesurvey.FORM,
    formbricks.FORM,
    formbricks_hub.FORM,
    delighted.FORM,
    medallia_ac.FORM,
    gsa_touchpoints.FORM,
    zendesk.FORM,
    freshdesk.FORM,
    freshservice.FORM,
    jira_sm.FORM,
    salesforce.REPORT,
    salesforce.DATA_LOADER,
    hubspot.TICKETS,
    hubspot.FEEDBACK,
    intercom.CONVERSATIONS,
    intercom.RATINGS,
    odoo_helpdesk.FORM,
    servicenow.FORM,
    chatwoot_csat.FORM,
    trustpilot.SERVICE,
    trustpilot.PRODUCTS,
    google_play.FORM,
    cfpb.FORM,
    hcahps.ANSWERS,
    hcahps.RELEASES,
    event_log.FORM,
    *templates.TEMPLATES,
)
"""Every known export. The guide's list of formats is written from it."""


@dataclass(frozen=True)
class Recognised:
    """The verdict on a header: the format or None, and why, as a sentence."""

    form: Form | None
    evidence: str


def recognise(columns: tuple[str, ...]) -> Recognised:
    """Return the known export whose needed headers are all there, the best fitting one first."""
    header = Header(columns)
    fits = [(fit, form) for form in FORMATS if (fit := form.fit(header))]
    full = [(fit, form) for fit, form in fits if not fit[1]]
    if full:
        fit, form = max(full, key=lambda found: found[0][0])
        return Recognised(
            form,
            f"Recognised as {form.label}: {fit[0]} of its known column names are there, "
            f"{_quoted(form.need, header)} among them.",
        )
    if not fits:
        return Recognised(None, "Its column names are those of no known export.")
    fit, closest = max(fits, key=lambda found: found[0][0] - len(found[0][1]))
    # What is matched by a pattern has no one name a reader would know.
    named = [f"'{name}'" for name in fit[1] if not name.startswith("/")][:5]
    missing = f", which also has {', '.join(named)}" if named else ""
    return Recognised(None, f"It is no known export; the closest is {closest.label}{missing}.")


def _quoted(need: tuple[str, ...], header: Header) -> str:
    names = [name for wanted in need if (name := header.find(wanted))]
    return ", ".join(f"'{name}'" for name in names[:4])
