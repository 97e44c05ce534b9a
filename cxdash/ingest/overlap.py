"""What a new file would do to what is there: new rows, the same rows again, changed rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cxdash.ingest.distinct import different_in, sorted_hashes
from cxdash.ingest.sqltext import name_sql, text_sql

if TYPE_CHECKING:
    from pathlib import Path

    from cxdash.model import Table
    from cxdash.store.scratch import Scratch
    from cxdash.store.workspace import Workspace


@dataclass(frozen=True)
class TableReport:
    """What a file brings to one canonical table.

    Attributes:
        table, label: The table.
        rows: Accepted rows.
        new: Things seen for the first time.
        same: Things that are there already, exactly so.
        changed: Things that are there already, with other values; the new ones will count.
        updates: Rows that a later row of the same file replaces.
        without_id: Rows that nothing tells apart from others.
        already_there: How many of those are there already with the same content.
    """

    table: str
    label: str
    rows: int
    new: int
    same: int
    changed: int
    updates: int
    without_id: int
    already_there: int


class Overlap:
    """One canonical table of a staged file against the active uploads of the same source.

    Args:
        scratch: A database that may read the file.
        table: The table.
        staged: The file with its rows.
        earlier: SQL for the rows of those uploads, "" when there are none.
        ids_differ: Whether no two of its rows are known to have the same first part of their id.
    """

    def __init__(
        self,
        scratch: Scratch,
        table: Table,
        staged: Path,
        earlier: str,
        *,
        ids_differ: bool = False,
    ) -> None:
        self._scratch = scratch
        self._table = table
        self._staged = staged
        self._earlier = earlier
        self._ids_differ = ids_differ

    def report(self) -> TableReport:
        """Count new, same and changed by identity, and repeats where there is none."""
        rows = self._count(f"SELECT count(*) FROM {self._incoming}")
        identified, (new, same, changed) = self._by_identity(rows) if rows else (0, (0, 0, 0))
        already = 0
        if rows > identified and self._earlier:
            already = self._count(
                f"SELECT count(*) FROM ({self._incoming_content}) WHERE content IN "
                f"(SELECT content FROM ({self._known_content}))"
            )
        return TableReport(
            table=self._table.name,
            label=self._table.label,
            rows=rows,
            new=new + rows - identified - already,
            same=same,
            changed=changed,
            updates=identified - new - same - changed,
            without_id=rows - identified,
            already_there=already,
        )

    def leave_out_repeats(self) -> None:
        """Write the staged table again without rows whose content is there already."""
        kept = self._staged.with_suffix(".kept")
        self._scratch.execute(
            f"COPY (SELECT * FROM {self._incoming} WHERE {self._has_id} OR "
            f"{self._content} NOT IN (SELECT content FROM ({self._known_content}))) "
            f"TO {text_sql(str(kept))} (FORMAT parquet, COMPRESSION zstd)"
        )
        kept.replace(self._staged)

    def _count(self, sql: str) -> int:
        return cast("int", self._scratch.rows(sql)[0][0])

    @property
    def _incoming(self) -> str:
        return f"read_parquet({text_sql(str(self._staged))})"

    @property
    def _has_id(self) -> str:
        return (
            f"{name_sql(self._table.identity[0])} IS NOT NULL" if self._table.identity else "false"
        )

    @property
    def _content(self) -> str:
        names = [name_sql(column.name) for column in self._table.all_columns()]
        if self._table.is_fact:
            names.append("zone_known")
        return f"hash(row({', '.join(names)}))"

    @property
    def _incoming_content(self) -> str:
        return f"SELECT {self._content} AS content FROM {self._incoming} WHERE NOT ({self._has_id})"

    @property
    def _known_content(self) -> str:
        return (
            f"SELECT {self._content} AS content FROM ({self._earlier}) WHERE NOT ({self._has_id})"
        )

    def _by_identity(self, rows: int) -> tuple[int, tuple[int, int, int]]:
        """Return how many rows have an id, and how many of these ids are new, same or changed."""
        if not self._table.identity:
            return 0, (0, 0, 0)
        if self._earlier or self._ids_differ:
            sql = f"SELECT count(*) FROM {self._incoming} WHERE {self._has_id}"
            identified = self._count(sql)
            compares = bool(self._earlier and identified)
            return identified, self._compared() if compares else (identified, 0, 0)
        ids = ", ".join(name_sql(name) for name in self._table.identity)
        value = f"CASE WHEN {self._has_id} THEN hash({ids}) END"
        hashes = sorted_hashes(self._scratch, value, self._incoming, most=rows)
        return hashes.size, (different_in(hashes), 0, 0)

    def _compared(self) -> tuple[int, int, int]:
        """Compare the last row of each id here with the last one there."""
        ids = ", ".join(name_sql(name) for name in self._table.identity)
        same_id = " AND ".join(
            f"came.{name_sql(name)} IS NOT DISTINCT FROM known.{name_sql(name)}"
            for name in self._table.identity
        )
        last = "QUALIFY row_number() OVER (PARTITION BY {ids} ORDER BY {order}) = 1"
        came = (
            f"SELECT {ids}, {self._content} AS content FROM {self._incoming} "
            f"WHERE {self._has_id} {last.format(ids=ids, order='source_line DESC')}"
        )
        known = (
            f"SELECT {ids}, {self._content} AS content FROM ({self._earlier}) "
            f"WHERE {self._has_id} {last.format(ids=ids, order='number DESC, source_line DESC')}"
        )
        found = self._scratch.rows(
            "SELECT count(*) FILTER (WHERE known.content IS NULL), "
            "count(*) FILTER (WHERE known.content = came.content), "
            "count(*) FILTER (WHERE known.content <> came.content) "
            f"FROM ({came}) AS came LEFT JOIN ({known}) AS known ON {same_id}"
        )[0]
        return cast("tuple[int, int, int]", found)


def earlier_rows(
    workspace: Workspace, table: Table, family: str, staged: Path, *, replaces: int | None = None
) -> str:
    """Return SQL for the rows of the active uploads of the same source, with their place as number.

    References are one list for all sources, so theirs come from every upload. For a file that
    replaces an upload they come from those before it. "" when there are none.
    """
    before = workspace.uploads.numbered(replaces).place if replaces else None
    files = [
        (upload.place, upload.parquet()[table.name])
        for upload in workspace.uploads.active()
        if table.name in upload.parquet()
        and (upload.facts.family == family or not table.is_fact)
        and (before is None or upload.place < before)
    ]
    selects = [
        f"SELECT *, {number} AS number FROM read_parquet({text_sql(str(path))})"
        for number, path in files
        if path.exists()
    ]
    return " UNION ALL BY NAME ".join([*selects, no_rows(staged)] if selects else [])


def no_rows(staged: Path) -> str:
    """Return SQL for no rows with the columns of the staged file: earlier ones may lack some."""
    return f"SELECT *, 0 AS number FROM read_parquet({text_sql(str(staged))}) WHERE false"
