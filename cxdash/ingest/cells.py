"""What a cell of text looks like: enough to tell headers, rows and footers apart, no more."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

CellKind = Literal["empty", "number", "date", "code", "text"]

TYPED: tuple[CellKind, ...] = ("number", "date")
"""Kinds that headers hardly ever have and rows often do."""

_NUMBER = re.compile(
    r"[-+−]?\(?[$€£¥]?\s?[-+−]?\d[\d.,' \u00a0\u202f]*(?:[eE][-+]?\d+)?\s?[%€]?\)?"
)
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d.*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:,? \d.*)?"
    r"|\d{1,2}[-/ ][A-Za-z]{3}[-/ ]\d{2,4}(?: \d.*)?"
)

TOTAL_WORDS = (
    r"(?:grand |sub-?)?(?:totals?|sum|summe|gesamt|gesamtsumme|somme|suma|soma|totale|totali|"
    r"totaal|razem|итого|всего|合計|合计|总计)"
)
"""What opens a line of totals, as an expression."""

_TOTAL = re.compile(
    TOTAL_WORDS + r"(?:\s*[:=(].*|\s+[\d.,]+.*|\s+(?:rows|records|zeilen|cases|count).*)?",
    re.IGNORECASE,
)


def cell_kind(text: str) -> CellKind:
    """Return what one cell looks like.

    Examples:
        >>> [cell_kind(text) for text in ("", "4,5", "29/2/2016 01:16", "R_2YP", "very good")]
        ['empty', 'number', 'date', 'code', 'text']
    """
    text = text.strip()
    if not text:
        return "empty"
    if _DATE.fullmatch(text):
        return "date"
    if _NUMBER.fullmatch(text):
        return "number"
    return "text" if any(letter.isspace() for letter in text) else "code"


def usual_kind(texts: Iterable[str], *, share: float = 0.8) -> CellKind:
    """Return the kind that at least `share` of the filled cells have, else 'text'.

    All cells empty, or no cells, give 'empty'.
    """
    kinds = Counter[CellKind](cell_kind(text) for text in texts)
    del kinds["empty"]
    if not kinds:
        return "empty"
    kind, count = kinds.most_common(1)[0]
    return kind if count >= share * kinds.total() else "text"


def is_total(text: str) -> bool:
    """Whether a cell is the word that opens a line of totals.

    Examples:
        >>> [is_total(text) for text in ("Total", "Total: 2 rows", "Total rubbish")]
        [True, True, False]
    """
    return _TOTAL.fullmatch(text.strip()) is not None


def duration_text(duration: dt.timedelta) -> str:
    """Return a duration as HH:MM:SS, with as many hours as it has.

    Examples:
        >>> duration_text(dt.timedelta(days=1, minutes=90)), duration_text(-dt.timedelta(hours=2))
        ('25:30:00', '-02:00:00')
    """
    seconds = round(duration.total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hours:02}:{minute:02}:{second:02}"
