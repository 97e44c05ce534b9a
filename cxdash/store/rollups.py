"""Which additive summaries are kept, declared once: what a chart reads instead of every row.

A part is an integer or a fixed decimal that is never empty, so that adding cells gives exactly
what counting the rows gives. Shares and means are divided by whoever asks, last.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One summable number of a table.

    Attributes:
        name: Its column in a cuboid.
        sql: How it is worked out from rows: one aggregate, empty groups give 0.
        sql_type: The exact type it is kept in.
    """

    name: str
    sql: str
    sql_type: str

    @property
    def from_rows(self) -> str:
        """Return the aggregate over the rows of the base table, typed."""
        return f"({self.sql})::{self.sql_type}"

    @property
    def from_cells(self) -> str:
        """Return the aggregate over the cells of a cuboid, typed; the same figure exactly."""
        return f'coalesce(sum("{self.name}"), 0)::{self.sql_type}'


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


@dataclass(frozen=True)
class Cuboid:
    """One kept summary: a table's parts for each combination of some of its columns.

    Attributes:
        name: Its table is `rollup_<name>`.
        table: What it summarises.
        columns: What its cells are told apart by; `occurred_on` is the day.
        parts: Every part it keeps.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    parts: tuple[Part, ...]


def _cuboid(name: str, table: str, *columns: str) -> Cuboid:
    return Cuboid(name, table, ("occurred_on", *columns), PARTS[table])


CUBOIDS: tuple[Cuboid, ...] = (
    _cuboid("answers_by_day", "responses", "instrument", "metric_kind", "segment", "channel"),
    _cuboid("contacts_by_day", "contacts", "segment", "process"),
    _cuboid("complaints_by_day", "complaints", "segment", "cause"),
)


def cuboid_for(table: str, columns: frozenset[str]) -> Cuboid | None:
    """Return the cuboid of a table with the fewest columns that tells all of these apart.

    Args:
        table: The base table a question is about.
        columns: Every column the question filters or splits by, the day as `occurred_on`.

    Returns:
        The cuboid, or None when only the base table can answer.

    Examples:
        >>> cuboid_for("contacts", frozenset({"segment"})).name
        'contacts_by_day'
        >>> cuboid_for("contacts", frozenset({"segment", "employee"})) is None
        True
    """
    covering = [
        cuboid for cuboid in CUBOIDS if cuboid.table == table and columns <= {*cuboid.columns}
    ]
    return min(covering, key=lambda cuboid: len(cuboid.columns), default=None)
