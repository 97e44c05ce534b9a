"""Files that hold no table: other kinds, damaged ones, bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import struct
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from tests.bad_files.cases import TABLE, BadFile, text

PLAIN = text(TABLE).encode()
MEGABYTE = 1024**2


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Return a zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def _sqlite() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers.sqlite"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE answers (id, score)")
        connection.commit()
        connection.close()
        return path.read_bytes()


def _parquet() -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.table({"id": list(range(1000))}), packed)
    return packed.getvalue()


def _locked_zip() -> bytes:
    content = bytearray(zipped(("a.csv", PLAIN)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + offset
        content[at] |= 1
    return bytes(content)


def _lying_zip() -> bytes:
    """Return a zip file whose table is larger than it says."""
    content = bytearray(zipped(("a.csv", bytes(65 * MEGABYTE))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


LOGIN = b"""\n\n<!DOCTYPE html>\n<html lang="en"><head><title>Sign in</title></head>
<body><form action="/login"><input name="password"></form></body></html>"""

NO_TABLES = tuple(
    BadFile(name, content, error=error)
    for name, content, error in (
        ("empty.csv", b"", "is empty"),
        ("only-line-ends.csv", b"\r\n\r\n", "is empty"),
        ("only-spaces.csv", b"   \t \n  \n", "is empty"),
        ("only-a-mark.csv", b"\xef\xbb\xbf", "is empty"),
        ("only-a-wide-mark.csv", b"\xff\xfe", "is empty"),
        ("only-nuls.csv", bytes(500), "is empty"),
        ("only-delimiters.csv", b",,,\n,,,\n", "holds no table"),
        ("report.pdf.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF"),
        ("login-page.csv", LOGIN, "is a web page"),
        ("login-page-with-mark.csv", b"\xef\xbb\xbf" + LOGIN, "is a web page"),
        ("html-table.xls.csv", b"<table><tr><td>id</td></tr></table>", "is a web page"),
        ("page-body.csv", b"<BODY>Service unavailable</BODY>", "is a web page"),
        ("feed.csv", b'<?xml version="1.0"?><rows><row id="1"/></rows>', "is an XML file"),
        (
            "entities.csv",
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
            "is an XML file",
        ),
        ("records.csv", json.dumps([{"id": 1}]).encode(), "is a JSON file"),
        ("answer.csv", b'{"error": "token expired"}', "is a JSON file"),
        ("nested-lists.csv", b"[[1, 2], [3, 4]]", "is a JSON file"),
        ("empty-object.csv", b"{}", "is a JSON file"),
        ("database.csv", _sqlite(), "is a SQLite database"),
        ("duck.csv", bytes(8) + b"DUCK" + bytes(90), "is a DuckDB database"),
        ("arrow.csv", b"ARROW1\x00\x00" + bytes(90), "is an Arrow file"),
        ("spss.csv", b"$FL2@(#) SPSS DATA FILE", "is an SPSS file"),
        ("stata.csv", b"<stata_dta><header>", "is a Stata file"),
        ("letter.csv", b"{\\rtf1\\ansi Dear customer}", "is a rich text document"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(60), "is a picture (PNG)"),
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture (JPEG)"),
        ("moving.csv", b"GIF89a" + bytes(60), "is a picture (GIF)"),
        ("scan.csv", b"II*\x00" + bytes(60), "is a picture (TIFF)"),
        ("web-picture.csv", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "is a picture (WebP)"),
        ("seven.csv", b"7z\xbc\xaf\x27\x1c" + bytes(60), "is a 7-Zip archive"),
        ("rar.csv", b"Rar!\x1a\x07\x00" + bytes(60), "is a RAR archive"),
        ("bzip2.csv", bz2.compress(PLAIN), "is a bzip2 file"),
        ("xz.csv", lzma.compress(PLAIN), "is an xz file"),
        ("zstd.csv", b"\x28\xb5\x2f\xfd" + bytes(60), "is a Zstandard file"),
        ("program.csv", b"\x7fELF" + bytes(range(1, 32)) * 40, "no text"),
        ("old-workbook.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "no workbook"),
        ("torn.parquet", _parquet()[:-40], "damaged Parquet"),
        ("start-of.parquet", b"PAR1" + bytes(30), "damaged Parquet"),
        ("torn.zip", zipped(("a.csv", PLAIN))[:-30], "is damaged"),
        ("empty.zip", zipped(), "is an empty zip file"),
        ("folder.zip", zipped(("folder/", b"")), "holds no file"),
        ("two-tables.zip", zipped(("a.csv", PLAIN), ("b.csv", PLAIN)), "holds 2 files"),
        ("locked.zip", _locked_zip(), "locked with a password"),
        ("letter.docx", zipped(("word/document.xml", b"<a/>")), "an Office document"),
        ("slides.pptx", zipped(("ppt/presentation.xml", b"<a/>")), "an Office document"),
        ("torn.csv.gz", gzip.compress(PLAIN, mtime=0)[:-12], "is damaged"),
        ("bomb.csv.gz", gzip.compress(bytes(65 * MEGABYTE), mtime=0), "unpacks to more than"),
        ("bomb.zip", zipped(("a.csv", bytes(65 * MEGABYTE))), "unpacks to more than"),
        ("lying-bomb.zip", _lying_zip(), "is damaged"),
        (
            "bomb.xlsx",
            zipped(("xl/workbook.xml", b"<a/>"), ("xl/sheet1.xml", bytes(65 * MEGABYTE))),
            "unpacks to more than",
        ),
        ("packed-thrice.zip", zipped(("b.zip", zipped(("c.zip", zipped(("a.csv", PLAIN)))))),
         "packed more than 2 times"),
        ("no-workbook.xlsx", zipped(("xl/workbook.xml", b"<torn")), "no workbook"),
        ("torn-wide.csv", "\ufeffid,score\n1,5\n".encode("utf-16-le")[:-1], "breaks off"),
        ("one-line.csv", b"a,b\n" + b"x" * (17 * MEGABYTE), "a line of more than"),
    )
)  # fmt: skip
