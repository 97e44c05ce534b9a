"""Do the two sides of a rate belong together, or are they two files side by side?"""

from typing import NamedTuple

from cxdash.metrics.measure import exposure_of
from cxdash.metrics.metric import Metric
from cxdash.metrics.reader import Reader

_WITHOUT_IDS = frozenset({"volumes"})
"""Exposure that comes summed up: no case and no customer can be looked for in it."""


class Linked(NamedTuple):
    """How many of the events are found in what they are divided by.

    Attributes:
        known: The events that name a case or a customer.
        found: Those whose case or customer is among the exposure.
        noun: What the exposure is called, in the plural.
    """

    known: int
    found: int
    noun: str


def linked(reader: Reader, metric: Metric) -> Linked | None:
    """Return how many events of a rate belong to what it divides by; None where nobody can say."""
    exposure = exposure_of(reader, metric)
    if exposure is None or exposure.table in _WITHOUT_IDS:
        return None

    def count() -> Linked:
        [(known, found)] = reader.facts.rows(
            f"""select count(*), count(*) filter (where
                    case_id in (select case_id from {exposure.table} where case_id is not null)
                    or customer_id in (
                        select customer_id from {exposure.table} where customer_id is not null))
                from {metric.table} where case_id is not null or customer_id is not null"""
        )
        return Linked(known, found, exposure.noun)

    return reader.once(("linked", metric.name), count)
