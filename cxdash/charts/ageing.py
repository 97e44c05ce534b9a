"""How old the open complaints are."""

import pandas as pd

from cxdash.charts import bars, words
from cxdash.charts.drawing import Drawing, framed

HEIGHT = 190


def ageing(frame: pd.DataFrame) -> Drawing:
    """Draw how many complaints are open for how long.

    Args:
        frame: `band` ("0 to 7 days") and `n`, youngest first.

    Returns:
        A drawing that picks `label`: the band.
    """
    bands, counts = frame["band"].tolist(), frame["n"].tolist()
    rows = framed(
        text={
            "label": bands,
            "figure": [f"{n:,.0f}" for n in counts],
            "tip": [
                f"Open for {band}: {words.counted(n, 'complaints')}"
                for band, n in zip(bands, counts, strict=True)
            ],
        },
        numbers={"n": counts},
    )
    return Drawing(
        spec=bars.standing("n", text="figure", title="Open for") | {"height": HEIGHT},
        datasets={"bars": rows},
        alt="Open complaints by age",
        picks="label",
    )
