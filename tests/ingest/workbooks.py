"""Small workbooks of several sheets, written by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_SPACE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SPACE}/spreadsheetml/2006/main"'
_KIND = f"{_SPACE}/officeDocument/2006/relationships"
_RELATIONS = f'<Relationships xmlns="{_SPACE}/package/2006/relationships">'


def book(sheets: Mapping[str, Sequence[str]]) -> bytes:
    """Return an XLSX with these sheets, each a list of lines whose cells stand between commas."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(sheets, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{place}" Type="{_KIND}/worksheet" '
        f'Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(sheets) + 1)
    )
    parts = {
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="rId1" Type="{_KIND}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_KIND}"><sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"{_RELATIONS}{related}</Relationships>",
    }
    for place, lines in enumerate(sheets.values(), start=1):
        rows = "".join(_row(number, line) for number, line in enumerate(lines, start=1))
        parts[f"xl/worksheets/sheet{place}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def _row(number: int, line: str) -> str:
    cells = "".join(
        f'<c r="{chr(ord("A") + place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        for place, cell in enumerate(line.split(","))
        if cell
    )
    return f'<row r="{number}">{cells}</row>'
