"""Do the two sides of a rate belong together, or are they two files side by side?"""

from typing import NamedTuple

from cxdash.metrics.measure import exposure_of
from cxdash.metrics.metric import Metric
from cxdash.metrics.reader import Reader


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
    """Return how many complaints belong to what they are counted against; None if unknown."""
    exposure = exposure_of(reader, metric)
    if exposure is None:
        return None
    noted = reader.once(
        "linked", lambda: reader.facts.rows("select exposure, known, found from linked")
    )
    found = [(known, found) for table, known, found in noted if table == exposure.table]
    return Linked(*found[0], exposure.noun) if found else None
