"""Jira Service Management exports: repeated columns, SLAs as time left, headers in any language."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rating
from cxdash.ingest.mapping import How

CREATED: Final = "/^(created|erstellt|creada|créée?|aangemaakt|creato|criado)$/"
RESOLVED: Final = "/^(resolved|erledigt|resuelta|résolu|opgelost|risolto|resolvido)$/"
KEY: Final = (
    "/^(issue key|vorgangsschl.ssel|schl.ssel|clave de (la )?incidencia|cl[ée] de ticket|"
    "chiave segnalazione|issuesleutel|chave da item)$/"
)
NUMBER: Final = (
    "/^(issue id|vorgangs-id|id de (la )?incidencia|id (du )?ticket|id segnalazione|issue-id|"
    "id da item)$/"
)
RATING: Final = (
    "/^((custom field|campo personalizado|benutzerdefiniertes feld|champ personnalisé) \\()?"
    "(satisfaction rating|satisfaction|calificación de satisfacción|zufriedenheit|"
    "zufriedenheitsbewertung|note de satisfaction)\\)?$/"
)
TO_RESOLUTION: Final = "/\\(time to resolution\\)$/"

FORM: Final = Form(
    name="jira_sm",
    label="Jira Service Management issues",
    need=(KEY, NUMBER, CREATED),
    bonus=(RATING, TO_RESOLUTION, "/\\(request type\\)$/", "status category"),
    feeds=Desk(
        shared={
            "case_id": KEY,
            "customer_id": "reporter id or reporter",
            "employee": "assignee id or assignee",
            "process": "/\\(request type\\)$/ or issue type",
            "product": "components",
        },
        case={
            "occurred_at": CREATED,
            "delivered_at": RESOLVED,
            "closed_at": RESOLVED,
            "in_time": TO_RESOLUTION,
            "status": "status",
        },
        ratings=(
            Rating(
                RATING, "Satisfaction rating",
                fields={
                    "response_id": KEY,
                    "occurred_at": f"/\\(satisfaction date\\)$/ or {RESOLVED} or {CREATED}",
                },
            ),
        ),
        complaint={
            "complaint_id": KEY, "occurred_at": CREATED, "resolved_at": RESOLVED,
            "in_time": TO_RESOLUTION, "cause": "/\\(root cause\\)$/ or components",
            "severity": "priority", "description": "summary", "status": "status",
        },
        type="issue type",
        how={"in_time": How(left=True)},
    ),
    source="Several public parsers of Jira exports",
    notes=(
        ("Where a header stands over several columns (labels, components, comments), the first is "
        "read."),
        "'Time to resolution' is the time that was left: below zero the promise was not kept.",
    ),
)  # fmt: skip
