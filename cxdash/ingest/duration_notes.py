"""What a reader should know of durations: how they are read, and which are not kept, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxdash.ingest.columns import MOSTLY
from cxdash.ingest.durations import BUSINESS, CLOCK_SHAPE, times_in
from cxdash.ingest.mapping_check import columns_read

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.mapping import How, Mapping

_UNIT_WORDS: Final = {
    "1440": "days, each of 24 hours",
    "60": "hours",
    "0.0166666667": "seconds",
    "0.0000166667": "milliseconds",
}
_SPOKEN: Final = re.compile(
    r"\b(?:(?:resolution|resolve|response|reply|wait(?:ing)?|handl(?:e|ing)|hold|queue|cycle|lead)"
    r"[\s_]*time|duration|age)\b|zeit\b|dauer\b|\b(?:temps|tiempo|tempo|délai|plazo)\b",
    re.IGNORECASE,
)
_TWO_PARTS: Final = re.compile(r"-?\d{1,3}:\d{2}")


def duration_notes(found: tuple[ColumnProfile, ...], mapping: Mapping) -> tuple[str, ...]:
    """Return what is said of the durations of a file.

    Args:
        found: Its columns.
        mapping: How they are read.
    """
    read = {
        source.column: source.how
        for feed in mapping.feeds
        for name, source in feed.fields.items()
        if name == "duration_min"
    }
    used = set(columns_read(mapping))
    kept = (_kept(column, read[column.name]) for column in found if column.name in read)
    left = (_left_out(column) for column in found if column.name not in used)
    return tuple(said for said in (*kept, *left) if said)


def _kept(column: ColumnProfile, how: How) -> str:
    """Say how a column of durations becomes minutes; "" where it holds minutes."""
    if how.get("clock"):
        brief = next((value for value in column.examples if _TWO_PARTS.fullmatch(value)), "")
        parts = "minutes and seconds" if how.get("short") else "hours and minutes"
        as_parts = f"; {brief} is {parts}" if brief else ""
        named = brief or column.examples[0]
        return f"'{column.name}' holds durations such as {named}, kept in minutes{as_parts}."
    unit = _UNIT_WORDS.get(how.get("times", ""))
    return f"'{column.name}' counts in {unit}, as its header says; kept in minutes." if unit else ""


def _left_out(column: ColumnProfile) -> str:
    """Say of a column of durations that nothing is read from it, and why."""
    if column.is_empty or column.is_date:
        return ""
    example, is_spoken = column.examples[0], _SPOKEN.search(column.label) is not None
    has_unit = column.is_number and times_in(column.label) is not None
    if BUSINESS.search(example) or (
        BUSINESS.search(column.label) and (column.is_number or column.clocks >= MOSTLY)
    ):
        return (
            f"'{column.name}' counts business days or hours, which are no fixed number of hours, "
            "and is not kept. Times to resolution are worked out from the dates of the rows."
        )
    # A clock alone may be a time of day: only its header, or a unit, makes it a duration.
    is_told = is_spoken or not re.fullmatch(CLOCK_SHAPE, example)
    if not (column.clocks >= MOSTLY and is_told) and not (has_unit and is_spoken):
        return ""
    return (
        f"'{column.name}' holds durations such as {example} and is not kept: of contacts the "
        "handling time is, and times to resolution are worked out from the dates of the rows. "
        "Map it to 'Duration' if it is how long a contact took."
    )
