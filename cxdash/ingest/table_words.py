"""Words that tell what the rows of a file are about."""

from typing import Final

COMPLAINT_WORDS: Final = (
    "complaint", "complaints", "reclamation", "reclamations", "beschwerde", "beschwerden",
    "reklamation", "reklamationen", "queja", "quejas", "klacht", "klachten", "reclamo", "reclami",
    "reclamacao", "reclamacoes", "claim", "claims", "grievance",
)  # fmt: skip
RETURN_WORDS: Final = (
    "return", "returns", "returned", "rma", "retoure", "retouren", "retour", "retours",
    "devolucion", "devoluciones", "reso", "resi", "devolucao",
)  # fmt: skip
SURVEY_WORDS: Final = (
    "survey", "feedback", "review", "reviews", "response", "responses", "respondent", "umfrage",
    "sondage", "encuesta", "enquete", "sondaggio", "pesquisa", "rating", "csat", "nps",
)  # fmt: skip
AGGREGATED: Final = frozenset(
    ("percentage", "percent", "share", "mean", "average", "rate", "prozent", "anteil", "mittelwert",
     "durchschnitt", "pourcentage", "moyenne", "porcentaje", "promedio", "media", "gemiddelde",
     "percentuale", "porcentagem", "pct", "box")
)  # fmt: skip
"""Words of numbers that already sum up many answers."""
