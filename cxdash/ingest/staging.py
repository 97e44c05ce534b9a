"""A file and its mapping become a folder that only lacks its number."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.checks import CheckedFeed, FeedReport
from cxdash.ingest.feed_stream import FeedStream
from cxdash.ingest.last_rows import cells_of, keep_last
from cxdash.ingest.overlap import Overlap, TableReport, earlier_rows
from cxdash.ingest.refusals import LEFT_OUT
from cxdash.ingest.sqltext import name_sql, text_sql
from cxdash.ingest.staged import REFUSED_COLUMNS
from cxdash.model import Table, table_named

if TYPE_CHECKING:
    from pathlib import Path

    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.opened import OpenedFile
    from cxdash.store.workspace import Workspace

READER_VERSION: Final = "6"
"""Grows when the same file with the same mapping would give other rows than before."""

LONGEST_RAW: Final = 2000
"""Letters of a refused line that are kept."""


class Staging:
    """One file on its way into a workspace."""

    def __init__(
        self,
        file: OpenedFile,
        mapping: Mapping,
        workspace: Workspace,
        folder: Path,
        *,
        replaces: int | None = None,
    ) -> None:
        self._file = file
        self._mapping = mapping
        self._workspace = workspace
        self._folder = folder
        self._replaces = replaces
        self._feeds = [
            CheckedFeed(feed, cells_of(feed, file.cells, number), number, zone=mapping.time_zone)
            for number, feed in enumerate(mapping.feeds)
        ]

    def build(self, *, leave_out_repeats: bool) -> tuple[list[FeedReport], list[TableReport], int]:
        """Type all rows, write each table and the refused cells.

        Returns:
            What became of the rows of each feed, what each table gets, and how many lines of the
            file were refused.
        """
        for feed in self._feeds:
            keep_last(self._file.scratch, feed.feed, self._file.cells, feed.cells.view)
        built = {
            feed.table: report for table in self._tables() for feed, report in self._write(table)
        }
        rows = self._file.table.report.rows
        feeds = [
            replace(report, rows=rows, earlier=rows - report.rows)
            for report in (built[feed.table] for feed in self._feeds)
        ]
        refused_lines = self._write_refused(built)
        reports: list[TableReport] = []
        for table in self._tables():
            overlap = self._overlap(table)
            report = overlap.report()
            if leave_out_repeats and report.already_there:
                overlap.leave_out_repeats()
                report = replace(report, rows=report.rows - report.already_there)
            reports.append(report)
        return feeds, reports, refused_lines

    def _tables(self) -> list[Table]:
        return [table_named(name) for name in dict.fromkeys(f.feed.table for f in self._feeds)]

    def _path(self, table: Table) -> Path:
        return self._folder / f"{table.name}.parquet"

    def _overlap(self, table: Table) -> Overlap:
        earlier = earlier_rows(
            self._workspace,
            table,
            self._mapping.family,
            self._path(table),
            replaces=self._replaces,
        )
        feeds = [feed for feed in self._feeds if feed.feed.table == table.name]
        ids_differ = len(feeds) == 1 and any(map(feeds[0].all_differ, table.identity[:1]))
        path = self._path(table)
        return Overlap(self._file.scratch, table, path, earlier, ids_differ=ids_differ)

    def _write(self, table: Table) -> list[tuple[CheckedFeed, FeedReport]]:
        """Write the accepted rows of a table; return what became of the rows of its feeds."""
        feeds = [feed for feed in self._feeds if feed.feed.table == table.name]
        scratch = self._file.scratch
        if len(feeds) == 1 and feeds[0].is_by_row:
            stream = FeedStream(feeds[0], scratch, self._file.table.path)
            return [(feeds[0], stream.write(self._path(table)))]
        for feed in feeds:
            feed.prepare(scratch)
        reports = [(feed, feed.build(scratch)) for feed in feeds]
        numbered = " UNION ALL ".join(
            f"SELECT *, {number} AS feed FROM ({feed.accepted})"
            for number, feed in enumerate(feeds)
        )
        scratch.execute(
            f"COPY (SELECT * EXCLUDE (feed) FROM ({numbered}) ORDER BY source_line, feed) "
            f"TO {text_sql(str(self._path(table)))} (FORMAT parquet, COMPRESSION zstd)"
        )
        return reports

    def _write_refused(self, built: dict[str, FeedReport]) -> int:
        """Write refused.parquet when anything was refused; return how many lines are left out."""
        selects = [
            self._refused_cells(feed.refusals)
            for feed in self._feeds
            if feed.refusals and (built[feed.table].refused or built[feed.table].contradicted)
        ]
        if self._file.table.report.refused:
            selects.append(self._refused_lines())
        if not selects:
            return 0
        scratch = self._file.scratch
        scratch.execute(f"CREATE OR REPLACE TABLE refused AS {' UNION ALL '.join(selects)}")
        rows, lines = cast(
            "tuple[int, int]",
            scratch.rows(
                'SELECT count(*), count(DISTINCT line) FILTER (WHERE "row" = $left_out) '
                "FROM refused",
                {"left_out": LEFT_OUT},
            )[0],
        )
        if rows:
            path = self._folder / "refused.parquet"
            scratch.execute(
                'COPY (SELECT * FROM refused ORDER BY line, "column", reason) '
                f"TO {text_sql(str(path))} (FORMAT parquet, COMPRESSION zstd)"
            )
        return lines

    def _refused_cells(self, refusals: str) -> str:
        """Return SQL for the refused cells of a feed with their whole row as text."""
        separator = self._file.table.report.delimiter or ","
        cells = ", ".join(f"c{place}" for place in range(len(self._file.table.columns)))
        return (
            'SELECT line, "column", value, reason, next_step, '
            f"substr(concat_ws({text_sql(separator)}, {cells}), 1, {LONGEST_RAW}) AS raw, "
            'refusals."row" '
            f"FROM ({refusals}) AS refusals JOIN {self._file.cells.view} AS file "
            "ON file.source_line = refusals.line"
        )

    def _refused_lines(self) -> str:
        """Return SQL for the lines that reading refused before there were cells."""
        written = self._file.table.refused
        names = [name for name in REFUSED_COLUMNS if name != "row"]
        types = ", ".join(
            f"{name_sql(name)}: '{'BIGINT' if name == 'line' else 'VARCHAR'}'" for name in names
        )
        columns = ", ".join(name_sql(name) for name in names)
        return (
            f'SELECT {columns}, {text_sql(LEFT_OUT)} AS "row" '
            f"FROM read_json({text_sql(str(written))}, "
            f"format = 'array', columns = {{{types}}})"
        )

    def span(self) -> tuple[str | None, str | None]:
        """Return the first and last day of the staged facts, by the time the file gave."""
        files = [str(self._path(table)) for table in self._tables() if table.is_fact]
        if not files:
            return None, None
        selects = " UNION ALL ".join(
            f"SELECT occurred_at FROM read_parquet({text_sql(file)})" for file in files
        )
        first, last = self._file.scratch.rows(
            "SELECT strftime(min(occurred_at), '%Y-%m-%d'), strftime(max(occurred_at), '%Y-%m-%d') "
            f"FROM ({selects})"
        )[0]
        return cast("str | None", first), cast("str | None", last)

    def describe(
        self,
        sha256: str,
        tables: list[TableReport],
        refused_lines: int,
        notes: tuple[str, ...],
        *,
        by: str,
    ) -> None:
        """Write upload.json without its number."""
        source = self._file.path
        first, last = self.span()
        described = {
            "file_name": self._file.name,
            "sha256": sha256,
            "bytes": source.stat().st_size,
            "received_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "by": by,
            "format": self._mapping.format,
            "family": self._mapping.family,
            "mapping": self._mapping.to_json(),
            "reader_version": READER_VERSION,
            "read_report": asdict(self._file.table.report),
            "rows_read": self._file.table.report.rows,
            "rows_refused": refused_lines,
            "tables": {report.table: report.rows for report in tables},
            "notes": list(notes),
            "first_on": first,
            "last_on": last,
            "replaces": self._replaces,
        }
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (self._folder / "upload.json").write_text(text, encoding="utf-8")
