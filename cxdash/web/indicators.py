"""The indicator table of the overview: a real table, readable aloud, on a phone and in the dark."""

from html import escape
from typing import Any, Final, cast

import pandas as pd
import streamlit as st

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.words import how_many
from cxdash.charts.sparkline import sparkline
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.metric import Unit, shown
from cxdash.web import cache, links

_NEWEST: Final = {
    "signal": '<span class="signal">▲ signal</span>',
    "usual": '<span class="usual">● usual</span>',
    "too few": '<span class="few">○ too few</span>',
    "none": "",
}
_HEADS: Final = ("Metric", "Value", "History", "Newest period", "Change")

_STYLES: Final = """
<style>
.cx { container-type: inline-size; }
.cx table { width: 100%; border-collapse: collapse; font-size: 0.94rem; line-height: 1.35; }
.cx caption { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.cx th, .cx td { text-align: left; vertical-align: top; padding: 0.75rem 1.1rem 0.75rem 0;
  border: 0; border-bottom: 1px solid var(--cx-line); }
.cx thead th { font-size: 0.82rem; font-weight: 500; color: var(--cx-soft);
  padding: 0.3rem 1.1rem 0.3rem 0; white-space: nowrap; }
.cx tbody th { font-weight: 400; width: 99%; }
.cx a { color: inherit; font-weight: 650; font-size: 1rem; text-decoration: none; }
.cx a:hover, .cx a:focus { text-decoration: underline; }
.cx .value { font-size: 1.25rem; font-weight: 650; line-height: 1.2; white-space: nowrap; }
.cx .small { font-size: 0.82rem; color: var(--cx-soft); display: block; white-space: nowrap; }
.cx .words { font-size: 0.85rem; color: var(--cx-soft); display: block; margin-top: 0.15rem; }
.cx .signal { color: var(--cx-signal); font-weight: 600; white-space: nowrap; }
.cx .usual, .cx .few { color: var(--cx-soft); white-space: nowrap; }
.cx .better { color: var(--cx-better); font-weight: 600; }
.cx .worse { color: var(--cx-worse); font-weight: 600; }
.cx .change { white-space: nowrap; }
.cx img { display: block; max-width: none; }
@container (max-width: 720px) {
  .cx thead { display: none; }
  .cx table, .cx tbody { display: block; }
  .cx tr { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem 1rem; padding: 0.9rem 0;
    border-bottom: 1px solid var(--cx-line); }
  .cx th, .cx td { border: 0; padding: 0; }
  .cx tbody th { grid-column: 1 / -1; width: auto; }
  .cx td::before { content: attr(data-label); display: block; font-size: 0.78rem;
    color: var(--cx-soft); }
  .cx td.none { display: none; }
}
</style>
"""


def table(answer: Answer) -> None:
    """Draw the indicators of the overview.

    Args:
        answer: An overview with its panel `indicators`.
    """
    lines = cache.kept_with(answer, "lines", lambda: _lines(answer.panels["indicators"]))
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    body = "".join(_row(line, history) for line, history in lines)
    st.html(
        f'{_STYLES}<div class="cx"><table><caption>Every metric with its value, history and '
        f"change</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _lines(panel: Panel) -> list[tuple[dict[str, Any], str]]:
    """Return each indicator with the picture of its history."""
    lines = cast("list[dict[str, Any]]", panel.frames["indicators"].to_dict("records"))
    sparks = panel.frames["sparks"]
    columns = {str(name): sparks[name].to_numpy() for name in sparks.columns}
    return [(line, _history(columns, line)) for line in lines]


def _history(sparks: dict[str, Any], line: dict[str, Any]) -> str:
    if not sparks:
        return ""
    own = sparks["metric"] == line["metric"]
    return sparkline({name: column[own] for name, column in sparks.items()}, str(line["label"]))


def _row(line: dict[str, Any], history: str) -> str:
    words = f'<span class="words">{escape(line["sentence"])}</span>'
    return (
        f'<tr><th scope="row">{_name(line)}{words}</th>'
        f"{_cell('Value', _value(line))}{_cell('History', history)}"
        f"{_cell('Newest period', _NEWEST[line['variation']])}{_cell('Change', _change(line))}</tr>"
    )


def _cell(label: str, content: str) -> str:
    """Return a cell; on a phone its label stands above, and one without content goes."""
    return f'<td data-label="{label}">{content}</td>' if content else '<td class="none"></td>'


def _name(line: dict[str, Any]) -> str:
    metric = metric_named(line["metric"])
    page = {"complaints": "complaints", "contacts": "touchpoints"}.get(metric.table, "satisfaction")
    view = {links.METRIC: metric.name} if page == "satisfaction" else {}
    address = f"{page}?{links.carried(**view)}".rstrip("?")
    meaning = escape(metric.meaning, quote=True)
    return (
        f'<a href="{escape(address, quote=True)}" target="_self" title="{meaning}">'
        f"{escape(metric.label)}</a>"
    )


def _value(line: dict[str, Any]) -> str:
    unit: Unit = line["unit"]
    behind = "" if unit == "count" else how_many(line["n"], line["noun"])
    if unit == "per_1000":
        behind = f"per 1,000; {behind}"
    return (
        f'<span class="value">{shown(line["value"], unit)}</span>'
        f'<span class="small">{_range(line["low"], line["high"], unit)}</span>'
        f'<span class="small">{escape(behind)}</span>'
    )


def _change(line: dict[str, Any]) -> str:
    verdict: str = line["verdict"]
    if pd.isna(line["change"]):
        return '<span class="few">○ too few</span>' if verdict == "too few" else ""
    unit: Unit = line["unit"]
    if verdict == "no clear difference":
        told = '<span class="usual">● no clear difference</span>'
    else:
        arrow = "▲" if line["change"] > 0 else "▼"
        size = shown(line["change"], unit, signed=True)
        told = f'<span class="change {escape(verdict)}">{arrow} {size} {escape(verdict)}</span>'
    spread = _range(line["change_low"], line["change_high"], unit, signed=True)
    return f'{told}<span class="small">{spread}</span>'


def _range(low: float, high: float, unit: Unit, *, signed: bool = False) -> str:
    if pd.isna(low) or pd.isna(high):
        return ""
    start = shown(low, unit, signed=signed)
    for ending in (" %", " points", " days"):
        start = start.removesuffix(ending)
    return f"likely {start} to {shown(high, unit, signed=signed)}"
