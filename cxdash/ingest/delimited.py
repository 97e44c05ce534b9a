"""Text files: CSV and its relatives, as records."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from cxdash.ingest.dialect import declared_delimiter, find_dialect, lone_column_doubt
from cxdash.ingest.encoding import find_encoding
from cxdash.ingest.headers import Header
from cxdash.ingest.records import records
from cxdash.ingest.text_file import CONTROLS, TextFile
from cxdash.ingest.text_table import Row, SkippedLines, SourceShape
from cxdash.ingest.whole_lines import UNWRAPPED, inner_dialect, unwrapped

SAMPLE_BYTES = 128 * 1024
"""Bytes read from the head, the middle and the tail to find the delimiter."""

FEWEST_SHORT, SHORT_SHARE = 3, 0.1
"""Short rows, and their share, before a file counts as one that leaves out empty ends."""

DECLARATION = "names the delimiter"


class DelimitedFile:
    """A text file with its encoding and dialect, ready to give its records."""

    def __init__(
        self, path: Path, *, name: str, progress: Callable[[float], None] | None = None
    ) -> None:
        self._progress = progress
        self.file = TextFile(path, find_encoding(path, name=name), name=name)
        blocks = self.file.sample(block_bytes=SAMPLE_BYTES)
        first = next(iter(self.file.lines()), "")
        declared = declared_delimiter(first)
        if declared:
            blocks[0] = blocks[0][1:]
        self._outer = find_dialect(blocks, delimiter=declared)
        self._inner = inner_dialect(blocks[0], self._outer)
        self.dialect = self._inner or self._outer
        lone = not self.dialect.delimiter and not self.dialect.starts
        self._doubt = lone_column_doubt(blocks) if lone else ""
        self.skipped = (SkippedLines(1, 1, DECLARATION, 1),) if declared else ()

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the records in order; progress is reported once the width is known."""
        lines = self.file.lines(self._progress if width else None)
        start = len(self.skipped)
        return self.split(islice(lines, start, None), first_line=start + 1, width=width)

    def split(
        self, lines: Iterable[str], *, first_line: int = 1, width: int | None = None
    ) -> Iterator[Row]:
        """Return the records on some lines of the file, in their order."""
        if self._inner is not None:
            outer = records(lines, self._outer, first_line=first_line)
            return unwrapped(outer, self._inner, width)
        return records(lines, self.dialect, first_line=first_line, width=width)

    @property
    def is_wrapped(self) -> bool:
        """Whether quotes enclose whole lines, which then are not split as they stand."""
        return self._inner is not None

    def blocks(self) -> Iterator[bytes]:
        """Return the file's text in pieces of whole lines, as UTF-8; progress is reported."""
        return self.file.blocks(self._progress)

    def shape(self) -> SourceShape:
        """Return the file's lines, encoding and dialect, and what was done to its text."""
        encoding = self.file.encoding
        notes = [said for said in (encoding.note, encoding.twice.note()) if said]
        notes += [UNWRAPPED] if self.is_wrapped else []
        if self.file.nuls:
            notes.append(f"NUL characters were taken out: {self.file.nuls:,}.")
        if self.file.ends_in_nuls:
            notes.append(
                "The file ends in NUL characters, as one does that was not written to its end: its "
                "last rows may be missing. Export it again if so."
            )
        if self.file.codes:
            notes.append(
                f"Letters that were saved as control codes were put right: {self.file.codes:,}."
            )
        if self.file.controls and not CONTROLS.match(self.dialect.delimiter):
            notes.append(
                f"Control characters stand in the text: {self.file.controls:,}, the first in "
                f"line {self.file.first_control}."
            )
        notes += self.file.marks.notes()
        if self.dialect.starts:
            notes.append(
                "The file has no delimiter: its columns were cut where every line has a blank, at "
                f"the letters {', '.join(str(at + 1) for at in self.dialect.starts)} of a line."
            )
        notes += [self._doubt] if self._doubt else []
        return SourceShape(
            lines=self.file.line_count,
            notes=tuple(notes),
            encoding=encoding.codec,
            delimiter=self.dialect.delimiter,
            quote=self.dialect.quote,
            skipped=self.skipped,
        )


def omits_empty_ends(head: list[Row], header: Header) -> bool:
    """Whether the file leaves out empty fields at the end of its rows, as some exports do.

    So when enough rows are short, no row ends in an empty field (it would have been left
    out), and the short rows start like the others, which pieces of broken rows do not.
    """
    width = len(header.names)
    body = [row.cells for row in head if row.line > header.last_line and any(row.cells)]
    short = [cells for cells in body if len(cells) < width]
    if len(short) < FEWEST_SHORT or len(short) < SHORT_SHARE * len(body):
        return False
    if any(not cells[-1] for cells in body):
        return False
    return all(header.fits(cells) for cells in short)
