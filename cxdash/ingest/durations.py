"""How long something took, as exports write it: 1:30:00, 1d 4h, 2 days 3:15:00, PT5M30S, 90 min.

A business day is no fixed number of hours, so it is never read as a day of the calendar.
"""

from __future__ import annotations

import re
from typing import Final

from cxdash.ingest.sqltext import text_sql
from cxdash.ingest.synonyms import words_of

_UNITS: Final = {
    10_080: r"w|wks?|weeks?|wochen?|semaines?|semanas?|settiman[ae]|weken",
    1_440: r"d|days?|tage?n?|jours?|j|d[ií]as?|dag(?:en)?|giorn[oi]",
    60: r"h|hrs?|hours?|std|stunden?|heures?|horas?|uur|uren|or[ae]",
    1: r"m|mins?|minutes?|minuten?|minut[oi]s?",
}
_SECONDS: Final = r"s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|second[io]|seconden"
_MILLISECONDS: Final = r"ms|millis|milliseconds?|millisekunden?"
"""Words of each unit, by its minutes; the last two are parts of one."""

_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_ANY_UNIT: Final = "|".join((*_UNITS.values(), _SECONDS, _MILLISECONDS))
_PART: Final = rf"{_NUMBER}\s*(?:{_ANY_UNIT})\.?(?:\s*(?:,|and|und|et|y|e|en)\s+|\s*)"
_TAIL: Final = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_ISO_CLOCK: Final = rf"T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?"
_ISO: Final = rf"P(?:{_NUMBER}W|{_NUMBER}D(?:{_ISO_CLOCK})?|{_ISO_CLOCK})"
"""Without months and years, which have no fixed length."""

DURATION_SHAPE: Final = (
    rf"^[-+]?(?:(?:{_PART})+|{_NUMBER}\s*(?:days?|d|tage?),?\s+{_TAIL}|\d+\.{_TAIL}|"
    rf"\d{{1,3}}\s*h\s*\d{{2}}|{_ISO})$"
)
CLOCK_SHAPE: Final = r"^-?\d{1,4}:\d{2}(:\d{2})?$"
_IS_CLOCK: Final = r"-?\d+:\d{2}(:\d{2}(\.\d+)?)?"
"""Hours, minutes and perhaps seconds."""

TIMES: Final = {
    "1440": ("days", "day", "tage", "tagen", "jours", "dias", "dagen", "giorni"),
    "60": ("hours", "hrs", "hour", "hr", "std", "stunden", "heures", "horas", "uren", "ore"),
    "0.0166666667": ("seconds", "secs", "sec", "sekunden", "secondes", "segundos", "seconden"),
    "0.0000166667": ("ms", "millis", "milliseconds", "millisekunden"),
}
"""What a number is multiplied by to be minutes, where its header names another unit."""

_LETTERS: Final = {"d": "1440", "h": "60", "s": "0.0166666667", "sek": "0.0166666667"}
_BRACKETED: Final = re.compile(
    r"[(\[]\s*(?:in\s+)?(d|h|s|sek)\.?\s*[)\]]|[_\s](h|s)$", re.IGNORECASE
)
_SHORT_CLOCK: Final = re.compile(r"\bm{1,2}[:.]ss\b|\bmin(?:utes?)?[:.]sec", re.IGNORECASE)

BUSINESS: Final = re.compile(
    r"\b(?:business|working)[\s_]*(?:days?|hours?|hrs)|\bwerktage?|\barbeitstage?|\barbeitsstunden|"
    r"\bjours? ouvr|\bd[ií]as? (?:h[aá]bil|laborable)|\bdias? [uú]te?i[sl]|\bwerkdag|"
    r"\bgiorn[oi] lavorativ",
    re.IGNORECASE,
)
"""Days and hours that are counted only while an office is open."""


def times_in(header: str) -> str | None:
    """Return what a number under a header is multiplied by to be minutes; None for minutes.

    Examples:
        >>> times_in("Handle time (h)"), times_in("Dauer in Stunden"), times_in("Talk time [min]")
        ('60', '60', None)
    """
    found = _BRACKETED.search(header)
    if found:
        return _LETTERS[(found[1] or found[2]).lower()]
    words = set(words_of(header))
    return next((times for times, names in TIMES.items() if words & set(names)), None)


def is_short_clock(header: str) -> bool:
    """Whether a header says that 5:30 is five minutes and thirty seconds."""
    return _SHORT_CLOCK.search(header) is not None


def minutes_sql(raw: str, *, short: bool = False) -> str:
    """Return SQL for the minutes in a duration; NULL where the text is none.

    Args:
        raw: SQL for the text.
        short: A clock of two parts is minutes and seconds, not hours and minutes.
    """
    clock = _clock_minutes_sql("v", short=short)
    words = "regexp_replace(v, '^([-+]?)P([^T]*)T?', '\\1\\2 ')"
    return (
        f"list_transform([{raw}], lambda v: CASE "
        f"WHEN regexp_full_match(v, {text_sql(_IS_CLOCK)}) THEN {clock} "
        f"WHEN regexp_matches(v, {text_sql('(?i)' + DURATION_SHAPE)}) "
        f"THEN {_written_minutes_sql(f'({words})')} WHEN v = '0' THEN 0 END)[1]"
    )


def _clock_minutes_sql(text: str, *, short: bool) -> str:
    """Return SQL for the minutes in h:mm[:ss], or m:ss where the first of two parts is minutes."""
    parts = f"string_split(ltrim({text}, '-'), ':')"
    sign = f"if({text} LIKE '-%', -1, 1)"
    long = (
        f"CAST({parts}[1] AS BIGINT) * 60 + CAST({parts}[2] AS BIGINT) + "
        f"coalesce(try_cast({parts}[3] AS DECIMAL(9, 3)), 0) / 60"
    )
    if not short:
        return f"CAST({sign} * ({long}) AS DECIMAL(38, 10))"
    brief = f"CAST({parts}[1] AS BIGINT) + CAST({parts}[2] AS BIGINT) / 60"
    return f"CAST({sign} * if(len({parts}) = 2, {brief}, {long}) AS DECIMAL(38, 10))"


def _written_minutes_sql(text: str) -> str:
    """Return SQL for the minutes in a duration whose parts have units."""
    named = [(words, f"* {minutes}") for minutes, words in _UNITS.items()]
    named += [(_SECONDS, "/ 60"), (_MILLISECONDS, "/ 60000")]
    parts = [f"{_number_sql(text, _before(words))} {each}" for words, each in named]
    tail = rf"(?:^|\s|\D\.|^[-+]?\d+\.)({_TAIL})$"
    clock = f"string_split(regexp_extract({text}, {text_sql(tail)}, 1), ':')"
    behind = [
        f"coalesce(try_cast({clock}[{place}] AS DECIMAL(18, 6)), 0) {each}"
        for place, each in ((1, "* 60"), (2, "* 1"), (3, "/ 60"))
    ]
    dotted = _number_sql(text, rf"^[-+]?(\d+)\.{_TAIL}$") + " * 1440"
    brief = _number_sql(text, r"(?i)^[-+]?\d{1,3}\s*h\s*(\d{2})$")
    sign = f"if({text} LIKE '-%', -1, 1)"
    return f"CAST({sign} * ({' + '.join([*parts, *behind, dotted, brief])}) AS DECIMAL(38, 10))"


def _before(words: str) -> str:
    """Return the pattern of a number before one of these words."""
    return rf"(?i)({_NUMBER})\s*(?:{words})\.?(?:[^\pL]|$)"


def _number_sql(text: str, shape: str) -> str:
    found = f"replace(regexp_extract({text}, {text_sql(shape)}, 1), ',', '.')"
    return f"coalesce(try_cast({found} AS DECIMAL(18, 6)), 0)"
