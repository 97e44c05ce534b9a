"""Customers: how many there are of each kind, and how many were touched or heard.

Distinct people do not add up, so they are counted from the rows, or from the months they were met
in.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.people import FEWEST_CASES
from cxdash.metrics.periods import Period
from cxdash.metrics.query import Ask, add_up, conditions_of, different, is_held, told_apart
from cxdash.metrics.reader import Reader
from cxdash.metrics.whole_months import is_whole, whole_months_read
from cxdash.store.snapshot import Columns

ON_CUSTOMERS = ("segment", "region", "customer_kind")
"""What the list of customers says of each, as answers say it of who gave them."""


@dataclass(frozen=True)
class Touched:
    """How many of the known customers were touched."""

    touched: int
    known: int


def customers_touched(reader: Reader, filters: Filters) -> Touched | None:
    """Return how many known customers had a contact; None where no customer list was loaded.

    None too where a person with fewer than ten contacts is asked for.
    """
    known = _known(reader, filters)
    if not known:
        return None
    if filters.is_about_people:
        contacts = add_up(reader, Ask("contacts", ("touches",), filters))["touches"][0]
        if contacts < FEWEST_CASES:
            return None
    ask = Ask("contacts", ("touches",), filters)
    met = None if is_held(reader, ask.table) else _met(reader, filters)
    if met is None:
        met = different(reader, ask, "customer_key", up_to=_known(reader, Filters()))
    return Touched(met, known)


def customers_heard(reader: Reader, filters: Filters) -> Touched | None:
    """Return how many known customers gave one of these answers; None where none is known.

    Args:
        reader: The facts.
        filters: Which answers of `responses`; about no single person.
    """
    known = _known(reader, filters)
    if not known:
        return None
    conditions, params = conditions_of(filters)
    [(heard,)] = reader.facts.rows(
        "select count(distinct customer_id) from responses "
        f"where customer_id in (select customer_id from customers) and {conditions}",
        params,
    )
    return Touched(int(heard), known)


def customers_by(reader: Reader, filters: Filters) -> Columns:
    """Return how many customers of the list have each combination of what it says of them.

    Returns:
        One entry for each combination, ordered: the columns of `ON_CUSTOMERS` (missing values
        read "not recorded") and `customers`.
    """
    conditions, params = conditions_of(_who(filters))
    names = ", ".join(f"coalesce({name}, '{NOT_RECORDED}') as {name}" for name in ON_CUSTOMERS)
    return reader.facts.columns(
        f"select {names}, count(*) as customers from customers where {conditions} "
        "group by all order by all",
        params,
    )


def _known(reader: Reader, filters: Filters) -> int:
    conditions, params = conditions_of(_who(filters))
    sql = f"select count(*) from customers where {conditions}"
    found = reader.once(("customers", _who(filters)), lambda: reader.facts.rows(sql, params))
    return int(found[0][0])


def _met(reader: Reader, filters: Filters) -> int | None:
    """Return how many customers of the list were met, by their months; None for all else.

    The days before and after the whole months of a period are read from the contacts.
    """
    noted = reader.once("met", lambda: reader.facts.rows("select * from met"))
    if not noted or _who(filters).where != filters.where:
        return None
    [(first_month, _, is_told_once)] = cast("list[tuple[date, date, bool]]", noted)
    whole = whole_months_read(reader, "contacts", filters.period)
    if filters.period and not whole:
        return None
    conditions, params = conditions_of(_who(filters))
    met = f"from customer_months where {conditions}"
    if whole is not None:
        met = f"{met} and (months & $months::uhugeint) <> 0"
        params["months"] = _bits(first_month, whole)
    counted = "*" if is_told_once else "distinct customer_key"
    found = reader.facts.rows(f"select count({counted}) {met}", params)
    if whole is not None and not is_whole(filters.period, whole):
        inside, days = conditions_of(filters)
        found += reader.facts.rows(
            f"select {told_apart('customer_key', _known(reader, Filters()))} "
            f"from contacts where {inside} "
            "and occurred_on not between $whole_first and $whole_last "
            f"and customer_key not in (select customer_key {met})",
            params | days | {"whole_first": whole.first, "whole_last": whole.last},
        )
    return sum(int(number) for (number,) in found)


def _bits(first_month: date, whole: Period) -> int:
    """Return the bits of some whole months; bit 1 is the first month, bit 0 no day at all."""
    begun, first, last = (
        12 * day.year + day.month for day in (first_month, whole.first, whole.last)
    )
    return sum(1 << 1 + month - begun for month in range(max(first, begun), last + 1))


def _who(filters: Filters) -> Filters:
    """Return what filters say of customers; the rest is of what happened to them."""
    return Filters(where=tuple(pair for pair in filters.where if pair[0] in ON_CUSTOMERS))
