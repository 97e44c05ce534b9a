"""The tables beside the charts: the same numbers, under the words readers know."""

import pandas as pd

from cxdash.metrics.metric import Metric


def points_table(points: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Return the points of a series as a table; values stay numbers, unrounded."""
    counted = [] if metric.unit == "count" else ["n"]
    columns = {
        "panel": "Group",
        "label": "Period",
        "value": metric.label,
        "low": "Likely from",
        "high": "Likely to",
        "n": metric.noun.capitalize(),
        "lower": "Usual from",
        "center": "Average",
        "upper": "Usual to",
        "state": "Verdict",
    }
    return _renamed(points, columns, without=() if counted else ("n",))


def comparison_table(groups: pd.DataFrame, metric: Metric, split_label: str) -> pd.DataFrame:
    """Return compared groups as a table."""
    columns = {
        "group": split_label,
        "value": metric.label,
        "low": "Likely from",
        "high": "Likely to",
        "n": metric.noun.capitalize(),
        "before": "Compared with",
        "change": "Difference",
        "change_low": "Difference likely from",
        "change_high": "Difference likely to",
        "word": "Verdict",
        "place": "Place",
    }
    return _renamed(groups, columns, without=("n",) if metric.unit == "count" else ())


def _renamed(
    frame: pd.DataFrame, columns: dict[str, str], *, without: tuple[str, ...] = ()
) -> pd.DataFrame:
    kept = [name for name in columns if name in frame.columns and name not in without]
    return frame[kept].rename(columns=columns)
