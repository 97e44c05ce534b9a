"""The rows below a header are written: once, or again when they have shown that some are none."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cxdash.ingest.between import Told
from cxdash.ingest.between_told import told_between
from cxdash.ingest.body import Body
from cxdash.ingest.delimited import DelimitedFile
from cxdash.ingest.fast_lines import FastLines
from cxdash.ingest.headers import Header
from cxdash.ingest.plain_lines import suits
from cxdash.ingest.refused_lines import RefusedLines
from cxdash.ingest.repair import Mender
from cxdash.ingest.said_once import groups_said_once
from cxdash.ingest.table_file import TableWriter
from cxdash.ingest.text_table import RowSource, refused_beside


@dataclass(frozen=True)
class Writing:
    """Writes the rows below a header.

    Attributes:
        source: Where they come from; it is read as often as needed.
        header: What stands above them.
        mender: Mends their lines.
        target: The file they are written to.
        pads: Whether rows leave out empty fields at their end.
    """

    source: RowSource
    header: Header
    mender: Mender
    target: Path
    pads: bool

    def written(self) -> tuple[Body, TableWriter, tuple[str, ...]]:
        """Write the rows below the header; again where they show that some of them are none.

        Returned with the rows is what they show, as sentences.
        """
        body, writer = self._once({})
        told, notes = told_between(self.target, body.between.lines, self.header)
        told |= body.wider.told()
        if told:
            body, writer = self._once(told)
        return body, writer, (*notes, *groups_said_once(self.target, body, self.header))

    def _once(self, told: Mapping[int, Told]) -> tuple[Body, TableWriter]:
        source, header = self.source, self.header
        width = len(header.names)
        with (
            closing(TableWriter(self.target, width=width)) as writer,
            closing(RefusedLines(refused_beside(self.target))) as refused,
        ):
            body = Body(
                header,
                writer,
                omits_empty_ends=self.pads,
                mender=self.mender,
                refused=refused,
                told=told,
            )
            plain = source if isinstance(source, DelimitedFile) and not source.is_wrapped else None
            if plain is not None and suits(plain.dialect, header):
                FastLines(plain, header, body, writer).take_all()
            else:
                for row in source.rows(width):
                    if row.line > header.last_line:
                        body.take(row)
            body.finish()
        return body, writer
