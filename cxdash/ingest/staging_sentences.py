"""What became of the rows of a staged file that did not simply become new ones, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.model import table_named

if TYPE_CHECKING:
    from cxdash.ingest.checks import FeedReport
    from cxdash.ingest.overlap import TableReport


def sentences(feeds: list[FeedReport], tables: list[TableReport]) -> list[str]:
    """Say what became of the rows that did not simply become new ones."""
    said = [sentence for feed in feeds for sentence in _of_feed(feed, feeds)]
    for table in tables:
        if table.updates:
            things = table.new + table.same + table.changed
            said.append(
                f"{table.label}: {table.rows:,} rows are updates of {things:,}; "
                "the last update of each counts."
            )
        if table.same or table.changed:
            said.append(
                f"{table.label}: {table.new:,} new, {table.same:,} the same again, "
                f"{table.changed:,} changed."
            )
    return said


def _of_feed(feed: FeedReport, feeds: list[FeedReport]) -> list[str]:
    """Say what became of the rows of one feed."""
    said: list[str] = []
    target = table_named(feed.table)
    if feed.nothing:
        named = [
            column.label.lower() for name in target.presence if (column := target.column(name))
        ]
        said.append(f"{feed.label}: {feed.nothing:,} rows say nothing (no {' or '.join(named)}).")
    # A file of other kinds of answers has none for a feed; others of its table read them.
    is_other = feed.dropped == feed.rows and any(
        one.accepted for one in feeds if one.table == feed.table
    )
    if feed.dropped and not is_other:
        said.append(f"{feed.label}: {feed.dropped:,} rows are left out by its conditions.")
    if feed.earlier:
        said.append(
            f"{feed.label}: {feed.earlier:,} rows are earlier updates of things that have a "
            "later one; the last update of each counts."
        )
    if feed.refused:
        said.append(f"{feed.label}: {feed.refused:,} rows are refused.")
    if feed.contradicted:
        said.append(
            f"{feed.label}: {feed.contradicted:,} rows end before they begin; they are kept "
            "without the later date, which is refused."
        )
        if feed.contradicted * 2 > feed.accepted:
            said.append(
                f"{feed.label}: so many do that two date columns may be mapped the wrong way "
                "round; look at what the columns became."
            )
    return said
