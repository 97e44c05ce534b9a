"""Days left out of a metric's limits, each with a written reason: never for being unwelcome."""

from dataclasses import dataclass
from datetime import date

from cxdash.errors import QuestionError
from cxdash.store.registers.ledger import Ledger, now


@dataclass(frozen=True)
class Exclusion:
    """Days that take no part in a metric's limits, both ends included; for one segment or all."""

    id: int
    metric: str
    segment: str | None
    first_on: date
    last_on: date
    reason: str
    excluded_by: str
    excluded_at: str


class Exclusions:
    """The register of exclusions."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Exclusion]:
        """Return every exclusion by its first day."""
        rows = self._ledger.read(
            "select id, metric, segment, first_on, last_on, reason, excluded_by, excluded_at "
            "from exclusions order by first_on, id"
        )
        return [
            Exclusion(
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
        reason: str,
        excluded_by: str,
    ) -> Exclusion:
        """Leave days out of a metric's limits; they are still drawn.

        Args:
            metric: Whose limits.
            days: The first and the last day.
            segment: The segment they are those of; None for all.
            reason: What made these days unlike others.
            excluded_by: Who says so.

        Raises:
            QuestionError: If the reason or the name is missing, or the days run backwards.
        """
        reason, excluded_by = reason.strip(), excluded_by.strip()
        first, last = days
        if not reason or not excluded_by:
            raise QuestionError(
                "Leaving a period out of the limits needs a written reason and a name.",
                next_step="Fill in both and try again.",
            )
        if last < first:
            raise QuestionError(
                f"{first} to {last} runs backwards.", next_step="Give the earlier day first."
            )
        made = now()
        added = self._ledger.write(
            "insert into exclusions "
            "(metric, segment, first_on, last_on, reason, excluded_by, excluded_at) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            (metric, segment, first.isoformat(), last.isoformat(), reason, excluded_by, made),
        )
        return Exclusion(added, metric, segment, first, last, reason, excluded_by, made)

    def remove(self, number: int) -> None:
        """Take days back into the limits; what is gone already stays gone."""
        self._ledger.write("delete from exclusions where id = ?", (number,))
