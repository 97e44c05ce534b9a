"""Uploads written by hand: rows as dictionaries, kept as an importer would keep them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cxdash.model import Kind, table_named
from cxdash.store.uploads import Upload
from cxdash.store.workspace import Workspace

LONG_AFTER = "2030-01-01T00:00:00+00:00"
"""When an upload arrives unless a test says otherwise: later than any of its rows."""

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "decimal": pa.decimal128(18, 6),
    "integer": pa.int64(),
    "time": pa.timestamp("us"),
    "yes_no": pa.bool_(),
}


def keep(workspace: Workspace, rows: Rows, **stated: object) -> Upload:
    """Accept one upload of hand-written rows; the arguments are those of `prepare`."""
    return workspace.uploads.accept(prepare(workspace, rows, **stated))


def prepare(
    workspace: Workspace,
    rows: Rows,
    *,
    family: str = "crm",
    zone_known: bool = False,
    **stated: object,
) -> Path:
    """Write the folder of an upload of hand-written rows, not accepted yet.

    Args:
        workspace: Where it is to be kept.
        rows: For each canonical table its rows. A value left out is empty; times may be ISO text
            ("2025-03-14", "2025-03-14 23:30"), dates or datetimes; numbers int, float or text.
            A row may give its own `source_line` (from 2 otherwise) and `zone_known`.
        family: The source family its ids belong to.
        zone_known: Whether its times are UTC.
        stated: More fields of upload.json: `file_name="x.csv"`, `received_at="2025-04-01"`,
            `mapping={...}`. It arrives `LONG_AFTER` unless told otherwise.
    """
    staging = workspace.uploads.staging()
    for name, lines in rows.items():
        write_parquet(staging / f"{name}.parquet", name, lines, zone_known=zone_known)
    # The staging folder's name makes every file another file, whatever its rows.
    text = repr((rows, family, stated, staging.name)).encode()
    described: dict[str, object] = {
        "file_name": "x.csv",
        "sha256": hashlib.sha256(text).hexdigest(),
        "bytes": len(text),
        "received_at": LONG_AFTER,
        "by": "",
        "format": None,
        "family": family,
        "mapping": {},
        "reader_version": "by hand",
        "read_report": {},
        "rows_read": sum(len(lines) for lines in rows.values()),
        "rows_refused": 0,
        "tables": {name: len(lines) for name, lines in rows.items()},
        "notes": [],
        "first_on": None,
        "last_on": None,
        **stated,
    }
    (staging / "upload.json").write_text(json.dumps(described), encoding="utf-8")
    return staging


def write_parquet(
    path: Path, name: str, lines: Sequence[Mapping[str, Any]], *, zone_known: bool
) -> None:
    """Write rows of a canonical table, typed by the model, as one file."""
    table = table_named(name)
    columns = table.all_columns()
    known = {column.name for column in columns} | {"source_line", "zone_known"}
    strange = {key for line in lines for key in line} - known
    assert not strange, f"{name} has no column {sorted(strange)}"
    arrays: dict[str, pa.Array] = {
        "source_line": pa.array(
            [line.get("source_line", place) for place, line in enumerate(lines, start=2)],
            pa.int64(),
        )
    }
    for column in columns:
        values = [_typed(line.get(column.name), column.kind) for line in lines]
        arrays[column.name] = pa.array(values, _ARROW[column.kind])
    if table.is_fact:
        known_zones = [bool(line.get("zone_known", zone_known)) for line in lines]
        arrays["zone_known"] = pa.array(known_zones, pa.bool_())
    pq.write_table(pa.table(arrays), path)


def _typed(value: object, kind: Kind) -> object:
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(str(value)).quantize(Decimal("0.000001"))
    if kind == "time" and isinstance(value, str):
        return datetime.fromisoformat(value)
    if kind == "time" and isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 (a file's wall clock)
    return value
