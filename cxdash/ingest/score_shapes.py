"""What scores look like that name their own scale, 4/5 or "4 stars", as expressions for SQL."""

from typing import Final

from cxdash.ingest.sqltext import text_sql

_NUMBER: Final = r"(\d{1,3}(?:[.,]\d{1,4})?)"
_OF: Final = r"\s*(?:/|\b(?:out of|of|von|sur|de|su|van|di|av|af)\b)\s*"
_UNIT: Final = (
    r"\s*-?\s*(?:stars?|sterne?n?|étoiles?|estrellas?|sterren|stelle|estrelas?|★|⭐|🌟|"
    r"points?|pts?\.?|punkten?|puntos|punti|pontos|punten)\x{FE0F}?"
)
OUT_OF: Final = rf"(?i)^{_NUMBER}(?:{_OF}(\d{{1,3}})(?:{_UNIT})?|{_UNIT})$"
"""A score with the highest one it could be, or with its unit: the number and that highest one."""


def out_of_sql(raw: str, highest: str) -> str:
    """Return SQL for the number in a score such as 4/5; other texts stay as they are.

    Args:
        raw: SQL for the text.
        highest: The highest score that is named; "" where only a unit stands behind.
    """
    named = rf"(?:{_OF}{int(highest)}(?:{_UNIT})?|{_UNIT})" if highest else f"(?:{_UNIT})"
    shape = text_sql(rf"(?i)^{_NUMBER}{named}$")
    return f"if(regexp_matches({raw}, {shape}), regexp_extract({raw}, {shape}, 1), {raw})"
