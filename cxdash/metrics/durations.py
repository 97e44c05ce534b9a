"""How long complaints take, open ones included; and how old the open ones are."""

import pandas as pd

from cxdash.metrics.filters import Filters
from cxdash.metrics.query import conditions_of
from cxdash.metrics.reader import Reader

AGE_BANDS = (
    ("up to a week", 7),
    ("1 to 2 weeks", 14),
    ("2 to 4 weeks", 28),
    ("1 to 3 months", 91),
    ("over 3 months", None),
)
"""Age bands of open complaints: label and upper end in days."""


def durations(reader: Reader, filters: Filters) -> pd.DataFrame:
    """Return how long complaints took, as counts ready for a survival curve.

    Returns:
        One row for each duration and state, ordered: `days` (to the resolution, or to the newest
        data while open), `closed` (whether it is resolved), `n`.
    """
    conditions, params = conditions_of(filters)
    return reader.facts.frame(
        "select hours_to_resolve / 24.0 as days, not is_open as closed, count(*)::bigint as n "
        f"from complaints where hours_to_resolve >= 0 and {conditions} group by all order by all",
        params,
    )


def ageing(reader: Reader, filters: Filters) -> pd.DataFrame:
    """Return the open complaints by age.

    Returns:
        One row for each band, youngest first: `band`, `n`.
    """
    conditions, params = conditions_of(filters)
    found = reader.facts.frame(
        "select hours_to_resolve / 24.0 as days, count(*)::bigint as n from complaints "
        f"where is_open and {conditions} group by all",
        params,
    )
    ends = [0.0, *(float(end) for _, end in AGE_BANDS if end is not None), float("inf")]
    labels = [label for label, _ in AGE_BANDS]
    bands = pd.cut(found["days"].astype("float64"), ends, labels=labels, include_lowest=True)
    counts = found["n"].groupby(bands, observed=False).sum()
    return pd.DataFrame({"band": labels, "n": [int(counts[label]) for label in labels]})
