"""What the values of each column look like: enough to see where a broken row belongs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxdash.ingest.cells import TYPED, cell_kind, is_total, usual_kind

FEWEST_ROWS = 8
"""Even rows that must be seen before a broken one is held against them."""

MOST_SEEN = 500
"""Rows that are looked at."""

FEW_SHAPES, VALUES_PER_SHAPE = 3, 8
"""A column has a form when its values take no more than 3 shapes, or one in 8 values a new one."""

LONGEST_SHAPE = 60
"""Characters that tell a value's shape; what is longer is text, whatever follows."""

FIXED_LENGTH = 4
"""Letters a value needs before its exact shape tells it from its neighbour."""

_DIGITS = dict.fromkeys(range(ord("0"), ord("9") + 1), "9")
_CAPITALS = dict.fromkeys(range(ord("A"), ord("Z") + 1), "A")
_SMALL = dict.fromkeys(range(ord("a"), ord("z") + 1), "a")
SHAPES = {**_DIGITS, **_CAPITALS, **_SMALL}
"""What each letter and digit stands for in a shape."""

_WORDS = re.compile("[Aa] [Aa]")
_RUN = re.compile(r"(.)\1+", re.DOTALL)


def shape_of(text: str) -> str:
    """Return a text's shape: each digit a 9, each letter an A or a, the rest as it is.

    Only the first `LONGEST_SHAPE` characters are looked at.

    Examples:
        >>> shape_of("RI-8070 b")
        'AA-9999 a'
    """
    return text[:LONGEST_SHAPE].translate(SHAPES)


def cannot_be(cell: str, values: Sequence[str]) -> bool:
    """Whether a cell stands against the filled cells of a column: these have a form, it has not.

    Examples:
        >>> ids = ["T-1001", "T-1002", "T-1003", "T-1004"]
        >>> cannot_be("North", ids), cannot_be("T-2000", ids)
        (True, False)
        >>> cannot_be("five", ["4", "5", "1"]), cannot_be("North", ["Ann", "Bo", "Cy"])
        (True, False)
    """
    kind = usual_kind(values, share=0.95)
    if kind in TYPED:
        return cell_kind(cell) != kind
    shapes = {_RUN.sub(r"\1", shape_of(value)) for value in values}
    # Words come in any shape; a code with digits in it does not.
    has_form = len(shapes) < len(values) and all("9" in shape for shape in shapes)
    return has_form and _RUN.sub(r"\1", shape_of(cell)) not in shapes


@dataclass(frozen=True)
class ColumnShape:
    """What the values of one column look like.

    Attributes:
        exact: Every shape its values take, when those are few and always as long.
        loose: The same with runs shortened (99:99 is 9:9), when those are few.
        starts: What its values begin with: "9", "A", "a" or another character.
        ends: What they end with.
        may_be_empty: Whether a value was missing in a row that was seen.
    """

    exact: frozenset[str]
    loose: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    may_be_empty: bool

    @property
    def is_text(self) -> bool:
        """Whether its values have no form of their own."""
        return not self.loose

    @cached_property
    def lengths(self) -> frozenset[int]:
        """How long its exact shapes are, where it has them."""
        return frozenset(map(len, self.exact))

    @property
    def is_always_empty(self) -> bool:
        """Whether no row has a value here."""
        return not self.starts

    @cached_property
    def is_telling(self) -> bool:
        """Whether a value shows by its shape where it starts and ends, such as 29/02/2016."""
        return bool(self.exact) and all(
            len(shape) >= FIXED_LENGTH and len(set(shape)) > 1 for shape in self.exact
        )

    def never_holds(self, mark: str) -> bool:
        """Whether no value has this mark, no letter or digit, in what is seen of its shape."""
        shapes = self.exact or self.loose
        return bool(shapes) and not any(mark in shape for shape in shapes)

    def fits(self, cell: str) -> bool:
        """Whether a cell looks like the values seen."""
        if not cell:
            return self.may_be_empty
        shape = shape_of(cell)
        if self.exact:
            return shape in self.exact
        if self.loose:
            return _RUN.sub(r"\1", shape) in self.loose
        return shape[0] in self.starts


@dataclass(frozen=True)
class TableShape:
    """What the values of every column look like."""

    columns: tuple[ColumnShape, ...]

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row of the table's width looks like the others."""
        return all(column.fits(cell) for column, cell in zip(self.columns, cells, strict=False))

    @cached_property
    def has_form(self) -> bool:
        """Whether any column has a form by which a row can be known."""
        return any(column.loose for column in self.columns)


def table_shape(rows: Iterable[list[str]], width: int, *, quote: str = "") -> TableShape | None:
    """Return the shape of a table from its even rows, or None when they are too few.

    Args:
        rows: Records below the header, uneven ones among them.
        width: How many columns the table has.
        quote: What encloses fields. Rows that hold one may have been split in the wrong place,
            so they are left out where there are enough others.
    """
    even = [row for row in rows if len(row) == width and any(row) and not is_total(row[0])]
    plain = [row for row in even if not quote or quote not in "".join(row)]
    even = plain if len(plain) >= FEWEST_ROWS else even
    if len(even) < FEWEST_ROWS:
        return None
    columns = zip(*even[:MOST_SEEN], strict=True)
    return TableShape(tuple(_column_shape(column) for column in columns))


def _column_shape(values: Sequence[str]) -> ColumnShape:
    shapes = [shape_of(value) for value in values if value]
    few = max(FEW_SHAPES, len(shapes) // VALUES_PER_SHAPE)
    exact = frozenset(shapes)
    loose = frozenset(_RUN.sub(r"\1", shape) for shape in exact)
    in_words = any(map(_WORDS.search, exact))
    has_form = len(loose) <= few and not in_words
    return ColumnShape(
        # Where lengths differ (9, 10, 11 ...) longer ones are to be expected further down.
        exact=exact if has_form and len(exact) == len(loose) else frozenset[str](),
        loose=loose if has_form else frozenset[str](),
        starts=frozenset(shape[0] for shape in shapes),
        ends=frozenset(shape_of(value[-1]) for value in values if value),
        may_be_empty=len(shapes) < len(values),
    )
