"""Names of weekdays around a date: "Mo, 03.03.2025", "03/03/2025 (Mon)"; they say nothing new."""

from typing import Final

from cxdash.ingest.sqltext import text_sql

WORDS: Final = (
    "mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    "mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|"
    "lun|mar|mer|jeu|ven|sam|dim|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|"
    "mi[ée]|jue|vie|s[áa]b|dom|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|"
    "gio|(?:lune|marte|mercole|giove|vener)d[ìi]|sabato|domenica|"
    "ma|wo|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag|"
    "seg|ter|qua|qui|sex|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?"
)
"""The weekdays in the languages of `months`, in full and as calendars shorten them."""

_BEFORE_NAMES: Final = r"[A-Za-zäöüéàçñ]+day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+"
"""English weekdays, which may also stand before the name of a month."""

_BEFORE_NUMBERS: Final = rf"(?i:{WORDS})\.?,?\s+(\d{{1,4}}[./-]\d)"
"""Only a date in numbers may follow: "mar 5, 2025" is no Tuesday."""

_BEHIND: Final = rf"(\d)[\s,]+\(?(?i:{WORDS})\.?\)?$"

DATE_SHAPE: Final = (
    rf"^(?:(?:{WORDS})\.?,?\s+)?\d{{1,4}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{1,2}})(?:[T ,].*)?$"
)
"""A date in numbers with or without its weekday in front."""


def without_weekday(raw: str) -> str:
    """Return SQL for a date's text without the name of its weekday before or behind it.

    Args:
        raw: SQL for the text.
    """
    before = text_sql(f"^(?:{_BEFORE_NUMBERS}|{_BEFORE_NAMES})")
    return f"regexp_replace(regexp_replace({raw}, {before}, '\\1'), {text_sql(_BEHIND)}, '\\1')"
