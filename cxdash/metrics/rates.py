"""Events over what they are divided by, where the two are counted in tables of their own."""

from collections.abc import Iterable, Sequence

import numpy as np

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.query import add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.sources import Ask
from cxdash.store.snapshot import Columns

Key = tuple[object, ...]
"""The values that tell a group apart."""


def add_up_over(reader: Reader, events: Ask, exposure: Ask) -> Columns:
    """Return events over what they are divided by, in the groups of the events.

    A group that the exposure cannot tell apart has the whole of it. Where nothing happened there
    are 0 events: a month without a complaint of a cause has a rate of 0, not none.

    Args:
        reader: The facts.
        events: A question with one part.
        exposure: A question with one part, by none but groups of the events.

    Returns:
        One entry for each period and group of either, ordered by both: `period` (when a grain is
        asked), the columns of `events.by`, `total` (events) and `n` (exposure).
    """
    counted, sizes = add_up(reader, events), add_up(reader, exposure)
    total, n = counted[events.parts[0]], sizes[exposure.parts[0]]
    if not exposure.groups:
        # Without a group in common every row of events has the one size there is.
        return {name: counted[name] for name in events.groups} | {
            "total": total,
            "n": np.repeat(n, len(total)),
        }
    happened = dict(zip(_keys(counted, events.groups), total.tolist(), strict=True))
    size_of = dict(zip(_keys(sizes, exposure.groups), n.tolist(), strict=True))
    rows = _every(list(happened), size_of, events.groups, exposure.groups)
    shared = [events.groups.index(name) for name in exposure.groups]
    sized = [size_of.get(tuple(row[place] for place in shared), 0) for row in rows]
    named = {
        name: np.array([row[place] for row in rows], dtype=counted[name].dtype)
        for place, name in enumerate(events.groups)
    }
    return named | {
        "total": np.array([happened.get(row, 0) for row in rows], dtype=total.dtype),
        "n": np.array(sized, dtype=n.dtype),
    }


def _keys(found: Columns, groups: Sequence[str]) -> list[Key]:
    return list(zip(*(found[name].tolist() for name in groups), strict=True))


def _every(
    happened: list[Key], sizes: Iterable[Key], groups: Sequence[str], shared: Sequence[str]
) -> list[Key]:
    """Return the groups of either in order, those where nothing happened included."""
    alone = [name for name in groups if name not in shared]
    if alone and not happened:
        return []
    places = [groups.index(name) for name in alone]
    others = sorted({tuple(row[place] for place in places) for row in happened}, key=_in_order)
    named = (*shared, *alone)
    order = [named.index(name) for name in groups]
    product = [(*size, *other) for size in sizes for other in others or [()]]
    if named == tuple(groups) and set(product).issuperset(happened):
        # Both are in order, so their product is.
        return product
    rows = {tuple(row[place] for place in order) for row in product}
    return sorted(rows.union(happened), key=_in_order)


def _in_order(row: Key) -> list[tuple[bool, object]]:
    """Return what puts groups in order: what is not recorded comes last."""
    return [(value == NOT_RECORDED, value) for value in row]
