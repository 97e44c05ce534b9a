"""Did customers get what they had expected? Question by question, answer by answer."""

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.expected_sentences import (
    FEWEST_PAIRS,
    HOW_EXPECTED,
    Expected,
    expected_title,
    too_few_pairs_sentence,
)
from cxdash.metrics.filters import Filters
from cxdash.metrics.reader import Reader
from cxdash.metrics.submissions import expectations
from cxdash.stats import expectation_gap


def expected_panel(reader: Reader, filters: Filters) -> Panel | None:
    """Return how far answers lie from what had been expected; None where nobody was asked that."""
    asked = expectations(reader, filters)
    if not asked:
        return None
    known = [(one, counts) for one, counts in asked if one.answers >= FEWEST_PAIRS]
    if not known:
        return Panel(too_few_pairs_sentence(asked[0][0].answers))
    found: list[Expected] = []
    for one, counts in known:
        times = counts[:, 2].astype(np.int64)
        score, wanted = (np.repeat(counts[:, place], times) for place in (0, 1))
        gap = expectation_gap(score, wanted)
        found.append(Expected(one.question or one.name, one.survey or "", gap))
    table = _table(found)
    return Panel(expected_title(found), {"expected": table}, table, HOW_EXPECTED)


def _table(found: list[Expected]) -> pd.DataFrame:
    gaps = [one.gap for one in found]
    columns: dict[str, list[str] | list[float]] = {
        "Question": [one.question for one in found],
        "Survey": [one.survey for one in found],
        "Got more": [gap.exceeded for gap in gaps],
        "More likely from": [gap.exceeded_interval.low for gap in gaps],
        "More likely to": [gap.exceeded_interval.high for gap in gaps],
        "As expected": [gap.met for gap in gaps],
        "Got less": [gap.below for gap in gaps],
        "Mean given": [gap.perceived for gap in gaps],
        "Mean expected": [gap.expected for gap in gaps],
        "Mean gap": [gap.gap for gap in gaps],
        "Mean gap likely from": [gap.gap_interval.low for gap in gaps],
        "Mean gap likely to": [gap.gap_interval.high for gap in gaps],
        "Answers": [float(gap.pairs) for gap in gaps],
    }
    return pd.DataFrame(columns)
