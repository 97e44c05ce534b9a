"""What holds for every file: tables come back equal, lines are accounted for, bytes never crash."""

import csv
import io
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.errors import CxdashError
from cxdash.ingest.read import read_table
from cxdash.ingest.text_table import TextTable

WORDS = st.text(st.sampled_from("abcdefghij KLMNO’-.äöé?!"), max_size=12)
PROSE = st.text(st.sampled_from('abc ABC,;|\t"\n\r:.!?éü’0189'), max_size=20).map(str.strip)
NAMES = ("id", "channel", "comment", "score", "team", "city")
DIALECTS = [
    ('"', csv.QUOTE_MINIMAL, "\r\n"),  # its line end makes the writer quote both \r and \n
    *((quote, csv.QUOTE_ALL, end) for quote in "\"'" for end in ("\n", "\r\n", "\r")),
]
CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")


def _read(content: bytes) -> tuple[TextTable, list[list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        table = read_table(path, Path(folder))
        return table, [list(row.values())[1:] for row in pq.read_table(table.path).to_pylist()]


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Draw a table with a header, ids in its first column and free text in the others."""
    width = draw(st.integers(2, len(NAMES)))
    count = draw(st.integers(1, 8))
    cells = st.lists(st.one_of(WORDS.map(str.strip), PROSE), min_size=width - 1, max_size=width - 1)
    rows = [[str(4711 + at), *draw(cells)] for at in range(count)]
    return [list(NAMES[:width]), *rows]


@given(
    table=tables(),
    delimiter=st.sampled_from(",;\t|"),
    dialect=st.sampled_from(DIALECTS),
    codec=st.sampled_from(CODECS),
)
@settings(max_examples=120, deadline=None)
def test_a_table_reads_back_equal_whatever_its_dialect_and_encoding(
    table: list[list[str]], delimiter: str, dialect: tuple[str, int, str], codec: str
) -> None:
    quote, quoting, end = dialect
    written = io.StringIO()
    csv.writer(
        written, delimiter=delimiter, quotechar=quote, quoting=quoting, lineterminator=end
    ).writerows(table)

    read, rows = _read(written.getvalue().encode(codec))

    assert [list(read.columns), *rows] == table
    assert read.report.accounted() == read.report.lines


PLAIN = b"id,day,channel,score\n" + b"".join(
    b"%d,2025-03-%02d,phone,%d\n" % (at, at, at % 5 + 1) for at in range(1, 15)
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(PLAIN)), st.integers(0, 6), st.binary(max_size=6)), max_size=6
)
STARTS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"PAR1",
        b"\xd0\xcf\x11\xe0",
        b"\xff\xfe",
        b"\xfe\xff",
        b"sep=;\n",
    ]
)


def _is_table_or_sentence(content: bytes) -> bool:
    try:
        table, rows = _read(content)
    except CxdashError as error:
        return "export.csv" in error.what and error.next_step.endswith(".")
    even = all(len(row) == len(table.columns) for row in rows)
    return even and table.report.accounted() == table.report.lines


@given(start=STARTS, content=st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_table_or_a_sentence(start: bytes, content: bytes) -> None:
    assert _is_table_or_sentence(start + content)


@given(changes=CHANGES)
@settings(max_examples=150, deadline=None)
def test_a_damaged_table_gives_a_table_or_a_sentence(changes: list[tuple[int, int, bytes]]) -> None:
    content = PLAIN
    for at, lost, put in changes:
        content = content[:at] + put + content[at + lost :]

    assert _is_table_or_sentence(content)


LINES = st.sampled_from(
    [
        "", ",,,", "Report of March", "id,day,channel,score", "1,2025-03-01,phone,4", '"', "\t",
        "2,2025-03-02,web,5,,", "3,2025-03-03", '4,2025-03-04,"two\nlines",3', "a;b;c;d",
        '5,2025-03-05,"open,2', "Total,,,14", "team,lead,place,note", "62025-03-06,phone,1",
        "Page 1 of 2",
    ]
)  # fmt: skip


@given(lines=st.lists(LINES, min_size=1, max_size=40), end=st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=150, deadline=None)
def test_every_line_is_read_refused_or_named(lines: list[str], end: str) -> None:
    assert _is_table_or_sentence(end.join(lines).encode())
