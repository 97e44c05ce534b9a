"""Files with lines that are no rows between, above or below the names and the rows."""

from __future__ import annotations

from tests.bad_files.cases import (
    ALL_ROWS,
    HEADER,
    ROWS,
    TABLE,
    BadFile,
    Fault,
    lines_with,
    rows_without,
    text,
)
from tests.bad_files.odd_tables import PLAIN, sheet

SUBTOTALS = text([*TABLE[:5], ["Subtotal", "", "", "", "10"], *TABLE[5:]])
TURNED = [["score", "comment", "id", "day", "channel"]] + [
    [row[4], row[3], row[0], row[1], row[2]] for row in ROWS[6:]
]

TYPES = ["number", "date", "text", "text", "number"]

BETWEEN_ROWS = (
    BadFile("subtotal.csv", SUBTOTALS.encode(), rows=ALL_ROWS),
    BadFile("subtotal.xlsx", sheet(*TABLE[:5], ["Subtotal", "", "", "", "10"], *TABLE[5:]),
            rows=ALL_ROWS),
    BadFile("group-headings.csv",
            text([HEADER, ["Team: north"], *ROWS[:6], ["Team: south"], *ROWS[6:]]).encode(),
            rows=ALL_ROWS, note="Headings of groups stand between the rows; lines: 2"),
    BadFile("units.csv", text([HEADER, ["", "YYYY-MM-DD", "", "", "1-5"], *ROWS]).encode(),
            rows=ALL_ROWS, note="as in 'score (1-5)'"),
    BadFile("types.csv", text([HEADER, TYPES, *ROWS]).encode(),
            rows=ALL_ROWS, note="The header goes on below the names"),
    BadFile("dashes-below-names.csv", text([HEADER, ["-" * 9] * 5, *ROWS]).encode(), rows=ALL_ROWS),
    BadFile("letters-above.csv", text([["A", "B", "C", "D", "E"], *TABLE]).encode(), rows=ALL_ROWS),
    BadFile("total-above.csv", text([["Total", "", "", "", "37"], *TABLE]).encode(), rows=ALL_ROWS),
    BadFile("columns-turned.csv", (text(TABLE[:7]) + text(TURNED)).encode(), rows=ALL_ROWS,
            note="The header stands again with its columns in another order"),
    BadFile("lines-in-quotes.csv",
            "".join(f'"{line}"\n' for line in PLAIN.splitlines()).encode(), rows=ALL_ROWS,
            note="Quotes stood around whole lines"),
    BadFile("remark-alone.csv", lines_with(6, "see below,,,,").encode(), rows=rows_without(6),
            faults=(Fault(7, "fills only 'id'"),)),
)  # fmt: skip
