"""What people note beside the numbers: events, targets and confirmed phases of a process."""

from dataclasses import dataclass
from datetime import date

from cxdash.errors import QuestionError
from cxdash.store.registers.ledger import Ledger, now


@dataclass(frozen=True)
class Event:
    """Something that happened on a day: a price rise, a new script. Times are UTC in ISO form."""

    id: int
    on_date: date
    label: str
    note: str
    created_at: str


@dataclass(frozen=True)
class Target:
    """What a metric should reach, for one segment or for all (None), in the metric's own unit."""

    id: int
    metric: str
    segment: str | None
    value: float
    note: str
    created_at: str


@dataclass(frozen=True)
class Phase:
    """The first day from which a metric has new limits, confirmed by a person."""

    id: int
    metric: str
    segment: str | None
    starts_on: date
    note: str
    confirmed_by: str
    confirmed_at: str


class Events:
    """The register of events."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Event]:
        """Return every event by day."""
        rows = self._ledger.read(
            "select id, on_date, label, note, created_at from events order by on_date, id"
        )
        return [
            Event(_id(row[0]), _day(row[1]), str(row[2]), str(row[3]), str(row[4])) for row in rows
        ]

    def add(self, on_date: date, label: str, *, note: str = "") -> Event:
        """Note an event.

        Raises:
            QuestionError: If it has no label.
        """
        label = _named(label, "An event needs a label.")
        made = now()
        added = self._ledger.write(
            "insert into events (on_date, label, note, created_at) values (?, ?, ?, ?)",
            (on_date.isoformat(), label, note.strip(), made),
        )
        return Event(added, on_date, label, note.strip(), made)

    def remove(self, number: int) -> None:
        """Remove an event; one that is gone already stays gone."""
        self._ledger.write("delete from events where id = ?", (number,))


class Targets:
    """The register of targets; the newest one for a metric and segment counts."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Target]:
        """Return every target, oldest first."""
        rows = self._ledger.read(
            "select id, metric, segment, value, note, created_at from targets order by id"
        )
        return [
            Target(
                _id(row[0]),
                str(row[1]),
                _text(row[2]),
                float(str(row[3])),
                str(row[4]),
                str(row[5]),
            )
            for row in rows
        ]

    def add(
        self, metric: str, value: float, *, segment: str | None = None, note: str = ""
    ) -> Target:
        """Set a target.

        Raises:
            QuestionError: If it names no metric.
        """
        metric = _named(metric, "A target needs a metric.")
        made = now()
        added = self._ledger.write(
            "insert into targets (metric, segment, value, note, created_at) values (?, ?, ?, ?, ?)",
            (metric, segment, value, note.strip(), made),
        )
        return Target(added, metric, segment, value, note.strip(), made)

    def remove(self, number: int) -> None:
        """Remove a target; one that is gone already stays gone."""
        self._ledger.write("delete from targets where id = ?", (number,))


class Phases:
    """The register of phases."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Phase]:
        """Return every phase by its first day."""
        rows = self._ledger.read(
            "select id, metric, segment, starts_on, note, confirmed_by, confirmed_at "
            "from phases order by starts_on, id"
        )
        return [
            Phase(
                _id(row[0]), str(row[1]), _text(row[2]), _day(row[3]),
                str(row[4]), str(row[5]), str(row[6]),
            )
            for row in rows
        ]  # fmt: skip

    def add(
        self,
        metric: str,
        starts_on: date,
        *,
        segment: str | None = None,
        note: str,
        confirmed_by: str,
    ) -> Phase:
        """Confirm that a metric has new limits from a day on.

        Raises:
            QuestionError: If it names no metric, not what changed, or not who says so.
        """
        metric = _named(metric, "A phase needs a metric.")
        note = _named(note, "A new level needs a note of what changed.")
        confirmed_by = _named(confirmed_by, "A new level needs the name of who confirms it.")
        made = now()
        added = self._ledger.write(
            "insert into phases (metric, segment, starts_on, note, confirmed_by, confirmed_at) "
            "values (?, ?, ?, ?, ?, ?)",
            (metric, segment, starts_on.isoformat(), note, confirmed_by, made),
        )
        return Phase(added, metric, segment, starts_on, note, confirmed_by, made)

    def remove(self, number: int) -> None:
        """Remove a phase; one that is gone already stays gone."""
        self._ledger.write("delete from phases where id = ?", (number,))


def _named(text: str, complaint: str) -> str:
    if not text.strip():
        raise QuestionError(complaint, next_step="Fill it in and try again.")
    return text.strip()


def _id(value: object) -> int:
    return int(str(value))


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
