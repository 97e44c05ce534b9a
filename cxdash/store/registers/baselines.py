"""The days that limits are kept from: frozen by a person, so that new points cannot move them."""

from dataclasses import dataclass
from datetime import date

from cxdash.errors import QuestionError
from cxdash.store.registers.ledger import Ledger, now

_COLUMNS = "metric, segment, first_on, last_on, note, set_by, set_at"


@dataclass(frozen=True)
class Baseline:
    """Days that a metric's limits come from, both ends included; for one segment or all."""

    id: int
    metric: str
    segment: str | None
    first_on: date
    last_on: date
    note: str
    set_by: str
    set_at: str


class Baselines:
    """The register of baselines; the newest one for a metric and segment counts."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Baseline]:
        """Return every baseline, oldest first."""
        rows = self._ledger.read(f"select id, {_COLUMNS} from baselines order by id")
        return [
            Baseline(
                int(str(row[0])), str(row[1]), None if row[2] is None else str(row[2]),
                date.fromisoformat(str(row[3])), date.fromisoformat(str(row[4])),
                str(row[5]), str(row[6]), str(row[7]),
            )
            for row in rows
        ]  # fmt: skip

    def add(
        self,
        metric: str,
        days: tuple[date, date],
        *,
        segment: str | None = None,
        note: str,
        set_by: str,
    ) -> Baseline:
        """Keep a metric's limits from these days.

        Args:
            metric: Whose limits.
            days: The first and the last day.
            segment: The segment they are those of; None for all.
            note: Why these days are what the others are judged by.
            set_by: Who says so.

        Raises:
            QuestionError: If the note or the name is missing, or the days run backwards.
        """
        note, set_by = _checked(days, note, set_by)
        made = now()
        added = self._ledger.write(
            f"insert into baselines ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)",
            (metric, segment, *(day.isoformat() for day in days), note, set_by, made),
        )
        return Baseline(added, metric, segment, *days, note, set_by, made)

    def change(self, number: int, days: tuple[date, date], *, note: str, set_by: str) -> None:
        """Keep limits from other days instead; who, why and when are those of the change.

        Args:
            number: The baseline's number; one that is gone stays gone.
            days: The first and the last day.
            note: Why these days.
            set_by: Who says so.

        Raises:
            QuestionError: As `add`.
        """
        note, set_by = _checked(days, note, set_by)
        self._ledger.write(
            "update baselines set first_on = ?, last_on = ?, note = ?, set_by = ?, set_at = ? "
            "where id = ?",
            (*(day.isoformat() for day in days), note, set_by, now(), number),
        )

    def remove(self, number: int) -> None:
        """Let limits come from all periods again; what is gone already stays gone."""
        self._ledger.write("delete from baselines where id = ?", (number,))


def _checked(days: tuple[date, date], note: str, set_by: str) -> tuple[str, str]:
    """Return the note and the name without blanks around them; see `Baselines.add`."""
    note, set_by = note.strip(), set_by.strip()
    first, last = days
    if not note or not set_by:
        raise QuestionError(
            "Keeping limits from a stretch of time needs a note of why, and a name.",
            next_step="Fill in both and try again.",
        )
    if last < first:
        raise QuestionError(
            f"{first} to {last} runs backwards.", next_step="Give the earlier day first."
        )
    return note, set_by
