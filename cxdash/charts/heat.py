"""Which segments complain about which cause more often than their share would lead to expect."""

from typing import Final

import pandas as pd

from cxdash.charts import cells, words
from cxdash.charts.cells import Tone
from cxdash.charts.drawing import Drawing, plain

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
    rows = plain(frame, text=["row", "column", "verdict"], numbers=["n", "expected"])
    expected = [f"{count:,.0f}" for count in rows["expected"].fillna(0)]
    marked = rows.assign(
        key=rows["row"] + " | " + rows["column"],
        tone=[_TONES.get(verdict, "plain") for verdict in rows["verdict"]],
        main=[
            f"{_ARROWS.get(verdict, '')}{n:,.0f}"
            for verdict, n in zip(rows["verdict"], rows["n"].fillna(0), strict=True)
        ],
        second="expected",
        third=expected,
        third_short=expected,
        tip=[
            f"{row} and {column}: {words.counted(n, 'complaints')}, {count} expected, {verdict}"
            for row, column, n, count, verdict in zip(
                rows["row"],
                rows["column"],
                rows["n"].fillna(0),
                expected,
                rows["verdict"].replace("too few", "too few to say"),
                strict=True,
            )
        ],
    )
    spec, datasets = cells.grid(marked, corner=corner, legend=_LEGEND)
    return Drawing(
        spec=spec,
        datasets=datasets,
        alt=f"Complaints by {corner[0].lower()} and {corner[1].lower()}, beside the expected",
        picks="key",
    )
