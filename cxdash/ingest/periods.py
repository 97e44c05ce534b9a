"""Quarters and weeks as exports write them, and the day each begins on."""

from typing import Final

from cxdash.ingest.sqltext import text_sql

SHAPES: Final = {
    "quarter": r"^(q[1-4][ /-]?(19|20)\d{2}|(19|20)\d{2}[ /-]?q[1-4])$",
    "week": r"^((19|20)\d{2}[ /-]?(w|kw)\d{1,2}|(w|kw) ?\d{1,2}[ /-](19|20)\d{2})$",
}
"""Quarters such as Q1 2025 or 2025-Q1; weeks such as 2025-W03, KW 3/2025."""


def first_day_sql(raw: str, period: str) -> str:
    """Return SQL for the first day of the quarter or ISO week in a text, NULL where it holds none.

    Args:
        raw: SQL for the text.
        period: "quarter" or "week".
    """
    is_one = f"regexp_matches({raw}, {text_sql(SHAPES[period])}, 'i')"
    year = rf"regexp_extract({raw}, '((19|20)\d{{2}})', 1)"
    sign = "[qQ]" if period == "quarter" else "[wW]"
    number = rf"regexp_extract({raw}, '{sign} ?(\d{{1,2}})', 1)"
    if period == "quarter":
        # A text of another shape has neither, and its empty parts are no numbers.
        month = f"3 * try_cast({number} AS INTEGER) - 2"
        day = f"try_cast(concat({year}, '-', {month}, '-1') AS TIMESTAMP)"
    else:
        day = f"try_strptime(concat({year}, '-W', lpad({number}, 2, '0'), '-1'), '%G-W%V-%u')"
    return f"(CASE WHEN {is_one} THEN {day} END)"
