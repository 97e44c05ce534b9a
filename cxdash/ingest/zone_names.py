"""The time zone that stands in a header, as in "Started at (America/New_York)"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

UNCLEAR: Final = frozenset(
    ("PST", "PDT", "MST", "MDT", "CST", "CDT", "EST", "EDT", "BST", "IST", "AST", "CET", "CEST",
     "EET", "EEST", "WET", "WEST", "AEST", "AEDT")
)  # fmt: skip
"""Letters that name a clock of a season, or several places at once."""

_BRACKETED: Final = re.compile(r"[(\[]\s*([A-Za-z0-9_+\-:/]+)\s*[)\]]")
_OFFSET: Final = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?00)?", re.IGNORECASE)
_ENDS_IN_UTC: Final = re.compile(r"(?:[_ ]|[a-z])(?:utc|UTC)$")


@cache
def zone_in(name: str) -> str | None:
    """Return the zone a header names, or None.

    Examples:
        >>> zone_in("Conversation started at (America/New_York)"), zone_in("Submit Date (UTC)")
        ('America/New_York', 'UTC')
        >>> zone_in("Created (UTC+02:00)"), zone_in("created_at_utc")
        ('Etc/GMT-2', 'UTC')
        >>> zone_in("Duration (in/hours)") is None
        True
    """
    for said in _BRACKETED.findall(name):
        offset = _OFFSET.fullmatch(said)
        if offset:
            hours = int(offset[2])
            # The names of fixed zones count the other way round: Etc/GMT-2 is two hours ahead.
            return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "UTC"
        if said.upper() in {"UTC", "GMT", "Z"}:
            return "UTC"
        if "/" in said and said in available_timezones():
            return said
    return "UTC" if _ENDS_IN_UTC.search(name) else None


def unclear_zone(name: str) -> str | None:
    """Return the letters in a header that seem to name a zone and are no single one.

    Examples:
        >>> unclear_zone("Opened (PST)")
        'PST'
    """
    return next((said for said in _BRACKETED.findall(name) if said in UNCLEAR), None)
