"""Packed files, workbooks, Parquet, and files that are no tables."""

import datetime as dt
import gzip
import io
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cxdash.errors import UnreadableFileError
from cxdash.ingest.read import digest, read_table
from tests.ingest.reading import COPIES, read, row_lines, rows

KIT = COPIES / "csvkit"
CSV = b"id,score\n1,5\n2,4\n"


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_gzip_file_is_unpacked(tmp_path: Path) -> None:
    table = read(tmp_path, gzip.compress(CSV), "export.csv.gz")

    assert (table.report.kind, rows(table)) == ("csv", [["1", "5"], ["2", "4"]])


def test_the_one_table_of_a_zip_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    packed = zipped(**{"../../etc/x.csv": CSV, "readme.md": b"# hello", "__MACOSX/._x.csv": b"?"})
    table = read(tmp_path, packed, "export.zip")

    assert rows(table) == [["1", "5"], ["2", "4"]]
    assert {path.name for path in (tmp_path / "work").iterdir()} == {"unpacked-0", "table.parquet"}


def test_a_workbook_inside_a_zip_file_is_read(tmp_path: Path) -> None:
    packed = zipped(**{"export.xlsx": (KIT / "dummy.xlsx").read_bytes()})

    assert read(tmp_path, packed, "export.zip").report.kind == "xlsx"


def test_a_workbook_keeps_values_as_a_reader_would_type_them(tmp_path: Path) -> None:
    table = read(tmp_path, KIT / "test.xlsx")

    assert table.columns[:6] == ("text", "date", "integer", "boolean", "float", "datetime")
    assert rows(table)[0][:6] == [
        "Chicago Reader", "1971-01-01", "40", "true", "1", "1971-01-01 04:14:00",
    ]  # fmt: skip
    assert rows(table)[2][4:6] == ["41800000.01", "1920-01-01"]


def test_rows_of_a_workbook_keep_their_numbers(tmp_path: Path) -> None:
    table = read(tmp_path, KIT / "test_skip_lines.xlsx")

    assert table.report.header_lines == (4,)
    assert row_lines(table)[0] == 5


def test_the_fullest_sheet_is_read_unless_another_is_named(tmp_path: Path) -> None:
    fullest = read(tmp_path, KIT / "sheets.xlsx")
    named = read(tmp_path, KIT / "sheets.xlsx", sheet="ʤ")

    assert fullest.report.sheets == ("data", "not this one", "ʤ")
    assert (named.columns, rows(named)) == (("a", "b", "c"), [["1", "2", "3"]])


def test_an_unknown_sheet_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no sheet named 'x'; it has 'not this one'"):
        read(tmp_path, KIT / "sheets.xlsx", sheet="x")


def test_parquet_values_become_the_text_a_csv_would_hold(tmp_path: Path) -> None:
    moment = dt.datetime(2025, 3, 1, 14, 5, tzinfo=dt.UTC)
    values = {
        "whole": pa.array([5.0, None]),
        "yes": pa.array([True, False]),
        "on": pa.array([dt.date(2025, 3, 1), None]),
        "at": pa.array([moment, moment], pa.timestamp("us", "Europe/Berlin")),
        "price": pa.array([Decimal("1.50"), Decimal("20.00")]),
        "tags": pa.array([["a", "b"], None]),
        "kind": pa.array(["x", "y"]).dictionary_encode(),
    }
    pq.write_table(pa.table(values), tmp_path / "export.parquet")

    table = read(tmp_path, tmp_path / "export.parquet")

    at = "2025-03-01 14:05:00+00:00"
    assert rows(table) == [
        ["5", "true", "2025-03-01", at, "1.50", '["a", "b"]', "x"],
        [None, "false", None, at, "20.00", None, "y"],
    ]
    assert table.report.notes == ("The nested values of 'tags' were written as JSON.",)
    assert row_lines(table) == [1, 2]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<!DOCTYPE html><table>", "web page"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b'[{"id": 1}]', "JSON"),
        (b'{"id": 1}', "JSON"),
        (b"SQLite format 3\x00abc", "SQLite"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (bytes(range(1, 32)) * 9, "no text"),
        (b"PK\x03\x04 broken", "damaged"),
        (gzip.compress(CSV)[:-6], "damaged"),
        (gzip.compress(bytes(65 * 1024**2)), "unpacks to more than 64 MB"),
        (gzip.compress(gzip.compress(gzip.compress(CSV))), "packed more than 2 times"),
        (zipped(**{"a.csv": CSV, "b.csv": CSV}), "holds 2 files: a.csv, b.csv"),
        (zipped(**{"word/document.xml": b"<a/>"}), "Office document"),
        (b"PAR1 broken", "damaged Parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "no workbook"),
        (b"a,b,c\n1,2\n3,4,5,6\n", "no line that fits its header"),
    ],
    # A gzip file holds the second it was made: as a name it would differ between workers.
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_table_is_said_with_a_next_step(
    content: bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFileError, match=told) as refusal:
        read(tmp_path, content, "upload.csv")

    assert "upload.csv" in refusal.value.what
    assert refusal.value.next_step.endswith(".")


def test_progress_rises_to_one(tmp_path: Path) -> None:
    source = tmp_path / "export.csv.gz"
    source.write_bytes(gzip.compress(b"id,score\n" + b"1,5\n" * 700_000))
    shares: list[float] = []

    read_table(source, tmp_path, progress=shares.append)

    assert shares == sorted(shares)
    assert (shares[0] < 0.5, shares[-1]) == (True, 1.0)


def test_the_digest_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")

    assert digest(tmp_path / "a") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_reading_never_imports_pandas(tmp_path: Path) -> None:
    """The child that reads must start at once; pandas alone takes seconds."""
    script = (
        "import sys, tempfile, pathlib\n"
        "from cxdash.ingest.read import read_table\n"
        "for source in sys.argv[1:]:\n"
        "    with tempfile.TemporaryDirectory() as work:\n"
        "        read_table(pathlib.Path(source), pathlib.Path(work))\n"
        "sys.exit('pandas' in sys.modules or 'duckdb' in sys.modules)\n"
    )
    moments = pa.array([0, None], pa.timestamp("us", "UTC"))
    nested = pa.array([["a"], None])
    pq.write_table(pa.table({"at": moments, "tags": nested}), tmp_path / "log.parquet")
    sources = [KIT / "dummy.tsv", KIT / "dummy.xlsx", tmp_path / "log.parquet"]

    child = subprocess.run([sys.executable, "-c", script, *sources], check=False)

    assert child.returncode == 0
