"""The rows of a table apart from those lines that may be none, and what each column holds."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cxdash.ingest.arrow_columns import (
    are_filled,
    flags_of,
    in_one,
    number_array,
    text_array,
)
from cxdash.ingest.between import Between, group_summed
from cxdash.ingest.cells import cell_kind
from cxdash.ingest.group_sums import GroupSums, spans
from cxdash.ingest.headers import Header

MOST_COMPARED: Final = 500
"""Values of a column that a text is compared with."""


class JudgedRows:
    """The rows of a table without the lines that are judged."""

    def __init__(self, path: Path, lines: list[Between], header: Header) -> None:
        self.header = header
        self._table = pq.ParquetFile(path).read()
        numbers: list[int] = self._table.column(0).to_pylist()
        judged = {line.line for line in lines}
        self._is_row = np.array([number not in judged for number in numbers], np.bool_)
        self._read = {*numbers}
        self._rows = np.flatnonzero(self._is_row)
        self.count = self._rows.size
        self._texts: dict[int, pa.StringArray] = {}
        self._values: dict[int, list[str]] = {}
        self._named: dict[int, bool] = {}
        self._total = len(numbers)
        self.place = {line.line: bisect_left(numbers, line.line) for line in lines}
        self._places = sorted(self.place.values())
        self.sums = GroupSums(self.texts, self._is_row)

    def texts(self, at: int) -> pa.StringArray:
        """Return all texts of a column, those of the judged lines among them."""
        if at not in self._texts:
            self._texts[at] = in_one(self._table.column(at + 1))
        return self._texts[at]

    @cached_property
    def always(self) -> tuple[int, ...]:
        """The columns that every row fills."""
        return tuple(at for at in self.header.steady if self._is_always(at))

    @cached_property
    def keys(self) -> frozenset[int]:
        """Those of them that hold a date, or another value in each row."""
        return frozenset(at for at in self.always if self._is_key(at))

    def was_read(self, line: Between) -> bool:
        """Whether a line came out as a row; another was refused for what is wrong with it."""
        return line.line in self._read

    def spans_of(self, line: Between) -> list[tuple[int, int]]:
        """Return the groups of rows that a line may sum up."""
        return list(spans(self.place[line.line], self._places, self._total))

    def values(self, at: int) -> list[str]:
        """Return the first filled texts of a column, those of rows alone."""
        if at not in self._values:
            some = self.texts(at).take(number_array(self._rows[:MOST_COMPARED]))
            self._values[at] = [text for text in some.to_pylist() if text]
        return self._values[at]

    def may_begin_as(self, at: int) -> bool:
        """Whether rows, too, name the total of a group in a column: customers may be called so."""
        if at not in self._named:
            self._named[at] = any(group_summed(value) for value in {*self.values(at)})
        return self._named[at]

    def hold_any(self, at: int, texts: set[str]) -> bool:
        """Whether a row holds one of some texts in a column."""
        found = pc.is_in(self.texts(at), value_set=text_array(sorted(texts)))
        return bool((flags_of(found) & self._is_row).any())

    def beside(self, line: Between, at: int) -> set[str]:
        """Return what the rows next to a line, above and below it, hold in a column."""
        behind = int(np.searchsorted(self._rows, self.place[line.line]))
        near = [each for each in (behind - 1, behind) if 0 <= each < self.count]
        return {self.texts(at)[int(self._rows[each])].as_py() for each in near}

    def first_row(self) -> int:
        """Return the place of the first row."""
        return int(self._rows[0])

    def last_row(self) -> int:
        """Return the place of the last row."""
        return int(self._rows[-1])

    def named(self, places: list[int]) -> str:
        """Return the names of some columns for a sentence: three at most."""
        names = [repr(self.header.names[at]) for at in places[:3]]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _is_always(self, at: int) -> bool:
        return bool((are_filled(self.texts(at)) | ~self._is_row).all())

    def _is_key(self, at: int) -> bool:
        rows = self.texts(at).take(number_array(self._rows))
        if pc.count_distinct(rows).as_py() == self.count:
            return True
        kinds = {cell_kind(text) for text in rows.slice(0, MOST_COMPARED).to_pylist()}
        return kinds == {"date"}
