"""Files that are read in full although something is odd about them."""

from __future__ import annotations

import gzip
import io
import zipfile
from itertools import chain

from tests.bad_files.cases import ALL_ROWS, HEADER, ROWS, TABLE, BadFile, text

PLAIN = text(TABLE)
NAMES = ["Zoë", "Łódź", "café", "naïve", "Größe", "mañana"]
ACCENTS = [[*row[:3], f"{row[3]} – {NAMES[at % 6]}", row[4]] for at, row in enumerate(ROWS)]
WESTERN = [
    [*row[:3], f"{row[3]} à la {('café', 'façade', 'Größe')[at % 3]}", row[4]]
    for at, row in enumerate(ROWS)
]


SPOILT = [cell.encode().decode("cp1252", "replace") for cell in WESTERN[11]]

NAMES_OF: dict[str, tuple[str, str, str]] = {
    "polish": ("Paweł Wiśniewski", "Łukasz Zając", "Małgorzata Dąbrowska"),
    "czech": ("Jiří Dvořák", "Lukáš Kučera", "Tomáš Růžička"),
    "russian": ("Иван Петров", "Ольга Смирнова", "Дмитрий Кузнецов"),
    "greek": ("Γιώργος Παπαδόπουλος", "Μαρία Νικολάου", "Ελένη Δημητρίου"),
    "turkish": ("Ayşe Güneş", "Mehmet Şahin", "Çağla Öztürk"),
    "hebrew": ("דוד כהן", "שרה לוי", "משה מזרחי"),
    "arabic": ("محمد علي", "فاطمة حسن", "أحمد خالد"),
    "japanese": ("田中 太郎", "とても良い対応でした", "サービスに満足"),
    "chinese": ("王伟", "服务很好", "等了很久才回复"),
    "taiwanese": ("陳志明", "服務很好", "等了很久才回覆"),
    "korean": ("김민수", "서비스가 좋았습니다", "배송이 늦었어요"),
    "german": ("Jörg Müller", "Käthe Schäfer", "Günter Weiß"),
}


def _named(language: str) -> list[list[str]]:
    """Return the table with names and remarks of a language as its comments."""
    return [[*row[:3], NAMES_OF[language][at % 3], row[4]] for at, row in enumerate(ROWS)]


def _rows(table: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, table))


def sheet(*rows: list[str], extra: str = "", doctype: str = "") -> bytes:
    """Return a workbook with one sheet of inline text."""
    cells = "".join(
        f'<row r="{line}">'
        + "".join(
            f'<c r="{chr(65 + at)}{line}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for at, cell in enumerate(row)
        )
        + "</row>"
        for line, row in enumerate(rows, start=1)
    )
    space = "http://schemas.openxmlformats.org"
    relation = f"{space}/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" '
        f'xmlns:r="{relation}">'
        '<sheets><sheet name="answers" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?>{doctype}'
        f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{cells}{extra}</sheetData>'
        "</worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _mixed_ends() -> str:
    ends = ["\r\n", "\n", "\r"]
    return "".join(f"{','.join(row)}{ends[at % 3]}" for at, row in enumerate(TABLE))


WIDTHS = [max(len(row[at]) for row in TABLE) for at in range(len(HEADER))]
PADDED = [
    [cell.ljust(size) for cell, size in zip(row, WIDTHS, strict=True)]
    for row in [*TABLE, ["*", "", "", "", "37"]]
]


def _fixed_width() -> str:
    """Return the table with its columns one below the other."""
    sizes = [size + 2 for size in WIDTHS]
    return "".join(
        "".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip() + "\n"
        for row in TABLE
    )


def _printed() -> str:
    """Return the table as lists of SAP are printed: between bars, with lines of dashes."""
    names, *lines = ("|".join(row) for row in PADDED)
    dashes = "-" * len(names)
    return "\n".join([dashes, names, dashes, *lines[:-1], dashes, lines[-1], dashes]) + "\n"


ENCODINGS = tuple(
    BadFile(f"{codec}.csv", text([HEADER, *table]).encode(codec), rows=_rows(table), note=note)
    for codec, table, note in (
        ("utf-8-sig", ACCENTS, ""),
        ("utf-16", ACCENTS, ""),
        ("utf-16-le", ACCENTS, "read as UTF-16-LE"),
        ("utf-16-be", ACCENTS, "read as UTF-16-BE"),
        ("utf-32", ACCENTS, ""),
        ("cp1252", WESTERN, "read as Windows-1252"),
        ("latin-1", WESTERN, "read as Windows-1252"),
        ("mac_roman", WESTERN, "read as Mac Roman"),
    )
)

OLD_ENCODINGS = tuple(
    BadFile(
        f"{language}-{codec}.csv",
        text([HEADER, *_named(language)]).encode(codec),
        rows=_rows(_named(language)),
        note=f"read as {called}",
    )
    for language, codec, called in (
        ("polish", "cp1250", "Windows-1250"), ("polish", "iso8859_2", "ISO 8859-2"),
        ("polish", "cp852", "DOS 852"), ("czech", "cp1250", "Windows-1250"),
        ("russian", "cp1251", "Windows-1251"), ("russian", "koi8_r", "KOI8"),
        ("russian", "cp866", "DOS 866"), ("greek", "cp1253", "Windows-1253"),
        ("turkish", "cp1254", "Windows-1254"), ("hebrew", "cp1255", "Windows-1255"),
        ("arabic", "cp1256", "Windows-1256"), ("japanese", "cp932", "Shift-JIS"),
        ("japanese", "euc_jp", "EUC-JP"), ("japanese", "iso2022_jp", "ISO-2022-JP"),
        ("chinese", "gb18030", "GB 18030"), ("taiwanese", "big5", "Big5"),
        ("korean", "cp949", "EUC-KR"), ("german", "cp850", "DOS 850"),
    )
)  # fmt: skip

DELIMITED = tuple(
    BadFile(f"{name}-{kind}.csv", text(TABLE, mark, quote=quote).encode(), rows=ALL_ROWS)
    for name, mark in (
        ("caret", "^"), ("tilde", "~"), ("broken-bar", "¦"), ("unit-separator", "\x1f"),
        ("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|"), ("comma-space", ", "),
    )
    for kind, quote in (("bare", ""), ("quoted", '"'), ("apostrophe", "'"))
)  # fmt: skip

ENDED = tuple(
    BadFile(f"ends-{name}.csv", content.encode(), rows=ALL_ROWS)
    for name, content in (
        ("cr", text(TABLE, end="\r")),
        ("crlf", text(TABLE, end="\r\n")),
        ("mixed", _mixed_ends()),
        ("none-at-last", PLAIN.rstrip("\n")),
        ("twice-at-last", PLAIN + "\n"),
        ("blank-between", "\n\n".join(PLAIN.splitlines())),
        ("blank-above", "\n\n" + PLAIN),
    )
)

SURROUNDED = tuple(
    BadFile(f"{name}.csv", content.encode(), rows=ALL_ROWS, note=note)
    for name, content, note in (
        ("declared", "sep=,\n" + PLAIN, ""),
        ("titled", "Answers of March\n\n" + PLAIN, ""),
        ("titled-padded", "Answers of March,,,,\nAll teams,,,,\n" + PLAIN, ""),
        ("total", PLAIN + "Total,,,,37\n", ""),
        ("footer", PLAIN + "\nGenerated on 2025-04-01\n", ""),
        ("header-again", text([*TABLE[:7], HEADER, *TABLE[7:]]), ""),
        ("rows-end-in-delimiter", text([HEADER]) + text([[*row, ""] for row in ROWS]),
         "beyond the last column were left out"),
        ("nul", PLAIN.replace("phone", "ph\0one", 1), "NUL characters were taken out: 1"),
        ("header-surplus-delimiter", PLAIN.replace("id,day", "id,,day", 1), "header was mended"),
        ("header-stray-quote", PLAIN.replace("id,day", 'id,"day', 1), "header was mended"),
        ("header-other-delimiter", ";".join(HEADER) + "\n" + text(ROWS), "header was mended"),
        ("header-lost-delimiter", PLAIN.replace("id,day", "idday", 1), "not certain which name"),
        ("no-header", text(ROWS), "no header"),
        ("footnotes", PLAIN + "\nNote: scores are provisional\n", ""),
        ("two-tables-touching", PLAIN + "team,lead,since\nnorth,Ann,2024\nsouth,Bo,2025\n",
         "'team, lead, since' (from line 14, 3 filled rows)"),
        ("another-table", PLAIN + "\nBy team,,,,\nteam,lead,place,note,since\n"
         "north,Ann,Oslo,none,x\nsouth,Bo,Rome,none,y\n",
         "'team, lead, place' (from line 16, 3 filled rows)"),
        ("put-together", "\ufeff" + text(TABLE[:7]) + "\ufeff" + text([HEADER, *TABLE[7:]]),
         "byte order marks that open a line were taken off: 1, the first in line 8"),
        ("ids-forced-to-text", text([HEADER, *([f'="{row[0]}"', *row[1:]] for row in ROWS)]),
         "12 cells written to stay text in a spreadsheet"),
        ("ids-forced-and-quoted", text([[f'="{row[0]}"', *row[1:]] for row in TABLE], quote='"'),
         "12 cells written to stay text in a spreadsheet"),
        ("ids-with-apostrophes", text([HEADER, *(["'" + row[0], *row[1:]] for row in ROWS)]),
         "12 cells written to stay text in a spreadsheet"),
        ("the-table-again", text(TABLE[:7]) + "\nApril,,,,\n" + text([HEADER, *TABLE[7:]]), ""),
    )
)  # fmt: skip

PACKED = (
    BadFile("table.csv.gz", gzip.compress(PLAIN.encode(), mtime=0), rows=ALL_ROWS),
    BadFile("climbing.zip", _zip("../../etc/answers.csv", PLAIN.encode()), rows=ALL_ROWS),
    BadFile("rooted.zip", _zip("/etc/answers.csv", PLAIN.encode()), rows=ALL_ROWS),
    BadFile("workbook.csv", sheet(*TABLE), rows=ALL_ROWS),
    BadFile("workbook-in.zip", _zip("answers.xlsx", sheet(*TABLE)), rows=ALL_ROWS),
    BadFile(
        "entity.xlsx",
        sheet(
            *TABLE,
            doctype='<!DOCTYPE worksheet [<!ENTITY bad SYSTEM "file:///etc/passwd">]>',
        ),
        rows=ALL_ROWS,
    ),
    BadFile("control.csv", PLAIN.replace("No answer", "No\x02answer").encode(),
            rows=tuple((*row[:3], row[3].replace("No a", "No\x02a"), row[4]) for row in ROWS),
            note="Control characters stand in the text: 3, the first in line 3"),
    BadFile("formulas.csv", text([HEADER, *([*row[:3], "=1+1", row[4]] for row in ROWS)]).encode(),
            rows=tuple((*row[:3], "=1+1", row[4]) for row in ROWS)),
)  # fmt: skip

ODD = (
    BadFile(
        "fixed-width.txt",
        _fixed_width().encode(),
        rows=ALL_ROWS,
        note="columns were cut where every line has a blank",
    ),
    BadFile(
        "fixed-width-titled.txt",
        f"Answers of March\n\n{_fixed_width()}\n12 rows selected.\n".encode(),
        rows=ALL_ROWS,
        note="columns were cut where every line has a blank",
    ),
    BadFile("printed-list.txt", _printed().encode(), rows=_rows(PADDED[1:-1])),
    BadFile(
        "encoded-twice.csv",
        text([HEADER, *WESTERN]).encode().decode("cp1252").encode(),
        rows=_rows(WESTERN),
        note="encoded twice and were put right",
    ),
    BadFile(
        "some-encoded-twice.csv",
        text([HEADER, *WESTERN[:11], SPOILT]).encode(),
        rows=_rows([*WESTERN[:11], SPOILT]),
        note="seem to be encoded twice",
    ),
    BadFile(
        "two-encodings.csv",
        text([HEADER, *ACCENTS[:9]]).encode() + text(WESTERN[9:]).encode("cp1252"),
        rows=_rows([*ACCENTS[:9], *WESTERN[9:]]),
        note="were read as Windows-1252",
    ),
)

ODD_TABLES = tuple(chain(ENCODINGS, OLD_ENCODINGS, DELIMITED, ENDED, SURROUNDED, PACKED, ODD))
