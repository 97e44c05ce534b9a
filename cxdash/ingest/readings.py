"""How a column is read, as far as its header and looks tell: unit, percent, duration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxdash.ingest.durations import is_short_clock, times_in
from cxdash.ingest.mapping import How, Source
from cxdash.ingest.synonyms import words_of

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Match

HALF: Final = 0.5


def source_of(match: Match) -> Source:
    """Return the source of a field, with the readings that the header itself tells."""
    words = set(words_of(match.column.name))
    how = How()
    if match.field == "duration_min":
        times = times_in(match.column.label)
        if match.column.clocks:
            how["clock"] = True
            if is_short_clock(match.column.label):
                how["short"] = True
        if times:
            how["times"] = times
    if match.table == "scores" and match.field == "value" and _is_percent(match.column, words):
        how["percent"] = True
    return Source(match.column.name, how=how)


def _is_percent(column: ColumnProfile, words: set[str]) -> bool:
    named = words & {"percentage", "percent", "rate", "share", "pct", "prozent", "anteil", "box"}
    return column.percents > HALF or bool(named and column.high is not None and column.high > 1)
