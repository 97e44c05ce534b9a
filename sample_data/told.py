"""What one example file is made of, and how tools write moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class File:
    """One example file.

    Attributes:
        name: Its name in sample_data/formats/.
        rows: Header rows first, then the rows; None is an empty cell.
        encoding: What its text is written in.
        delimiter: What stands between its cells.
        end: The end of its lines.
    """

    name: str
    rows: Rows
    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\r\n"


def iso(moment: datetime | None) -> str:
    """Return a moment as 2026-01-05 09:12."""
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


def seconds(moment: datetime | None) -> str:
    """Return a moment as 2026-01-05 09:12:00."""
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def american(moment: datetime | None) -> str:
    """Return a moment as 1/5/2026 9:12 AM."""
    if moment is None:
        return ""
    clock = moment.strftime("%I:%M %p").lstrip("0")
    return f"{moment.month}/{moment.day}/{moment.year} {clock}"


def zulu(moment: datetime | None) -> str:
    """Return a moment as 2026-01-05T09:12:00.000Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z") if moment else ""


def unix(moment: datetime) -> str:
    """Return a moment as seconds since 1970, read as UTC."""
    return str(int(moment.replace(tzinfo=UTC).timestamp()))


def clock(hours: float | None) -> str:
    """Return hours as 05:00:00."""
    if hours is None:
        return ""
    minutes = round(hours * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:00"
