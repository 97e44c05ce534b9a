"""A change is taken apart alike whether its answers are few enough to draw from or not."""

import pandas as pd
import pytest

from cxdash.answers import mix_cells
from cxdash.answers.trend import trend
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import resolve
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace


def test_the_mix_of_very_many_answers_is_that_of_their_sums_by_each_dimension(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(sample)
    assert reader.span is not None
    question = Question(Filters(resolve("6m", reader.span)))
    few = trend(reader, question).panels["mix"]
    monkeypatch.setattr(mix_cells, "MOST_DRAWN", 0)
    many = trend(reader, question).panels["mix"]

    assert "likely" in few.title
    assert "likely" not in many.title, "nobody draws from very many"
    pd.testing.assert_frame_equal(few.table, many.table)
