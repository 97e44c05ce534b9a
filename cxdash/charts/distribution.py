"""How the answers spread over the scale: what a mean alone would hide."""

import pandas as pd

from cxdash.charts import bars, words
from cxdash.charts.drawing import Drawing, plain
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
    scores = plain(frame, text=["label"], numbers=["score", "n", "share"])
    shares = [shown(share, "share") for share in scores["share"]]
    rows = scores.assign(
        figure=[f"{100 * share:.0f} %" for share in scores["share"].fillna(0)],
        tip=[
            f"{score}: {share} of the answers, {words.counted(n, 'answers')}"
            for score, share, n in zip(scores["label"], shares, scores["n"], strict=True)
        ],
    )
    return Drawing(
        spec=bars.standing(rows, field="share", height=HEIGHT, text="figure", title=label),
        datasets={"bars": rows},
        alt=f"Distribution of answers: {label}",
        picks="label",
    )
