"""Ids of a file that nothing loaded answers to: of customers, people, processes and cases.

A row is kept all the same; it only gets nothing from the row it names. That is said, with its
count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import name_sql, text_sql
from cxdash.model import TABLES, Table, table_named

if TYPE_CHECKING:
    from collections.abc import Mapping as Files
    from collections.abc import Sequence
    from pathlib import Path

    from cxdash.store.scratch import Scratch
    from cxdash.store.upload import Upload


@dataclass(frozen=True)
class _Link:
    """A column by which rows name a row of another table."""

    key: str
    table: str
    named: str
    gives: str
    is_shown: bool = True


_LINKS: Final = (
    _Link("customer_id", "customers", "customers", "no segment and no region"),
    _Link("employee", "employees", "people", "no team and no site", is_shown=False),
    _Link("process", "processes", "processes", "no site"),
    _Link("case_id", "cases", "orders, tickets or journeys", "no date, customer or process"),
)
"""Who a person is stays out of sentences that everybody reads."""


def without_partner(
    scratch: Scratch, staged: Files[str, Path], uploads: Sequence[Upload]
) -> list[str]:
    """Say which ids of a checked file find no row, and which of those loaded still find none.

    Nothing is said while the other table is empty: it may never be loaded.

    Args:
        scratch: A database that may read these files.
        staged: The rows of the file, by table.
        uploads: The uploads that count beside it.
    """
    said: list[str] = []
    for link in _LINKS:
        own = [path for name, path in staged.items() if name == link.table]
        known = [*own, *_kept(uploads, link.table)]
        if not known:
            continue
        for name, path in staged.items():
            if name != link.table and table_named(name).column(link.key):
                said += _missing(scratch, link, table_named(name).label, [path], known)
        loaded = [path for table in _naming(link) for path in _kept(uploads, table.name)]
        if own and loaded:
            said += _missing(scratch, link, "What is loaded already", loaded, known)
    return said


def _naming(link: _Link) -> list[Table]:
    return [table for table in TABLES if table.name != link.table and table.column(link.key)]


def _kept(uploads: Sequence[Upload], table: str) -> list[Path]:
    return [upload.parquet()[table] for upload in uploads if table in upload.parquet()]


def _missing(
    scratch: Scratch, link: _Link, whose: str, naming: list[Path], known: list[Path]
) -> list[str]:
    """Count the different ids, those without a row and their rows; [] where none is without."""
    key = name_sql(link.key)
    named, missing, rows, first, listed = cast(
        "tuple[int, int, int, str, int]",
        scratch.rows(
            f"WITH known AS (SELECT DISTINCT trim({key}) AS id FROM {_read(known)}), "
            f"named AS (SELECT trim({key}) AS id, count(*) AS n FROM {_read(naming)} "
            f"WHERE {key} IS NOT NULL GROUP BY ALL) "
            "SELECT count(*), count(*) FILTER (WHERE known.id IS NULL), "
            "coalesce(sum(n) FILTER (WHERE known.id IS NULL), 0)::BIGINT, "
            "min(named.id) FILTER (WHERE known.id IS NULL), "
            "(SELECT count(id) FROM known) FROM named LEFT JOIN known USING (id)"
        )[0],
    )
    if not missing:
        return []
    example = f", such as {first}" if link.is_shown else ""
    sentence = (
        f"{whose}: {missing:,} of {named:,} {link.named} named are not among the {listed:,} loaded"
        f"{example}. Their rows ({rows:,}) are kept and get {link.gives} from there."
    )
    return [sentence]


def _read(files: list[Path]) -> str:
    listed = ", ".join(text_sql(str(file)) for file in files)
    return f"read_parquet([{listed}], union_by_name = true)"
