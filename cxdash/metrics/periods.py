"""Periods and grains: which days a question is about, and how they are grouped."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from cxdash.errors import QuestionError

Grain = Literal["day", "week", "month", "quarter", "year"]
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "quarter", "year")

KNOWN = 4096
"""Periods whose ends and names are remembered: a page asks for the same hundred times and again."""

HISTORY: dict[Grain, int] = {"day": 60, "week": 52, "month": 36, "quarter": 20, "year": 12}
"""How many points of history a control chart shows at most, so that it stays readable."""


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1


_DAYS_EARLY = {"monday": 0, "sunday": 1, "saturday": 2}
"""How many days before Monday a week starts."""


@dataclass(frozen=True)
class Calendar:
    """How the workspace counts weeks and years.

    Attributes:
        week_start: "monday", "sunday" or "saturday".
        year_start: The month in which the fiscal year starts, 1 to 12.
    """

    week_start: str = "monday"
    year_start: int = 1

    def period_sql(self, grain: Grain, column: str = "occurred_on") -> str:
        """Return the SQL for the first day of the period a date lies in."""
        if grain == "week" and self.week_start != "monday":
            early = f"interval {_DAYS_EARLY[self.week_start]} day"
            return f"(date_trunc('week', {column} + {early}) - {early})::date"
        if grain in ("quarter", "year") and self.year_start != 1:
            shift = f"interval {self.year_start - 1} month"
            return f"(date_trunc('{grain}', {column} - {shift}) + {shift})::date"
        return f"date_trunc('{grain}', {column})::date"

    def start_of(self, day: date, grain: Grain) -> date:
        """Return the first day of the period that `day` lies in."""
        if grain == "day":
            return day
        if grain == "week":
            return day - timedelta(days=(day.weekday() + _DAYS_EARLY[self.week_start]) % 7)
        if grain == "month":
            return day.replace(day=1)
        months = 3 if grain == "quarter" else 12
        count = (day.year * 12 + day.month - 1) - (self.year_start - 1)
        first = count - count % months + (self.year_start - 1)
        return date(first // 12, first % 12 + 1, 1)


@lru_cache(maxsize=KNOWN)
def next_start(start: date, grain: Grain, steps: int = 1) -> date:
    """Return the first day of the period `steps` after the one that begins at `start`.

    Examples:
        >>> next_start(date(2025, 12, 1), "month"), next_start(date(2025, 4, 1), "quarter", -2)
        (datetime.date(2026, 1, 1), datetime.date(2024, 10, 1))
    """
    if grain in ("day", "week"):
        return start + timedelta(days=steps * (7 if grain == "week" else 1))
    months = {"month": 1, "quarter": 3, "year": 12}[grain] * steps
    count = start.year * 12 + start.month - 1 + months
    return date(count // 12, count % 12 + 1, start.day)


def months_back(day: date, months: int) -> date:
    """Return the day `months` months before, or the last day of that month if it is shorter."""
    first = next_start(day.replace(day=1), "month", -months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


PRESETS: dict[str, str] = {
    "12m": "Last 12 months",
    "6m": "Last 6 months",
    "3m": "Last 3 months",
    "1m": "Last month",
    "24m": "Last 24 months",
    "ytd": "This year so far",
    "all": "All data",
    "dates": "From … to …",
}
"""Period presets by their key in links. They count back from the newest data, not from today."""


def resolve(preset: str, span: Period, *, dates: Period | None = None) -> Period:
    """Return the days a preset means for data that lie in `span`.

    Whole months: data that end on 31 October give "last 3 months" = August to October; data that
    end on 17 October give 18 July to 17 October.

    Raises:
        QuestionError: If the preset is unknown, or "dates" comes without dates.
    """
    if preset == "all":
        return span
    if preset == "dates" and dates is not None:
        return dates
    if preset == "ytd":
        return Period(span.last.replace(month=1, day=1), span.last)
    if preset in PRESETS and preset.endswith("m"):
        after = span.last + timedelta(days=1)
        return Period(months_back(after, int(preset[:-1])), span.last)
    raise QuestionError(
        f"There is no period called {preset!r}.", next_step=f"Use one of {', '.join(PRESETS)}."
    )


Compare = Literal["previous", "year", "rest"]
COMPARES: dict[Compare, str] = {
    "previous": "the period before",
    "year": "the same period last year",
    "rest": "everything else",
}


@lru_cache(maxsize=KNOWN)
def compared_with(period: Period, compare: Compare) -> Period | None:
    """Return the days a period is compared with; None where the rest of the rows are meant.

    Whole months step back by whole months, so that a quarter meets the quarter before.
    """
    if compare == "rest":
        return None
    if compare == "year":
        after = months_back(period.last + timedelta(days=1), 12)
        return Period(months_back(period.first, 12), after - timedelta(days=1))
    after = period.last + timedelta(days=1)
    before = period.first - timedelta(days=1)
    if period.first.day == after.day:
        months = (after.year - period.first.year) * 12 + after.month - period.first.month
        return Period(months_back(period.first, months), before)
    return Period(period.first - timedelta(days=period.days), before)


def whole_months(period: Period | None) -> Period | None:
    """Return the whole months of a period, or None where it holds none."""
    if period is None:
        return None
    month = period.first.replace(day=1)
    first = month if month == period.first else next_start(month, "month")
    last = (period.last + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    return Period(first, last) if first <= last else None


def suited_grain(period: Period) -> Grain:
    """Return the finest grain that gives a readable chart of the period and its history."""
    if period.days <= 21:  # noqa: PLR2004 - three weeks read best by the day
        return "day"
    if period.days <= 120:  # noqa: PLR2004 - up to a quarter or so reads best by the week
        return "week"
    return "month" if period.days <= 1200 else "quarter"  # noqa: PLR2004 - some 40 months


@lru_cache(maxsize=KNOWN)
def label_of(start: date, grain: Grain) -> str:
    """Return what a reader calls the period that begins on `start`.

    Examples:
        >>> label_of(date(2025, 3, 1), "month"), label_of(date(2025, 4, 1), "quarter")
        ('Mar 2025', 'Apr–Jun 2025')
    """
    if grain == "month":
        return f"{start:%b %Y}"
    if grain == "year":
        return f"{start.year}" if start.month == 1 else f"{start.year}/{(start.year + 1) % 100:02d}"
    if grain == "quarter":
        return f"{start:%b}–{next_start(start, 'month', 2):%b %Y}"
    return f"{start.day} {start:%b %Y}" if grain == "day" else f"week of {start.day} {start:%b %Y}"


def key_of(start: date, grain: Grain) -> str:
    """Return a text key for the period, safe to pick in any time zone."""
    return f"{start:%Y-%m}" if grain == "month" else start.isoformat()
