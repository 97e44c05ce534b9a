"""Which segments complain about which cause more often than their share would lead to expect."""

from typing import Final

import pandas as pd

from cxdash.charts import cells, words
from cxdash.charts.cells import Tone
from cxdash.charts.drawing import Drawing, framed
from cxdash.metrics.metric import shown

_TONES: Final[dict[str, Tone]] = {
    "more than expected": "bad",
    "fewer than expected": "good",
    "too few": "few",
}
_ARROWS: Final = {"more than expected": "▲ ", "fewer than expected": "▼ "}
_LEGEND: Final[dict[Tone, str]] = {
    "bad": "▲ more than expected",
    "good": "▼ fewer than expected",
    "plain": "as expected",
    "few": "too few to say",
}


def heat(frame: pd.DataFrame, corner: tuple[str, str] = ("Cause", "Segment")) -> Drawing:
    """Draw the complaints of each cause and segment beside what was to be expected.

    Args:
        frame: `row` (cause), `column` (segment), `n`, `expected` and `verdict`, in the order to
            show.
        corner: What the rows and what the columns are.

    Returns:
        A drawing that picks `key`: row, " | " and column.
    """
    names = ("row", "column", "verdict", "n", "expected")
    known = frame[list(names)].fillna({"n": 0})
    expected = [shown(count, "count") for count in known.pop("expected").tolist()]
    cells_of = [known[name].tolist() for name in names[:-1]]
    lines = list(zip(*cells_of, expected, strict=True))
    marked = framed(
        text={
            "row": cells_of[0],
            "column": cells_of[1],
            "key": [f"{row} | {column}" for row, column, *_ in lines],
            "tone": [_TONES.get(verdict, "plain") for verdict in cells_of[2]],
            "main": [f"{_ARROWS.get(verdict, '')}{n:,.0f}" for _, _, verdict, n, _ in lines],
            "second": ["expected"] * len(lines),
            "third": expected,
            "tip": [
                f"{row} and {column}: {words.counted(n, 'complaints')}, {should} expected, "
                + ("too few to say" if verdict == "too few" else verdict)
                for row, column, verdict, n, should in lines
            ],
        }
    )
    spec, datasets = cells.grid(marked, corner=corner, legend=_LEGEND)
    return Drawing(
        spec=spec,
        datasets=datasets,
        alt=f"Complaints by {corner[0].lower()} and {corner[1].lower()}, beside the expected",
        picks="key",
    )
