"""Customers touched: distinct people do not add up, so this is counted from the rows."""

from dataclasses import dataclass

from cxdash.metrics.filters import Filters
from cxdash.metrics.people import FEWEST_CASES
from cxdash.metrics.query import conditions_of
from cxdash.metrics.reader import Reader

_ON_CUSTOMERS = ("segment", "customer_kind", "region")


@dataclass(frozen=True)
class Touched:
    """How many of the known customers were touched."""

    touched: int
    known: int


def customers_touched(reader: Reader, filters: Filters) -> Touched | None:
    """Return how many known customers had a contact; None where no customer list was loaded.

    None too where a person with fewer than ten contacts is asked for.
    """
    who = Filters(where=tuple(pair for pair in filters.where if pair[0] in _ON_CUSTOMERS))
    conditions, params = conditions_of(who)
    known = reader.facts.rows(f"select count(*) from customers where {conditions}", params)[0][0]
    if not known:
        return None
    conditions, params = conditions_of(filters)
    contacts = reader.facts.rows(f"select count(*) from contacts where {conditions}", params)[0][0]
    if filters.is_about_people and contacts < FEWEST_CASES:
        return None
    touched = reader.facts.rows(
        "select count(distinct customer_id) from contacts "
        f"where customer_id in (select customer_id from customers) and {conditions}",
        params,
    )[0][0]
    return Touched(touched, known)
