"""The line of each thing that a feed reads, where a thing has a line for each of its updates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cxdash.ingest.dates import offset_sql, wall_sql
from cxdash.ingest.feed_sql import condition_sql
from cxdash.ingest.typed import read_sql, spoken_sql
from cxdash.model import SHARED

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed, Last
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch


def cells_of(feed: Feed, cells: Cells, number: int) -> Cells:
    """Return where a feed reads the file's text: every line, or the last of each thing."""
    return replace(cells, view=f"last_{number}") if feed.last else cells


def keep_last(scratch: Scratch, feed: Feed, cells: Cells, table: str) -> None:
    """Write the lines that a feed reads to a table, in the order of the file.

    A line without the id is a thing of its own. Of the lines of a thing those that say something
    go first, and of these the latest; between equal times the file's own direction decides.

    Args:
        scratch: Where the file's text is.
        feed: The feed; without `last` there is nothing to do.
        cells: Every line of the file.
        table: What the table is called.
    """
    if feed.last is None:
        return
    key, at = cells.text(feed.last.of), moved_sql(feed.last, cells)
    says = f"coalesce({_says_sql(feed, cells)}, false)"
    later = "source_line" if _falls(scratch, feed.last, cells) else "source_line DESC"
    order = f"{says} DESC, {at} DESC NULLS LAST, {later}"
    rank = f"row_number() OVER (PARTITION BY {key} ORDER BY {order})"
    scratch.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT *{_begun_sql(feed, cells, says)} "
        f"FROM {cells.view} QUALIFY {key} IS NULL OR {rank} = 1 ORDER BY source_line"
    )


def moved_sql(last: Last, cells: Cells) -> str:
    """Return SQL for the time of an update, an offset from UTC that it carries taken off."""
    text = cells.text(last.by.columns[0])
    text = text if cells.is_iso(last.by) else read_sql(SHARED[0], last.by, text)
    wall = wall_sql(text, last.by.how.get("date_order", "ymd"))
    return f"({wall} - to_minutes(coalesce({offset_sql(text)}, 0)))"


def turns(scratch: Scratch, last: Last, cells: Cells) -> tuple[int, int]:
    """Return how often the time rises, and falls, from one line of a thing to its next."""
    at = moved_sql(last, cells)
    rises, falls = scratch.rows(
        "SELECT count(*) FILTER (WHERE now > before), count(*) FILTER (WHERE now < before) FROM ("
        f"SELECT {at} AS now, lag({at}) OVER "
        f"(PARTITION BY {cells.text(last.of)} ORDER BY source_line) AS before FROM {cells.view} "
        f"WHERE {cells.text(last.of)} IS NOT NULL)"
    )[0]
    return int(str(rises)), int(str(falls))


def _falls(scratch: Scratch, last: Last, cells: Cells) -> bool:
    rises, falls = turns(scratch, last, cells)
    return falls > rises


def _says_sql(feed: Feed, cells: Cells) -> str:
    """Return SQL for whether a line is read by the feed and says something in it."""
    said = [
        f"{spoken_sql(cells.source(source, feed.column(name)), source)} IS NOT NULL"
        for name in feed.target.presence
        if (source := feed.fields.get(name)) is not None and source.columns
    ]
    kept = [condition_sql(cells, rule) for rule in feed.when]
    return " AND ".join([*kept, f"({' OR '.join(said) or 'true'})"])


def _begun_sql(feed: Feed, cells: Cells, says: str) -> str:
    """Return SQL that takes when a thing happened from its first line, where updates tell it."""
    last, begun = feed.last, feed.fields.get("occurred_at")
    if last is None or begun is None or begun.columns != last.by.columns:
        return ""
    place = f"c{cells.columns.index(last.by.columns[0])}"
    first = (
        f"first_value({place}) OVER (PARTITION BY {cells.text(last.of)} ORDER BY {says} DESC, "
        f"{moved_sql(last, cells)} NULLS LAST, source_line)"
    )
    return f" REPLACE (if({cells.text(last.of)} IS NULL, {place}, {first}) AS {place})"
