"""How the answers spread over the scale: what a mean alone would hide."""

import pandas as pd

from cxdash.charts import bars, words
from cxdash.charts.drawing import Drawing, framed
from cxdash.metrics.metric import shown

HEIGHT = 190


def score_distribution(frame: pd.DataFrame, label: str) -> Drawing:
    """Draw the share of answers for each score.

    Args:
        frame: `score`, `label` (how the score reads), `n` and `share` (0 to 1), lowest first.
        label: What was scored: the question or its metric.

    Returns:
        A drawing that picks `label`.
    """
    labels, counts = frame["label"].tolist(), frame["n"].tolist()
    shares = frame["share"].tolist()
    known = frame["share"].fillna(0).tolist()
    rows = framed(
        text={
            "label": labels,
            "figure": [f"{100 * share:.0f} %" for share in known],
            "tip": [
                f"{score}: {shown(share, 'share')} of the answers, {words.counted(n, 'answers')}"
                for score, share, n in zip(labels, shares, counts, strict=True)
            ],
        },
        numbers={"share": known},
    )
    return Drawing(
        spec=bars.standing("share", text="figure", title=label) | {"height": HEIGHT},
        datasets={"bars": rows},
        alt=f"Distribution of answers: {label}",
        picks="label",
    )
