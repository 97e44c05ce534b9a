"""How long until the same customer complains again, counting those who have not (yet)?"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_numbers


class Waits(NamedTuple):
    """What `kaplan_meier` needs to know of recurrences; one entry a complaint.

    Attributes:
        durations: Time to the next complaint, or to the end of the view, in the unit of the times.
        again: True where another complaint followed.
    """

    durations: Floats
    again: Bools


def waits_until_next(who: ArrayLike, times: ArrayLike, *, until: float) -> Waits:
    """Return for each complaint how long it took until the next one of the same kind.

    Args:
        who: What a recurrence is told by: the customer, or customer and cause together.
        times: When each complaint came; any order.
        until: The end of the view; no complaint is later.

    Returns:
        Durations in the order given. At equal times the later one in the row waits for the next;
        the other waits 0.

    Raises:
        ValueError: If rows differ in length, or a time is no number or after `until`.

    Source:
        Prentice, Williams and Peterson (1981), Biometrika 68:373-379 (gap times).

    Examples:
        >>> found = waits_until_next(["ann", "bob", "ann"], [0, 5, 20], until=30)
        >>> found.durations.tolist(), found.again.tolist()
        ([20.0, 25.0, 10.0], [True, False, False])
    """
    time, names = row_of_numbers("times", times), np.asarray(who)
    if names.shape != time.shape or not np.all(time <= until):
        raise ValueError("Every complaint needs a name and a time, none after the end.")
    _, codes = np.unique(names, return_inverse=True)
    order = np.lexsort((time, codes))
    follows = codes[order][1:] == codes[order][:-1]
    next_time = np.append(np.where(follows, time[order][1:], until), [until])[: len(time)]
    durations, again = np.empty(len(time)), np.zeros(len(time), dtype=np.bool_)
    durations[order] = next_time - time[order]
    again[order[:-1]] = follows
    return Waits(durations, again)
