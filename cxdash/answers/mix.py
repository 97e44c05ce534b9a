"""Did the score change, or only who answered? A change split into mix and service."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.mix_cells import Sided, may_explain, mixable, sided_by_dimension
from cxdash.answers.mix_sentences import HOW_SPLIT, Shift, mix_sentence
from cxdash.metrics.dimensions import Dimension, dimension_named
from cxdash.metrics.query import CUSTOMER
from cxdash.stats import Kitagawa, KitagawaIntervals, kitagawa, kitagawa_intervals


class Split(NamedTuple):
    """A change split by one dimension; groups are sorted by name."""

    dimension: Dimension
    groups: tuple[str, ...]
    shares_before: NDArray[np.float64]
    shares_now: NDArray[np.float64]
    parts: Kitagawa

    @property
    def mix_by_group(self) -> NDArray[np.float64]:
        """The mix part of each group: what a weight gained there rather than on average did."""
        moved = self.shares_now - self.shares_before
        return self.parts.mix_by_group - moved * (self.parts.before + self.parts.after) / 2


def mix_panel(asked: Asked) -> Panel | None:
    """Return how much of the change comes from who answered; None where nothing can be split."""
    answers = sided_by_dimension(asked)
    splits = [_split(held, name) for name, held in answers.items() if may_explain(held, name)]
    if not splits:
        return None
    most = max(splits, key=lambda found: abs(found.parts.mix))
    sure = intervals_of(answers[most.dimension.name], most.dimension.name)
    others = [found.dimension.label.lower() for found in splits if found is not most]
    label = most.dimension.label.lower()
    shift = int(np.argmax(np.abs(most.mix_by_group)))
    told = mix_sentence(
        asked.metric,
        label,
        most.parts,
        sure,
        Shift(most.groups[shift], most.shares_before[shift], most.shares_now[shift]),
    )
    how = HOW_SPLIT.format(label=label, others=", ".join(others) or "nothing else")
    table = _table(most, asked.metric.scale)
    return Panel(told, {"mix": table}, table, how)


def _table(most: Split, scale: float) -> pd.DataFrame:
    found = pd.DataFrame(
        {
            most.dimension.label: most.groups,
            "Share before": most.shares_before,
            "Share now": most.shares_now,
            "From the mix": most.mix_by_group * scale,
            "From within": most.parts.within_by_group * scale,
        }
    )
    return found.sort_values("From the mix", key=abs, ascending=False, ignore_index=True)


def splits_of(asked: Asked, answers: Sided) -> list[Split]:
    """Return the change split by each dimension that may explain it."""
    return [_split(answers, name) for name in mixable(asked) if may_explain(answers, name)]


def _split(answers: Sided, name: str) -> Split:
    groups, codes = np.unique(answers.columns[name].astype(str), return_inverse=True)
    cells = codes + len(groups) * answers.after
    n, total = (
        np.bincount(cells, answers.columns[part], 2 * len(groups)).reshape(2, -1)
        for part in ("n", "total")
    )
    shares = n / n.sum(axis=1, keepdims=True)
    parts = kitagawa(n[1], total[1], n[0], total[0])
    return Split(dimension_named(name), tuple(map(str, groups)), shares[0], shares[1], parts)


def intervals_of(answers: Sided, name: str) -> KitagawaIntervals | None:
    """Return the split with its intervals over customers; None where these are too many to draw."""
    columns = answers.columns
    if CUSTOMER not in columns:
        return None
    return kitagawa_intervals(
        answers.after,
        columns[name].astype(str),
        columns["total"],
        sizes=columns["n"],
        customers=columns[CUSTOMER].astype(str),
    )
