"""The reader's view: one version of the facts, the calendar, and what she may see."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

import pandas as pd
from numpy.typing import NDArray

from cxdash.metrics.memory import Memory
from cxdash.metrics.people import PeoplePolicy
from cxdash.metrics.periods import Calendar, Period
from cxdash.store.coded import Coded
from cxdash.store.connection import machine_bytes
from cxdash.store.excerpt import Copy, Excerpt
from cxdash.store.registers.baselines import Baseline
from cxdash.store.registers.exclusions import Exclusion
from cxdash.store.registers.notes import Event, Phase, Target
from cxdash.store.workspace import Workspace


class Facts(Protocol):
    """What the store gives: one immutable version that answers SELECTs."""

    @property
    def version(self) -> str:
        """The hash that names what is known; caches key on it."""
        ...

    @property
    def mends(self) -> int:
        """How often the file under it was made anew; the order of its rows may differ then."""
        ...

    def frame(self, sql: str, params: dict[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a SELECT as a frame."""
        ...

    def columns(self, sql: str, params: dict[str, Any] | None = None) -> dict[str, NDArray[Any]]:
        """Return the rows of a SELECT column by column: NaN, NaT or None where empty."""
        ...

    def coded(self, sql: str) -> Coded:
        """Return the different values of one column in order, and the place of each row's."""
        ...

    def excerpt(self, copy: Copy) -> Excerpt:
        """Return copies of some rows, for many questions about few of them."""
        ...

    def rows(self, sql: str, params: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a SELECT as tuples."""
        ...


MOST_KNOWN = 2000
"""Facts a reader remembers; beyond that the one not asked for longest is forgotten."""

MOST_BYTES = max(384 * 2**20, machine_bytes() // 16)
"""What the columns it holds may take together: a sixteenth of the machine's memory. Ten million
touches need some 700 MB for all filters; where there is less, columns are read again."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Reader:
    """All an answer may look at.

    Attributes:
        facts: One version of the warehouse.
        span: The first and newest day of any fact; None in an empty workspace.
        calendar: How weeks and years are counted.
        policy: What may be said about people.
        events: Dated notes, oldest first.
        targets: What was promised.
        phases: Confirmed new levels.
        exclusions: Days left out of limits, each with its reason.
        baselines: Days that limits come from, to judge all others by.
    """

    facts: Facts
    span: Period | None
    calendar: Calendar = field(default_factory=Calendar)
    policy: PeoplePolicy = field(default_factory=PeoplePolicy)
    events: tuple[Event, ...] = ()
    targets: tuple[Target, ...] = ()
    phases: tuple[Phase, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    _memory: Memory = field(
        default_factory=lambda: Memory(MOST_KNOWN, MOST_BYTES), compare=False, repr=False
    )

    def once(
        self,
        key: Hashable,
        find: Callable[[], Found],
        size: Callable[[Found], int] | None = None,
    ) -> Found:
        """Return what `find` gives, remembered as long as there is room: a version never changes.

        For facts about the version (which surveys there are, what a rate divides by, columns held
        in memory); answers have a cache of their own.

        Args:
            key: What it is remembered as.
            find: How it is found.
            size: How many bytes it takes, where that matters.
        """
        return self._memory.once(key, find, size)


def reader_of(workspace: Workspace) -> Reader:
    """Return a reader's view of the newest version of a workspace."""
    facts: Facts = workspace.snapshot()
    registers = workspace.registers
    first_on, newest_on = facts.rows("select first_on, newest_on from facts_span")[0]
    return Reader(
        facts=facts,
        span=_span(first_on, newest_on),
        calendar=Calendar(registers.settings.week_start, registers.settings.fiscal_year_start),
        events=tuple(registers.events.list()),
        targets=tuple(registers.targets.list()),
        phases=tuple(registers.phases.list()),
        exclusions=tuple(registers.exclusions.list()),
        baselines=tuple(registers.baselines.list()),
    )


def _span(first_on: object, newest_on: object) -> Period | None:
    """Return the days of the data; None while nothing with a date is loaded."""
    if isinstance(first_on, date) and isinstance(newest_on, date):
        return Period(first_on, newest_on)
    return None
