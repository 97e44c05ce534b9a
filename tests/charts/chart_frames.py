"""Small frames, two or three rows each, in the shape that answers hand to charts."""

from collections.abc import Callable

import pandas as pd

from cxdash.charts.ageing import ageing
from cxdash.charts.bars import touches
from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.distribution import score_distribution
from cxdash.charts.drawing import Drawing
from cxdash.charts.driver_map import driver_map
from cxdash.charts.drivers import driver_bars
from cxdash.charts.early import early_warning
from cxdash.charts.flow import flow
from cxdash.charts.heat import heat
from cxdash.charts.matrix import touch_matrix
from cxdash.charts.multiples import small_multiples
from cxdash.charts.pareto import pareto
from cxdash.charts.shares import shares
from cxdash.charts.survival import time_to_resolution
from cxdash.metrics.metric import Metric

NAN = float("nan")

CSAT = Metric(
    name="csat",
    label="Satisfied customers",
    meaning="",
    formula="",
    table="responses",
    parts=None,
    unit="share",
    direction="up",
    chart="share",
    source="",
)
NPS = Metric(
    name="nps",
    label="Net Promoter Score",
    meaning="",
    formula="",
    table="responses",
    parts=None,
    unit="points",
    direction="up",
    chart="nps",
    source="",
)


def trend(months: int = 3, *, value: float = 0.8, phase_from: int = 99) -> pd.DataFrame:
    """Return a trend: the second month outside its limits, the last not complete."""
    starts = pd.date_range("2025-01-01", periods=months, freq="MS")
    states = ["normal"] * months
    states[1:2] = ["outside limits"]
    states[-1] = "not complete"
    return pd.DataFrame(
        {
            "key": [f"{start:%Y-%m}" for start in starts],
            "start": starts,
            "label": [f"{start:%b %Y}" for start in starts],
            "value": [value + 0.2 * (number == 1) for number in range(months)],
            "center": value,
            "lower": value - 0.06,
            "upper": value + 0.06,
            "low": value - 0.04,
            "high": value + 0.04,
            "n": 214,
            "state": states,
            "phase": [1 + (number >= phase_from) for number in range(months)],
            "provisional": False,
        }
    )


def customers() -> pd.DataFrame:
    """Return two groups of customers, of whom the smaller answers more."""
    return pd.DataFrame(
        {
            "key": ["Segment: Retail", "Segment: Hotels"],
            "customers": [300, 100],
            "answers": [60, 40],
            "share_customers": [0.75, 0.25],
            "share_answers": [0.6, 0.4],
        }
    )


def events(*labels: str) -> pd.DataFrame:
    days = pd.date_range("2025-01-20", periods=len(labels), freq="7D")
    return pd.DataFrame({"on": days, "label": list(labels), "note": ""})


def targets(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"value": list(values), "label": ["Target"] * len(values)}).astype(
        {"value": "float64", "label": "str"}
    )


def sums() -> pd.DataFrame:
    """Return two sums over two months: the one below signals in the second."""
    months = trend(2)[["start", "label"]]
    reach = {"lower": -5.0, "upper": 5.0}
    above = months.assign(line="above average", value=[0.4, 0.0], signal=False, **reach)
    below = months.assign(line="below average", value=[-2.0, -5.5], signal=[False, True], **reach)
    return pd.concat([above, below], ignore_index=True)


def aspects() -> pd.DataFrame:
    """Return two aspects: one to work on first, one whose corner is not settled."""
    return pd.DataFrame(
        {
            "aspect": ["Delivery on the promised day", "Clarity of the invoice"],
            "share": [0.7, 0.3],
            "low": [0.6, 0.2],
            "high": [0.8, 0.4],
            "against": [False, True],
            "place": ["1", "2"],
            "well": [0.5, 0.8],
            "well_low": [0.45, 0.6],
            "well_high": [0.55, 0.9],
            "n": [400, 120],
            "corner": ["work on first", "good enough, not settled"],
            "unsure": [False, True],
            "share_line": 0.5,
            "well_line": 0.65,
        }
    )


def panels() -> pd.DataFrame:
    retail, corporate = trend(), trend(value=0.7)
    return pd.concat([retail.assign(panel="Retail"), corporate.assign(panel="Corporate")])


def scores() -> pd.DataFrame:
    return pd.DataFrame(
        {"score": [1.0, 2.0], "label": ["1", "2"], "n": [30, 10], "share": [0.75, 0.25]}
    )


def groups() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "group": ["Retail", "Corporate", "Public sector"],
            "value": [0.87, 0.70, 0.95],
            "low": [0.84, 0.66, 0.20],
            "high": [0.90, 0.74, 0.99],
            "n": [512, 402, 6],
            "before": [0.80, NAN, NAN],
            "verdict": ["higher", "lower", "too few"],
            "better": ["better", "worse", "unclear"],
        }
    )


def causes() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cause": ["Waiting time", "Billing error"],
            "n": [90, 10],
            "share": [0.9, 0.1],
            "cumulative": [0.9, 1.0],
            "low": [72.4, 4.8],
            "high": [110.6, 18.4],
            "vital": [True, False],
        }
    )


def crossing() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": ["Waiting time", "Waiting time", "Billing error"],
            "column": ["Retail", "Corporate", "Retail"],
            "n": [84, 5, 2],
            "expected": [25.2, 36.0, 1.4],
            "verdict": ["more than expected", "fewer than expected", "too few"],
        }
    )


def contacts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": ["Billing desk", "Billing desk", "Hotline"],
            "column": ["Retail", "Corporate", "Retail"],
            "key": ["Billing desk | Retail", "Billing desk | Corporate", "Hotline | Retail"],
            "touches": [489, 118, 12],
            "value": [0.91, 0.61, 0.5],
            "low": [0.88, 0.55, 0.2],
            "high": [0.94, 0.67, 0.8],
            "n": [214, 160, 4],
            "verdict": ["better", "worse", "too few"],
        }
    )


def curve() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "days": [0.0, 2.0, 5.0],
            "open_share": [1.0, 0.6, 0.4],
            "low": [1.0, 0.5, 0.3],
            "high": [1.0, 0.7, 0.5],
            "group": "",
        }
    )


def ages() -> pd.DataFrame:
    return pd.DataFrame({"band": ["0 to 7 days", "8 to 14 days"], "n": [42, 9]})


def touched() -> pd.DataFrame:
    return pd.DataFrame({"name": ["Billing desk", "Hotline"], "touches": [489, 4012]})


def flows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source": ["Retail", "Retail", "Corporate"],
            "target": ["Hotline", "Retail", "Hotline"],
            "touches": [120, 30, 55],
        }
    )


VEGA: dict[str, Callable[[], Drawing]] = {
    "control": lambda: control_chart(trend(), events("New hotline"), targets(0.85), CSAT),
    "control_nps": lambda: control_chart(trend(value=0.1), events(), targets(), NPS),
    "control_baseline": lambda: control_chart(
        trend().assign(baseline=[True, True, False]), events(), targets(), CSAT
    ),
    "driver_bars": lambda: driver_bars(aspects()),
    "driver_map": lambda: driver_map(aspects()),
    "early": lambda: early_warning(sums(), CSAT),
    "multiples": lambda: small_multiples(panels(), CSAT),
    "distribution": lambda: score_distribution(scores(), "How was it?"),
    "comparison": lambda: comparison(groups(), CSAT),
    "shares": lambda: shares(customers()),
    "pareto": lambda: pareto(causes()),
    "heat": lambda: heat(crossing()),
    "matrix": lambda: touch_matrix(contacts(), CSAT, ("Process", "Segment")),
    "survival": lambda: time_to_resolution(curve()),
    "ageing": lambda: ageing(ages()),
    "touches": lambda: touches(touched()),
}

ECHARTS: dict[str, Callable[[], Drawing]] = {"flow": lambda: flow(flows(), "light")}

EVERY: dict[str, Callable[[], Drawing]] = VEGA | ECHARTS
