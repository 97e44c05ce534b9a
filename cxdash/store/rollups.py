"""Which additive summaries may be kept, declared once: what a chart reads instead of every row.

A full cube has nearly as many cells as rows, so only what pages ask for stands here: a day's or
month's parts by the columns nearly every question names, and by one or two more. Which of these a
warehouse really keeps, its own rows decide (see `summaries.py`); the questions go to what is there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal

from cxdash.store.parts import PARTS, Part

Step = Literal["day", "month"]
"""The days a cell adds up."""

TOUCHED: Final = frozenset({"process", "team", "employee", "channel"})
"""What an answer's case was touched by: it stands in `ratings` once for each combination."""

COUNTED_ONCE: Final = ("response_key", "score", "satisfied", "nps_points", "disconfirmation")
"""An answer and what it says, the same in each of its ratings."""


@dataclass(frozen=True)
class Cuboid:
    """One summary: a table's parts for each combination of some of its columns.

    Attributes:
        name: Its table is `rollup_<name>`.
        table: What it summarises.
        step: The days a cell adds up; `occurred_on` is the first of them.
        columns: What its cells are told apart by besides.
        parts: What it adds up.
    """

    name: str
    table: str
    step: Step
    columns: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def touched(self) -> frozenset[str]:
        """The columns that its answers are repeated by; none but for `ratings`."""
        return TOUCHED & {*self.columns} if self.table == "ratings" else frozenset()

    def covers(self, other: "Cuboid") -> bool:
        """Return whether another cuboid can be added up from this one."""
        return (
            self.table == other.table
            and self.step in {"day", other.step}
            and {*other.columns} <= {*self.columns}
            and {*other.parts} <= {*self.parts}
            and other.touched == self.touched
        )


_WHO_ASKS = ("segment", "customer_kind")
_ASKED = ("instrument", "survey", "question", "metric_kind", *_WHO_ASKS)
_PLACES = ("region", "product", "site")
_ACTORS = ("process", "team")
_RATED_BY = (
    *(("process",), ("team",), ("employee",), ("process", "team"), ("process", "employee")),
    *(("process", "channel"), ("team", "channel"), ("employee", "channel")),
    ("process", "employee", "channel"),
)


def _cuboid(table: str, step: Step, *columns: str, only: tuple[str, ...] = ()) -> Cuboid:
    parts = tuple(part for part in PARTS[table] if not only or part.name in only)
    told = [name for name in columns if name not in _ASKED] or ["all"]
    return Cuboid("_".join((table, step, *told)), table, step, columns, parts)


def _bare(table: str, *columns: str, only: tuple[str, ...] = ()) -> Cuboid:
    """Return a table by day and some columns alone: few cells even where its rows are few."""
    cuboid = _cuboid(table, "day", *columns, only=only)
    return replace(cuboid, name="_".join((table, "day", "alone", *columns)))


def _lattice(table: str, always: tuple[str, ...], axes: tuple[str, ...]) -> Iterator[Cuboid]:
    """Return a table by some columns always, and by none, one, two or all of the axes."""
    for few in (0, 1, 2):
        for chosen in combinations(axes, few):
            yield _cuboid(table, "day", *always, *chosen)
            yield _cuboid(table, "month", *always, *chosen)
    yield _cuboid(table, "month", *always, *axes)


def _people(table: str, axes: tuple[str, ...]) -> Iterator[Cuboid]:
    """Return what is kept by person: also by team and process, which a person hardly changes."""
    yield _cuboid(table, "day", "employee", *_ACTORS)
    for axis in ((), *((axis,) for axis in axes), axes):
        yield _cuboid(table, "month", *_WHO_ASKS, "employee", *_ACTORS, *axis)


def _ratings() -> Iterator[Cuboid]:
    """Return the answers for each set of what touched their cases, each once in a cell.

    A set serves only questions that name exactly its columns: an answer touched by two processes
    stands in two cells, and adding those up would count it twice.
    """
    for touched in _RATED_BY:
        yield _cuboid("ratings", "day", *_ASKED, *touched)
        yield _cuboid("ratings", "month", *_ASKED, *touched)
        yield _cuboid("ratings", "month", *_ASKED, *touched, *_PLACES)


def _declared() -> Iterator[Cuboid]:
    yield from _lattice("responses", _ASKED, ("channel", *_PLACES, "in_time"))
    for axis in ((), ("channel",), *((place,) for place in _PLACES)):
        yield _cuboid("responses", "month", *_ASKED, "score", *axis, only=("answers",))
    for touched in _ACTORS:
        yield _cuboid("ratings", "month", *_ASKED, "score", touched, only=("answers",))
    yield from _ratings()
    yield from _lattice("contacts", _WHO_ASKS, (*_ACTORS, "channel", *_PLACES))
    yield from _people("contacts", ("channel", *_PLACES))
    yield from _lattice("complaints", _WHO_ASKS, ("cause", *_ACTORS, "channel", *_PLACES))
    for axis in ("subcause", "severity", "in_time"):
        for other in ((), ("cause",), ("process",), ("channel",), ("product",)):
            yield _cuboid("complaints", "month", *_WHO_ASKS, *other, axis)
    for axis in ("cause", "subcause", "severity", *_ACTORS, "channel", *_PLACES):
        yield _bare("complaints", axis)
    yield _bare("complaints", "cause", "severity")
    yield _bare("complaints", "cause", "segment")
    # How long they take, counted by steps: half of them, nine in ten, whichever is asked for.
    for axis in ((), ("cause",), ("subcause",)):
        waited = (*_WHO_ASKS, *axis, "waited_step", "is_open")
        yield _cuboid("complaints", "month", *waited, only=("complaints",))
        yield _bare("complaints", *axis, "waited_step", "is_open", only=("complaints",))
    yield from _people("complaints", ("cause",))
    yield from _lattice("cases", _WHO_ASKS, (*_ACTORS, "channel", *_PLACES, "in_time"))
    yield from _people("cases", ())


CUBOIDS: Final[Mapping[str, Cuboid]] = {cuboid.name: cuboid for cuboid in _declared()}
"""Every cuboid a warehouse may keep, by name."""

_TELLING = (
    name
    for cuboid in CUBOIDS.values()
    if cuboid.table == "ratings"
    for name in cuboid.columns
    if name not in TOUCHED
)
SAID: Final = tuple(dict.fromkeys((*COUNTED_ONCE, "occurred_on", *_TELLING)))
"""What the rollups of ratings need of an answer."""


@dataclass(frozen=True)
class Needed:
    """What a question needs of a cuboid.

    Attributes:
        table: The base table it is about.
        columns: Every column it filters or splits by, but the day.
        parts: The names of the parts it adds up.
        single: The columns of which each of its groups has one value: those it splits by, and
            those it filters to one value.
        step: The longest steps its groups and its days can be made of.
    """

    table: str
    columns: frozenset[str]
    parts: frozenset[str]
    single: frozenset[str]
    step: Step


def cuboid_for(needed: Needed, cells: Mapping[str, int]) -> Cuboid | None:
    """Return the cuboid with the fewest cells that answers a question exactly.

    Args:
        needed: What the question needs.
        cells: The cuboids a warehouse keeps, by name, with the number of their cells.

    Returns:
        The cuboid, or None when only the base table can answer.

    Examples:
        >>> from dataclasses import replace
        >>> asked = Needed("contacts", frozenset({"segment"}), frozenset({"touches"}),
        ...     frozenset(), "month")
        >>> kept = {"contacts_day_all": 3000, "contacts_month_all": 100}
        >>> cuboid_for(asked, kept).name
        'contacts_month_all'
        >>> cuboid_for(replace(asked, step="day"), kept).name
        'contacts_day_all'
        >>> cuboid_for(replace(asked, columns=frozenset({"employee"})), kept) is None
        True
    """
    fitting = [cuboid for cuboid in _fitting(needed) if cuboid.name in cells]
    return min(fitting, key=lambda cuboid: (cells[cuboid.name], cuboid.name), default=None)


@lru_cache(maxsize=4096)
def _fitting(needed: Needed) -> tuple[Cuboid, ...]:
    """Return all declared cuboids that answer a question; a page asks a hundred of few kinds."""
    return tuple(cuboid for cuboid in CUBOIDS.values() if _fits(cuboid, needed))


def _fits(cuboid: Cuboid, needed: Needed) -> bool:
    return (
        cuboid.table == needed.table
        and cuboid.step in {"day", needed.step}
        and needed.columns <= {*cuboid.columns}
        and needed.parts <= {part.name for part in cuboid.parts}
        and cuboid.touched <= needed.single
    )
