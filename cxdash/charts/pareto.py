"""Which few causes make most of the complaints, and how sure the order is."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import rows as lines
from cxdash.charts import theme, words
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    picked_opacity,
    said,
)
from cxdash.metrics.metric import shown

ROW: Final = 46
_LIFT: Final = 11
_DROP: Final = 9
"""Pixels from the middle of a row up to its words and down to its marks."""

MARK: Final = 0.8
"""Where the vital few end. Source: Juran, Quality Control Handbook (1951)."""

_WHO: Final = ("the first 80 %", "the rest")


def pareto(frame: pd.DataFrame) -> Drawing:
    """Draw the causes from most to least, with the cumulative share beside them.

    Bars and line share one scale: the whole width is all complaints, so a bar shows its share.
    A single cause is all of them: it has no order and no share to draw, so its count is drawn.

    Args:
        frame: `cause`, `n`, `share`, `cumulative` (0 to 1), `low`, `high` (of the count) and
            `vital`, most first; `place`, where given, is what a bar's order could as well be
            ("3rd to 5th"), empty where it is settled.

    Returns:
        A drawing that picks `cause`.
    """
    rows = _rows(frame)
    return Drawing(
        spec=(_lone_spec() if len(rows) == 1 else _spec()) | {"height": {"step": ROW}},
        datasets={"causes": rows},
        alt="Pareto chart of complaints by cause",
        picks="cause",
    )


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the causes with everything that is drawn of them; intervals are shares of all."""
    total = float(frame["n"].sum()) or 1.0
    causes, counts = frame["cause"].tolist(), frame["n"].tolist()
    shares, cumulative = frame["share"].fillna(0).tolist(), frame["cumulative"].tolist()
    return framed(
        text={
            "cause": causes,
            "who": [_WHO[0] if vital else _WHO[1] for vital in frame["vital"]],
            "count": [f"{n:,.0f}" for n in counts],
            "part": [f"{100 * share:.0f} %" for share in shares],
            "tip": _tips(frame),
        },
        numbers={
            "n": counts,
            "share": shares,
            "cumulative": cumulative,
            "low": [low / total for low in frame["low"].tolist()],
            "high": [high / total for high in frame["high"].tolist()],
            # The first name has no line above it to keep clear of.
            "clear": [
                after - 0.6 * share if number else 1.0
                for number, (after, share) in enumerate(zip(cumulative, shares, strict=True))
            ],
        },
    )


def _tips(causes: pd.DataFrame) -> list[str]:
    names = ("cause", "n", "low", "high", "share", "cumulative")
    places = causes["place"].tolist() if "place" in causes else [""] * len(causes)
    return [
        f"{cause}: "
        + words.sentence(
            words.counted(n, "complaints"),
            "" if pd.isna(low) else f"likely {low:,.0f} to {high:,.0f}",
            f"{shown(share, 'share')} of all",
            f"{shown(cumulative, 'share')} together with the causes above",
            f"order not settled: {place}" if place else "",
        )
        for cause, n, low, high, share, cumulative, place in zip(
            *(causes[name].tolist() for name in names), places, strict=True
        )
    ]


@kept
def _spec() -> Spec:
    axis = alt.Axis(
        labelExpr=theme.tick_text("share"),
        orient="bottom",
        values=[0, 0.2, 0.4, 0.6, MARK, 1],
        title="Share of all complaints",
    )
    legend = alt.Legend(orient="top", title=None, symbolType="square")
    share = _scale(axis, [0, 1])
    causes = lines.named_rows("causes", "cause")
    return built([*_bars(causes, share, legend), *_line(causes, share), *_margins(causes, "part")])


@kept
def _lone_spec() -> Spec:
    """Return the spec of one bar, with room for its interval: no line, no legend, no axis."""
    share = _scale(None, [0, expression("1.4 * highest")])
    causes = lines.named_rows("causes", "cause")
    return built(
        [*_bars(causes, share, None), *_margins(causes, "")],
        variables=first_row("causes", high="1") | {"highest": "max(1, high)"},
    )


def _scale(axis: alt.Axis | None, domain: list[Any]) -> Any:  # noqa: ANN401 - a channel maker
    def share(field: str) -> alt.X:
        scale = alt.Scale(domain=domain, nice=False)
        return alt.X(field, type="quantitative", axis=axis, scale=scale)

    return share


def _bars(causes: alt.Chart, share: Any, legend: alt.Legend | None) -> Layers:  # noqa: ANN401 - channel maker
    bars = causes.mark_bar(cornerRadiusEnd=2, height=16, yOffset=_DROP).encode(
        x=share("share"),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=_WHO, range=[theme.NORMAL, theme.QUIET]),
            legend=legend,
        ),
        opacity=picked_opacity(),
        **said(),
    )
    whiskers = causes.mark_rule(
        color=theme.TEXT, strokeWidth=1.5, aria=False, tooltip=None, yOffset=_DROP
    ).encode(x=share("low"), x2="high:Q")
    return [bars, whiskers]


def _line(causes: alt.Chart, share: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    """Return the cumulative line, and where it has to pass for the vital few."""
    quiet: dict[str, Any] = {"color": theme.RUN, "aria": False, "tooltip": None, "yOffset": _DROP}
    line = causes.mark_line(**quiet, strokeWidth=2, order=False).encode(x=share("cumulative"))
    dots = causes.mark_point(**quiet, filled=True, size=34, opacity=1).encode(x=share("cumulative"))
    rule = (
        causes.mark_rule(color=theme.TEXT, strokeDash=[4, 4], aria=False, tooltip=None)
        .encode(x=alt.value(expression(f"{MARK} * width")), y=alt.value(0))
        .encode(y2=alt.value(expression("height")))
    )
    return [rule, line, dots]


def _margins(causes: alt.Chart, part: str) -> Layers:
    """Return the names above the bars, and count and share at the right, clear of the line.

    Args:
        causes: What `named_rows` returned.
        part: The column with the share; empty to leave it out.
    """
    right: dict[str, Any] = {"align": "left", "dx": 12, "style": theme.NAME, "aria": False}
    edge = alt.value(expression("width"))
    counts = causes.mark_text(
        **right, dy=1 if part else 10, fontSize=theme.BODY, fontWeight="bold"
    ).encode(x=edge, text="count:N")
    parts = causes.mark_text(**right, dy=15, fontSize=theme.SMALL).encode(
        x=edge, text=alt.Text(part, type="nominal")
    )
    # A name ends where the line passes it on its way down from the cause above.
    names = lines.names(causes, "cause", lift=_LIFT, limit="datum.clear * width - 6")
    clicks = lines.clicks(causes, "causes", "cause")
    return [names, counts, parts, clicks] if part else [names, counts, clicks]
