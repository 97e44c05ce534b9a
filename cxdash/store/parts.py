"""What adds up in each table: the parts that every metric is made of.

A part is an integer or a fixed decimal that is never empty, so that adding cells gives exactly
what counting the rows gives. Shares and means are divided by whoever asks, last.
"""

from dataclasses import dataclass
from typing import Final

COUNT: Final = "count(*)"
"""The aggregate that counts rows."""


@dataclass(frozen=True)
class Part:
    """One summable number of a table.

    Attributes:
        name: What metrics call it.
        sql: How it is worked out from rows: one aggregate, empty groups give 0.
        one_row: What a single row adds to it, without the aggregate.
        sql_type: The exact type it is kept in.
    """

    name: str
    sql: str
    one_row: str
    sql_type: str

    @property
    def cell(self) -> str:
        """Return its column in a cuboid, which no dimension is called like."""
        return f"part_{self.name}"

    @property
    def from_rows(self) -> str:
        """Return the aggregate over the rows of the base table, typed."""
        return f"({self.sql})::{self.sql_type}"

    @property
    def from_cells(self) -> str:
        """Return the aggregate over the cells of a cuboid, typed; the same figure exactly."""
        return f'coalesce(sum("{self.cell}"), 0)::{self.sql_type}'

    @property
    def from_row(self) -> str:
        """Return what one row of the base table adds, typed."""
        return f"({self.one_row})::{self.sql_type}"

    @property
    def from_cell(self) -> str:
        """Return what one cell of a cuboid adds, typed."""
        return f'coalesce("{self.cell}", 0)::{self.sql_type}'


def _rows(name: str) -> Part:
    return Part(name, COUNT, "1", "BIGINT")


def _known(name: str, column: str) -> Part:
    return Part(name, f"count({column})", f"{column} is not null", "BIGINT")


def _where(name: str, condition: str) -> Part:
    return Part(name, f"count(*) filter (where {condition})", f"({condition}) is true", "BIGINT")


def _sum(name: str, added: str, sql_type: str = "DECIMAL(38,6)") -> Part:
    return Part(name, f"coalesce(sum({added}), 0)", f"coalesce({added}, 0)", sql_type)


_SCORE_PARTS = (
    _known("answers", "score"),
    _sum("score_total", "score"),
    _sum("score_sq", "score * score", "DECIMAL(38,12)"),
    _known("satisfied_n", "satisfied"),
    _where("satisfied", "satisfied"),
    _known("nps_n", "nps_points"),
    _sum("nps_total", "nps_points", "BIGINT"),
    _sum("nps_sq", "nps_points::integer * nps_points", "BIGINT"),
    _known("expected_n", "disconfirmation"),
    _where("exceeded", "disconfirmation = 1"),
    _where("below", "disconfirmation = -1"),
)

PARTS: dict[str, tuple[Part, ...]] = {
    "responses": _SCORE_PARTS,
    # An answer stands in `ratings` once for each contact it rates: within a cell, take these over
    # one row per response_key.
    "ratings": _SCORE_PARTS,
    "complaints": (
        _rows("complaints"),
        _known("decided_n", "resolved_in_time"),
        _where("in_time", "resolved_in_time"),
        _sum("cost_total", "cost"),
        _known("cost_n", "cost"),
        _where("open_n", "is_open"),
    ),
    "touches": (_rows("touches"),),
    "contacts": (_rows("touches"), _where("recorded", "source = 'touches'")),
    "cases": (
        _rows("cases"),
        _known("promised_n", "in_time"),
        _where("in_time", "in_time = 'in time'"),
    ),
    "invitations": (_sum("invited", "invited", "BIGINT"),),
    "volumes": (_sum("volume", '"count"', "BIGINT"),),
    "returns": (_rows("returns"), _sum("returned_quantity", "quantity")),
    "scores": (
        _rows("results"),
        _sum("value_total", '"value"'),
        _sum("n_total", "n", "BIGINT"),
        _sum("weighted_total", '"value" * n'),
    ),
}
"""The parts of each table."""


def counting(table: str) -> Part | None:
    """Return the part that counts the rows of a table; None where no part does."""
    return next((part for part in PARTS[table] if part.sql == COUNT), None)
