"""Which records below the header are rows: kept, padded, skipped or refused, and counted."""

from collections.abc import Mapping

from cxdash.ingest.between import LinesBetween, Told
from cxdash.ingest.cells import is_ruled, is_total
from cxdash.ingest.footers import MOST_FOOTER, is_footer, may_be_footer
from cxdash.ingest.forced_text import ForcedText, bare
from cxdash.ingest.headers import BLANK, Header
from cxdash.ingest.name_order import TURNED, NameOrder
from cxdash.ingest.other_tables import OTHER, TITLE, OtherTables
from cxdash.ingest.records import TOO_LONG
from cxdash.ingest.refused_alike import RefusedAlike, Why
from cxdash.ingest.refused_lines import (
    FILL,
    MEND,
    MEND_QUOTE,
    SHORTEN,
    TORN,
    WHOLE,
    RefusedLines,
)
from cxdash.ingest.repair import Mender
from cxdash.ingest.row_notes import RowNotes
from cxdash.ingest.skips import Skips
from cxdash.ingest.table_file import TableWriter
from cxdash.ingest.text_table import Row
from cxdash.ingest.wider_rows import WiderRows

NO_VALUE = "line without a value"
FOOTER = "total or footer at the end"
REPEATED = "the header again"
RULED = "line of dashes"

SURPLUS = "Empty fields beyond the last column were left out"
SHORT = "Fields left out at the end of the line were read as empty"

_VALUE_SHOWN = 80
_RAW_SHOWN = 2_000


class Body:
    """Takes the records below the header one by one and writes those that are rows."""

    def __init__(  # noqa: PLR0913 (each is one plain thing about the rows, all named)
        self,
        header: Header,
        writer: TableWriter,
        *,
        omits_empty_ends: bool,
        mender: Mender,
        refused: RefusedLines,
        told: Mapping[int, Told],
    ) -> None:
        self._header, self._told = header, told
        self._width = len(header.names)
        self._named = header.named_width
        self._headers = [list(row[: self._width]) for row in (*header.rows, *header.details)]
        self._writer, self._mender = writer, mender
        self._pads = omits_empty_ends
        self.others = OtherTables(header, mender)
        self.between = LinesBetween(header.steady)
        self._order = NameOrder(header)
        self.wider = WiderRows(self._width, mender.dialect.delimiter if mender.dialect else "")
        self._pending: list[Row] = []
        self.skips = Skips(header.skipped)
        self.refused = refused
        self.row_lines = self.begin_empty = 0
        self.refused_lines = 0
        self._torn_line = 0
        self._notes = RowNotes()
        self._forced = ForcedText()
        self._alike = RefusedAlike(mender)

    def take(self, row: Row) -> None:
        """Judge one record; what may be a footer waits until the next proper row."""
        row = bare(row)
        if self._take_told(row) or self._refuse_alike(row) or self._turn(row):
            return
        row = self._order.straight(row)
        if not any(row.cells) and not row.problem:
            self.skips.add(row.line, row.last_line, NO_VALUE if row.cells else BLANK)
            self.others.see_gap()
            return
        if (len(row.cells) != self._width or not row.cells[0]) and is_ruled(row.cells):
            self.skips.add(row.line, row.last_line, RULED)
            return
        if self.others.rests and (row.problem or len(row.cells) == self._width):
            self._judge(row)
            return
        ours, others = self.others.sort(row)
        for each in ours:
            self._judge(each)
        if others:
            self._skip_titles()
            self._settle()
        for each in others:
            self.skips.add(each.line, each.last_line, OTHER)

    def take_known(self, number: int, line: bytes) -> bool:
        """Refuse a line as one of its shape was before; return whether that could be done.

        Args:
            number: Its number in the file.
            line: The line with its end, as UTF-8; it begins as no total and no header does.
        """
        if self._pending or not self.rests or not line.endswith(b"\n"):
            return False
        if number in self._told:
            return False
        why = self._alike.why_line(line)
        if why is None:
            return False
        self.refused_lines += 1
        self._keep_refused(number, line.decode().rstrip("\r\n"), why)
        return True

    @property
    def rests(self) -> bool:
        """Whether a plain line can be taken for a row wherever it stands."""
        return self.others.rests and not self._order.is_turned

    def take_plain(self, lines: int) -> None:
        """Count rows beyond doubt, of a line each, that are written elsewhere; nothing waits."""
        self._settle()
        self.wider.see_row()
        self.row_lines += lines

    def _judge(self, row: Row) -> None:
        cells, width = row.cells, self._width
        if row.problem:
            self._settle()
            if not self._write_mended(row):
                self._refuse(row, row.problem, MEND_QUOTE)
            return
        if self._pending and cells[:width] in self._headers:
            self._skip_titles()
        if len(cells) > width and not any(cells[width:]) and self._fits(cells[:width]):
            self._notes.add(SURPLUS, row.line)
            row = row._replace(cells=cells[:width])
        if may_be_footer(row.cells, self._header):
            self._pending.append(row)
            if len(self._pending) > MOST_FOOTER:
                self._keep_or_refuse(self._pending.pop(0))
        else:
            self._settle()
            self._keep_or_refuse(row)

    def _skip_titles(self) -> None:
        """Skip the lines of one text each that stand above a further part of the file."""
        while self._pending and not any(self._pending[-1].cells[1:]):
            title = self._pending.pop()
            if is_total(title.cells[0]):
                self._pending.append(title)
                return
            self.skips.add(title.line, title.last_line, TITLE)

    def finish(self) -> None:
        """Settle what waits: the file is at its end."""
        for row in self.others.finish():
            self._judge(row)
        footers: list[Row] = []
        while self._pending and is_footer(self._pending[-1], self._header, self._mender):
            footers.insert(0, self._pending.pop())
        self._settle()
        for row in footers:
            self.skips.add(row.line, row.last_line, FOOTER)

    def _settle(self) -> None:
        pending, self._pending = self._pending, []
        for row in pending:
            self._keep_or_refuse(row)

    def _keep_or_refuse(self, row: Row) -> None:
        cells, width = row.cells, self._width
        if cells[:width] in self._headers:
            self.skips.add(row.line, row.last_line, REPEATED)
            return
        ends_early = self._pads or len(cells) >= self._named
        if len(cells) < width and ends_early and self._header.fits(cells):
            self._notes.add(SHORT, row.line)
            cells = [*cells, *[""] * (width - len(cells))]
        doubted = len(cells) != width or self._mender.doubts(cells, row.raw[0])
        if doubted and self._write_mended(row):
            return
        self.between.see(row.line, row.cells, self.row_lines)
        if len(cells) == width:
            self.wider.see_row()
            self._write(row, cells)
            return
        fields = "1 field" if len(cells) == 1 else f"{len(cells)} fields"
        what = f"has {fields} where the header has {width}"
        why = what, FILL if len(cells) < width else MEND
        # Kinds of values decide whether a short row is filled up, and they hang on words as well.
        if any(cells[width:]) or (len(cells) < width and not ends_early):
            self._alike.learn(row, why)
        self._refuse(row, *why)

    def _turn(self, row: Row) -> bool:
        """Skip the header where its columns stand in another order; rows below it follow it."""
        if not self._order.turns(row.cells):
            return False
        self._skip_titles()
        self._settle()
        self.skips.add(row.line, row.last_line, REPEATED)
        self._notes.add(TURNED, row.line)
        return True

    def _take_told(self, row: Row) -> bool:
        """Skip or refuse a line of which the other rows have shown what it is."""
        told = self._told.get(row.line)
        if told is None:
            return False
        if told.skip:
            self.skips.add(row.line, row.last_line, told.skip)
        else:
            self._refuse(row, told.reason, told.next_step)
        return True

    def _refuse_alike(self, row: Row) -> bool:
        """Refuse a line as one of its shape was before; return whether that could be done."""
        why = None if self._pending or not self.rests else self._alike.why(row)
        if why is None or row.cells[: self._width] in self._headers:
            return False
        self._refuse(row, *why)
        return True

    def _fits(self, cells: list[str]) -> bool:
        return self._header.fits(cells) and self._mender.fits(cells)

    def _write_mended(self, row: Row) -> bool:
        """Write a row whose one line was broken, if there is only one way to mend it."""
        if len(row.raw) != 1 or self._order.is_turned:
            return False
        mended = self._mender.mend(row.raw[0])
        if mended is None:
            return False
        self.wider.see_mended(row.line, len(row.cells), mended.cells)
        self._notes.add(f"{mended.what} where only one reading fits the columns", row.line)
        row = bare(row._replace(cells=mended.cells, forced={}))
        self._write(row, row.cells)
        return True

    def _write(self, row: Row, cells: list[str]) -> None:
        self.begin_empty += not cells[0]
        self._writer.write(row.line, cells, characters=sum(map(len, row.raw)))
        self.row_lines += len(row.raw)
        self._forced.count(row)

    def _refuse(self, row: Row, reason: str, next_step: str) -> None:
        if self._is_torn(row):
            self._torn_line, next_step = row.last_line, WHOLE
        raw = "".join(row.raw).rstrip("\r\n")
        next_step = SHORTEN if reason == TOO_LONG else next_step
        self.refused_lines += len(row.raw)
        self._keep_refused(row.line, raw, (reason, next_step))

    def _keep_refused(self, number: int, raw: str, why: Why) -> None:
        self.refused.add(number, raw[:_VALUE_SHOWN], *why, raw[:_RAW_SHOWN])

    def _is_torn(self, row: Row) -> bool:
        """Whether a line stops before its end: fields are missing, and the line end too."""
        return bool(row.problem or len(row.cells) < self._width) and not row.raw[-1].endswith(
            ("\n", "\r")
        )

    def notes(self) -> list[str]:
        """Return what was done to the rows, as sentences."""
        torn = [TORN.format(self._torn_line)] if self._torn_line else []
        forced = self._forced.notes(self._header.names)
        return [*self._notes.sentences(), *forced, *torn]
