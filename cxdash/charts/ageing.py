"""How old the open complaints are."""

import pandas as pd

from cxdash.charts import bars, words
from cxdash.charts.drawing import Drawing, plain

HEIGHT = 190


def ageing(frame: pd.DataFrame) -> Drawing:
    """Draw how many complaints are open for how long.

    Args:
        frame: `band` ("0 to 7 days") and `n`, youngest first.

    Returns:
        A drawing that picks `label`: the band.
    """
    bands = plain(frame, text=["band"], numbers=["n"]).rename(columns={"band": "label"})
    rows = bands.assign(
        figure=[f"{n:,.0f}" for n in bands["n"]],
        tip=[
            f"Open for {band}: {words.counted(n, 'complaints')}"
            for band, n in zip(bands["label"], bands["n"], strict=True)
        ],
    )
    return Drawing(
        spec=bars.standing(rows, field="n", height=HEIGHT, text="figure", title="Open for"),
        datasets={"bars": rows},
        alt="Open complaints by age",
        picks="label",
    )
