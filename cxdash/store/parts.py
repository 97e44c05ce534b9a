"""What adds up in each table: the parts that every metric is made of.

A part is an integer or a fixed decimal that is never empty, so that adding cells gives exactly
what counting the rows gives. Shares and means are divided by whoever asks, last.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One summable number of a table.

    Attributes:
        name: What metrics call it.
        sql: How it is worked out from rows: one aggregate, empty groups give 0.
        sql_type: The exact type it is kept in.
    """

    name: str
    sql: str
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


def _count(name: str, counted: str = "*", *, where: str = "") -> Part:
    condition = f" filter (where {where})" if where else ""
    return Part(name, f"count({counted}){condition}", "BIGINT")


def _sum(name: str, added: str, sql_type: str = "DECIMAL(38,6)") -> Part:
    return Part(name, f"coalesce(sum({added}), 0)", sql_type)


_SCORE_PARTS = (
    _count("answers", "score"),
    _sum("score_total", "score"),
    _sum("score_sq", "score * score", "DECIMAL(38,12)"),
    _count("satisfied_n", "satisfied"),
    _count("satisfied", where="satisfied"),
    _count("nps_n", "nps_points"),
    _sum("nps_total", "nps_points", "BIGINT"),
    _sum("nps_sq", "nps_points::integer * nps_points", "BIGINT"),
    _count("expected_n", "disconfirmation"),
    _count("exceeded", where="disconfirmation = 1"),
    _count("below", where="disconfirmation = -1"),
)

PARTS: dict[str, tuple[Part, ...]] = {
    "responses": _SCORE_PARTS,
    # An answer stands in `ratings` once for each contact it rates: within a cell, take these over
    # one row per response_key.
    "ratings": _SCORE_PARTS,
    "complaints": (
        _count("complaints"),
        _count("decided_n", "resolved_in_time"),
        _count("in_time", where="resolved_in_time"),
        _sum("cost_total", "cost"),
        _count("cost_n", "cost"),
        _count("open_n", where="is_open"),
    ),
    "touches": (_count("touches"),),
    "contacts": (_count("touches"), _count("recorded", where="source = 'touches'")),
    "cases": (
        _count("cases"),
        _count("promised_n", "in_time"),
        _count("in_time", where="in_time = 'in time'"),
    ),
    "invitations": (_sum("invited", "invited", "BIGINT"),),
    "volumes": (_sum("volume", '"count"', "BIGINT"),),
    "returns": (_count("returns"), _sum("returned_quantity", "quantity")),
    "scores": (
        _count("results"),
        _sum("value_total", '"value"'),
        _sum("n_total", "n", "BIGINT"),
        _sum("weighted_total", '"value" * n'),
    ),
}
"""The parts of each table."""
