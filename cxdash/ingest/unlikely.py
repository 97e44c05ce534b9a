"""Dates that can be read and are hardly meant: in the future, or from another age.

They are kept as they stand, for a file may know better, and what follows from them is said.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import name_sql, text_sql

if TYPE_CHECKING:
    from collections.abc import Mapping as Files
    from datetime import date
    from pathlib import Path

    from cxdash.ingest.mapping import Mapping
    from cxdash.store.scratch import Scratch

OLDEST_YEAR: Final = 1990
"""Events from before are named: 1900 and 1970 are what programs write for an empty date."""

AHEAD: Final = frozenset(("promised_at", "due_at"))
"""Times that lie in the future by their meaning."""


def unlikely_dates(
    scratch: Scratch, mapping: Mapping, staged: Files[str, Path], today: date
) -> list[str]:
    """Say which dates of the events in a checked file lie in the future or before `OLDEST_YEAR`.

    Args:
        scratch: A database that may read these files.
        mapping: How the file was read, which names its columns.
        staged: The rows of the file, by table.
        today: The day it is; the day after is not yet the future, for clocks differ by zone.
    """
    said: dict[str, None] = {}
    for feed in mapping.feeds:
        if not feed.target.is_fact:
            continue
        for name, source in feed.fields.items():
            if source.columns and feed.column(name).kind == "time":
                column = " + ".join(source.columns)
                said |= dict.fromkeys(
                    f"'{column}': {sentence}"
                    for sentence in _named(scratch, staged[feed.table], name, today)
                )
    return list(said)


def _named(scratch: Scratch, path: Path, name: str, today: date) -> list[str]:
    moment = name_sql(name)
    is_own_date = name == "occurred_at"
    # 511_span.sql: days after the file arrived do not count as newest, so no period has them.
    unreached = "no period reaches so far" if is_own_date else "they count as they stand"
    oldest = "charts of all data begin with them" if is_own_date else "they count as they stand"
    found = [("min", f"< TIMESTAMP '{OLDEST_YEAR}-01-01'", f"before {OLDEST_YEAR}", oldest)]
    if name not in AHEAD:
        tomorrow = text_sql(str(today + timedelta(days=1)))
        when = f"in the future (today is {today})"
        found.append(("max", f">= DATE {tomorrow} + 1", when, unreached))
    said: list[str] = []
    source = f"read_parquet({text_sql(str(path))})"
    ends = ", ".join(f"{end}({moment}) {beyond}" for end, beyond, _, _ in found)
    reached = scratch.rows(f"SELECT {ends} FROM {source}")[0]
    for (_, beyond, when, effect), is_reached in zip(found, reached, strict=True):
        if is_reached:
            rows, example, line = cast(
                "tuple[int, str, int]",
                scratch.rows(
                    f"SELECT count(*), strftime(arg_min({moment}, source_line), '%Y-%m-%d'), "
                    f"min(source_line) FROM {source} WHERE {moment} {beyond}"
                )[0],
            )
            dates = "1 date lies" if rows == 1 else f"{rows:,} dates lie"
            said.append(
                f"{dates} {when}: {example} in line {line}{' is the first' if rows > 1 else ''}. "
                f"The rows are kept, and {effect}; correct the file if these are slips."
            )
    return said
