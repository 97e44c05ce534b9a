"""Parquet files: typed columns become the text a CSV would hold, batch by batch."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cxdash.errors import UnreadableFileError
from cxdash.ingest.arrow_columns import number_array, text_array
from cxdash.ingest.cells import duration_text
from cxdash.ingest.header_names import distinct_names
from cxdash.ingest.table_file import rows_per_batch, table_schema
from cxdash.ingest.text_table import ReadReport, TextTable
from cxdash.ingest.unpack import refuse_expansion

MOST_CELLS = 2_000_000_000
"""Values a file may state, nulls among them: 100 million rows of 20 columns."""

_FRACTION_OF_ZEROS = r"\.0+$"
_UTC, _NOTHING = text_array(["+00:00", ""])


def read_parquet(
    path: Path,
    target: Path,
    *,
    name: str,
    progress: Callable[[float], None],
) -> TextTable:
    """Write a Parquet file's columns as text to `target`; nulls stay nulls.

    Times with a zone become UTC with '+00:00', times without one stay as they are; nested
    values become JSON. `source_line` is the row's number, counted from 1.

    Raises:
        UnreadableFileError: If the file is damaged, or has no columns.
    """
    try:
        with pq.ParquetFile(path) as source:
            _refuse_bomb(source, path, name)
            return _as_text(source, target, name, progress)
    except (pa.ArrowInvalid, OSError) as error:
        raise UnreadableFileError(
            f"{name} is a damaged Parquet file ({error}).",
            next_step="Export it again and upload that.",
        ) from error


def _refuse_bomb(source: pq.ParquetFile, path: Path, name: str) -> None:
    stated = source.metadata
    groups = (stated.row_group(number) for number in range(stated.num_row_groups))
    refuse_expansion(sum(group.total_byte_size for group in groups), path, name)
    columns = max(stated.num_columns, 1)
    if stated.num_rows * columns > MOST_CELLS:
        raise UnreadableFileError(
            f"{name} states {stated.num_rows:,} rows of {columns:,} columns; {MOST_CELLS:,} cells "
            "can be read.",
            next_step="Export it in parts, or only the columns you need.",
        )


def _as_text(
    source: pq.ParquetFile, target: Path, name: str, progress: Callable[[float], None]
) -> TextTable:
    fields = list(source.schema_arrow)
    if not fields:
        raise UnreadableFileError(f"{name} has no columns.", next_step="Export the table again.")
    schema = table_schema(len(fields))
    total = max(source.metadata.num_rows, 1)
    done = 0
    with pq.ParquetWriter(target, schema, compression="zstd", compression_level=1) as writer:
        for batch in source.iter_batches(batch_size=rows_per_batch(len(fields))):
            if not batch.num_rows:
                continue
            numbers = number_array(range(done + 1, done + 1 + batch.num_rows))
            texts = [column_text(column) for column in batch.columns]
            writer.write_batch(pa.RecordBatch.from_arrays([numbers, *texts], schema=schema))
            done += batch.num_rows
            progress(done / total)
    names = [field.name for field in fields]
    return TextTable(
        columns=distinct_names(names),
        path=target,
        header_rows=(tuple(names),),
        report=_report(fields, done),
    )


def _report(fields: list[Any], rows: int) -> ReadReport:
    nested = [field.name for field in fields if pa.types.is_nested(field.type)]
    notes = [f"The nested values of {name!r} were written as JSON." for name in nested]
    return ReadReport(
        kind="parquet",
        encoding="",
        delimiter="",
        quote="",
        lines=rows,
        rows=rows,
        header_lines=(),
        skipped=(),
        refused=(),
        sheets=(),
        notes=tuple(notes),
        row_lines=rows,
        refused_lines=0,
    )


def column_text(column: pa.Array) -> pa.Array:
    """Return a column's values as text.

    Examples:
        >>> column_text(pa.array([5.0, 4.25, None])).to_pylist()
        ['5', '4.25', None]
        >>> column_text(pa.array([0], pa.timestamp("ns", "Europe/Berlin"))).to_pylist()
        ['1970-01-01 00:00:00+00:00']
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return column_text(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        text = _without_zeros(column.cast(pa.timestamp(kind.unit)).cast(pa.string()))
        return pc.binary_join_element_wise(text, _UTC, _NOTHING) if kind.tz else text
    if pa.types.is_time(kind):
        return _without_zeros(column.cast(pa.string()))
    if _is_spelled_out(kind):
        texts = text_array([_spelled_out(value) for value in column.to_pylist()])
        return pc.if_else(column.is_valid(), texts, pa.nulls(len(column), pa.string()))
    return pc.replace_substring(column.cast(pa.string()), "\0", "")


def _without_zeros(text: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(text, _FRACTION_OF_ZEROS, "")


def _is_spelled_out(kind: pa.DataType) -> bool:
    tests = (
        pa.types.is_nested,
        pa.types.is_duration,
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_fixed_size_binary,
    )
    return any(test(kind) for test in tests)


def _spelled_out(value: object) -> str:
    """Write what Arrow cannot cast: nested values as JSON, bytes as text, durations as H:MM:SS."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="backslashreplace").replace("\0", "")
    if isinstance(value, dt.timedelta):
        return duration_text(value)
    return json.dumps(value, ensure_ascii=False, default=str)
