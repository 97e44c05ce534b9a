"""Columns that mix ways of writing dates: what the unambiguous ones say of the ambiguous.

Dates between slashes are judged by dates between slashes: 25.12.2026 is day first wherever it
stands, and says nothing of 06/07/2026 beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import text_sql
from cxdash.ingest.weekdays import without_weekday

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

FEW: Final = 0.05
"""A share of dates in the other order that may be slips of the pen; of more a reader is asked."""

FEWEST_TURNED: Final = 5
"""So many dates of each kind before a spreadsheet is suspected: by chance 1 time in 1,000."""

_PARTS: Final = r"^(\d{1,2})[-/ ](\d{1,2})[-/ ](\d{4}|\d{2})\b"
_ISO: Final = r"^\d{4}-\d{2}-(\d{2})\b"
_LAST_MONTH: Final = 12


@dataclass(frozen=True)
class Slashes:
    """Different dates of a column by what they can be.

    Attributes:
        day_first, month_first: Those that can only be read so.
        either: Those that are another date when they are read the other way.
        iso, iso_late: Those with the year in front; of them those after the 12th of a month.
    """

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    iso: int = 0
    iso_late: int = 0

    @property
    def is_mixed(self) -> bool:
        """Whether both orders are proved, by more than slips."""
        proved = self.day_first + self.month_first
        return min(self.day_first, self.month_first) > FEW * proved

    @property
    def is_open(self) -> bool:
        """Whether dates can be read in two ways that no other date settles."""
        return bool(self.either) and (self.is_mixed or not self.day_first + self.month_first)

    def sentence(self, name: str) -> str:
        """Say what speaks for which order."""
        if not self.is_mixed:
            return f"{self.either:,} different dates in '{name}' fit both orders; no other tells."
        return (
            f"'{name}' mixes both orders: {self.day_first:,} of its dates can only be day first, "
            f"{self.month_first:,} only month first; those of the other order will be refused."
        )

    def turned(self, name: str) -> str:
        """Say that a spreadsheet seems to have turned day and month round; "" without signs.

        It makes dates of the texts it understands, 03/04 as the 4th of March, and leaves alone
        those it does not, such as 25/04.
        """
        left = max(self.day_first, self.month_first)
        if self.either or self.iso_late or min(self.iso, left) < FEWEST_TURNED:
            return ""
        return (
            f"In '{name}' every date with the year in front has a day up to 12, and every other "
            "one a later day: a spreadsheet seems to have turned day and month of the former "
            "round. Export the file again and load it without opening it in a spreadsheet."
        )


def count_slashes(scratch: Scratch, view: str, raw: str) -> Slashes:
    """Count the different dates of a column by what they can be.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
    """
    first, second = (
        f"try_cast(regexp_extract(v, {text_sql(_PARTS)}, {part}) AS INTEGER)" for part in (1, 2)
    )
    day = f"try_cast(regexp_extract(v, {text_sql(_ISO)}, 1) AS INTEGER)"
    low = f"BETWEEN 1 AND {_LAST_MONTH}"
    row = scratch.rows(
        f"SELECT count(*) FILTER (WHERE a > {_LAST_MONTH} AND b {low}), "
        f"count(*) FILTER (WHERE b > {_LAST_MONTH} AND a {low}), "
        f"count(*) FILTER (WHERE a {low} AND b {low} AND a <> b), "
        f"count(d), count(*) FILTER (WHERE d > {_LAST_MONTH}) FROM "
        f"(SELECT {first} AS a, {second} AS b, {day} AS d FROM "
        f"(SELECT DISTINCT {without_weekday(raw)} AS v FROM {view}) WHERE v IS NOT NULL)"
    )[0]
    return Slashes(*cast("tuple[int, int, int, int, int]", row))
