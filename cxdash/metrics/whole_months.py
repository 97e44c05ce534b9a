"""Which months of a period are read whole, and which days before and after them by themselves."""

from collections.abc import Iterator
from datetime import timedelta

from cxdash.metrics.periods import Period, next_start, whole_months
from cxdash.metrics.reader import Reader


def whole_months_read(reader: Reader, table: str, period: Period | None) -> Period | None:
    """Return the whole months of a period, None where it holds none.

    The last counts as whole where no row is newer in it: a period up to the newest day mostly
    cuts it.

    Args:
        reader: The facts.
        table: The table whose rows count.
        period: The period; None is all time.
    """
    if period is None or reader.span is None or period.last < reader.span.last:
        return whole_months(period)
    following = next_start(period.last.replace(day=1), "month")
    sql = f"select exists (select 1 from {table} where occurred_on > $last and occurred_on < $next)"
    bound = {"last": period.last, "next": following}
    [(has_newer,)] = reader.once(
        ("newer in the month", table, period.last), lambda: reader.facts.rows(sql, bound)
    )
    last = period.last if has_newer else following - timedelta(days=1)
    return whole_months(Period(period.first, last))


def is_whole(period: Period | None, whole: Period | None) -> bool:
    """Whether a period has the rows of its whole months and no others."""
    if period is None or whole is None:
        return period is None
    return period.first == whole.first and period.last <= whole.last


def edges_of(period: Period | None, whole: Period, first: str, last: str) -> Iterator[str]:
    """Return the conditions for the days of a period before and after its whole months.

    Args:
        period: The period; None is all time.
        whole: Its whole months.
        first: Their first day, as SQL.
        last: Their last day.
    """
    if period is None or period.first < whole.first:
        yield f"occurred_on < {first}"
    if period is None or period.last > whole.last:
        yield f"occurred_on > {last}"
