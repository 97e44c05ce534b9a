"""Which processes and people touch each customer segment, and do they raise its experience?"""

from dataclasses import replace

import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.how_sentences import finding_how
from cxdash.answers.matrix import matrix_panel
from cxdash.answers.touch_sentences import people_sentence, touches_sentence
from cxdash.answers.words import how_many, percent
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.choices import measurable
from cxdash.metrics.customers import customers_touched
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import measure, open_parts, require_known
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES, SUPPRESSED
from cxdash.metrics.query import Ask
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked

MOST_BARS = 15
"""Bars that can still be read; the table beside them holds them all."""

MOST_FLOWS = 12
"""Processes drawn in the flow of touches."""

OTHER_PROCESSES = "Other processes"

ROW_CHOICES = ("process", "team", "channel", EMPLOYEE)
COLUMN_CHOICES = ("segment", "region", "customer_kind")
SCORE_CHOICES = (
    "csat",
    "mean_score",
    "nps",
    "ces",
    "exceeded",
    "fell_short",
    "kept_promises",
    "resolved_in_time",
)

_TOUCHES = metric_named("touches")


def touchpoints(reader: Reader, question: Question) -> Answer:
    """Answer who touches whom, and how it went.

    The split chooses the rows of the map (process, team, channel or employee). Panels: `matrix`,
    `flow`, `touches` (most to least) and `people` (by code).
    """
    rows = question.split or first_with_values(reader, ROW_CHOICES[:3]) or "process"
    require_known(_TOUCHES, (rows, *(name for name, _ in question.filters.where)))
    others = tuple(name for name in COLUMN_CHOICES if name != rows)
    columns = first_with_values(reader, others) or others[0]
    metric = score_metric(reader, question.metric)
    # Nothing here runs over time, so no time step need be found to suit the data.
    asked = asked_of(reader, replace(question, metric=metric, split=rows, grain="month"))
    cells = _open_touches(reader, question, (rows, columns))
    total, recorded = _counted(reader, question)
    version = reader.facts.version
    if cells.empty or total == 0:
        nothing = (
            f"Fewer than {FEWEST_CASES} touches: too few to show for one person."
            if question.filters.is_about_people
            else "No touch lies in this period and these filters."
        )
        return Answer("touchpoints", version, question, asked.metric, (nothing,))
    panels = {
        "matrix": matrix_panel(asked, cells, rows, columns),
        "flow": _flow_panel(reader, question, cells if rows == "process" else None, columns),
        "touches": _touches_panel(asked, "team" if rows == EMPLOYEE else rows, total),
        "people": _people_panel(asked),
    }
    touched = customers_touched(reader, question.filters)
    sentences = (panels["matrix"].title + ".", touches_sentence(total, recorded, touched))
    return Answer("touchpoints", version, question, asked.metric, sentences, panels)


def _counted(reader: Reader, question: Question) -> tuple[int, int]:
    """Return how many touches there are, and how many of them a file of touches holds.

    Both 0 where that says too much about a person; and of one person both are the same, for the
    few that are implied would be single cases.
    """
    ask = Ask("contacts", ("touches", "recorded"), question.filters)
    found = open_parts(reader, ask)
    if found.empty:
        return 0, 0
    total, recorded = (int(found[name].iloc[0]) for name in ask.parts)
    return total, total if question.filters.is_about_people else recorded


def score_metric(reader: Reader, wanted: str) -> str:
    """Return the score that tells how touches went: the one wanted, or the first there is."""
    known = [metric.name for metric in measurable(reader)]
    fitting = [name for name in (wanted, *SCORE_CHOICES) if name in SCORE_CHOICES]
    return next((name for name in fitting if name in known), fitting[0])


def first_with_values(reader: Reader, names: tuple[str, ...]) -> str | None:
    """Return the first of these dimensions that any touch names."""
    counts = ", ".join(f'count("{name}")' for name in names)
    sql = f"select {counts} from contacts"
    found = reader.once(sql, lambda: reader.facts.rows(sql))[0]
    return next((name for name, filled in zip(names, found, strict=True) if filled), None)


def _open_touches(reader: Reader, question: Question, by: tuple[str, ...]) -> pd.DataFrame:
    """Return the touches of each group, without what says too much about a person."""
    found = measure(reader, _TOUCHES, filters=question.filters, by=by)
    if SUPPRESSED not in found:
        return found
    return found[~found[SUPPRESSED]].drop(columns=SUPPRESSED).reset_index(drop=True)


def _flow_panel(
    reader: Reader, question: Question, cells: pd.DataFrame | None, columns: str
) -> Panel:
    """Return how touches flow from segments to processes."""
    if cells is None:
        cells = _open_touches(reader, question, ("process", columns))
    named = cells[cells["process"] != NOT_RECORDED]
    if named.empty:
        return Panel("No touch names a process, so there is no flow to draw.")
    busiest = named.groupby("process")["total"].sum().nlargest(MOST_FLOWS).index
    rest = ~named["process"].isin(busiest)
    streams = (
        named.assign(
            source=named[columns].astype(str),
            target=named["process"].astype(str).mask(rest, OTHER_PROCESSES),
        )
        .groupby(["source", "target"])["total"]
        .sum()
        .sort_values(ascending=False)
    )
    flow = pd.DataFrame({"touches": streams}).reset_index()
    label = dimension_named(columns).label
    top = flow.iloc[0]
    title = (
        f"The widest stream: {top['target']} touches {top['source']} {int(top['touches']):,} times"
    )
    return Panel(
        title,
        {"flow": flow},
        flow.rename(columns={"source": label, "target": "Process", "touches": "Touches"}),
        finding_how(
            title,
            "Each stream is as wide as its number of touches. Counted; nothing is estimated.",
            behind=f"{how_many(float(flow['touches'].sum()), 'touches')} that name a process.",
        ),
        _rows_of_flow(question.filters, flow, columns),
    )


def _rows_of_flow(filters: Filters, flow: pd.DataFrame, columns: str) -> dict[str, RowsAsked]:
    """Return the rows behind each stream ("source | target") and each of its two ends."""
    found: dict[str, RowsAsked] = {}
    for source, target in zip(flow["source"], flow["target"], strict=True):
        at_source = filters.only(columns, str(source))
        found[f"{source} | "] = RowsAsked("contacts", at_source)
        if target != OTHER_PROCESSES:
            found[f" | {target}"] = RowsAsked("contacts", filters.only("process", str(target)))
            stream = at_source.only("process", str(target))
            found[f"{source} | {target}"] = RowsAsked("contacts", stream)
    return found


def _touches_panel(asked: Asked, split: str, total: int) -> Panel:
    """Return who touches these customers, most to least."""
    label = dimension_named(split).label
    found = _open_touches(asked.reader, asked.question, (split,))
    if found.empty:
        return Panel(f"No {label.lower()} has {FEWEST_CASES} touches or more in this view.")
    ranked = found.sort_values("total", ascending=False, ignore_index=True)
    frame = pd.DataFrame({"group": ranked[split], "touches": ranked["total"].astype("int64")})
    share = frame["touches"] / total
    table = frame.assign(share=share).rename(
        columns={"group": label, "touches": "Touches", "share": "Share"}
    )
    most = percent(share.iloc[0])
    title = f"{frame['group'].iloc[0]} touches these customers most: {most} of touches"
    filters = asked.question.filters
    rows = {
        str(name): RowsAsked("contacts", filters.only(split, str(name))) for name in frame["group"]
    }
    how = finding_how(
        title,
        "Touches counted, as a share of all touches; nothing is estimated.",
        behind=f"{how_many(total, 'touches')}.",
    )
    return Panel(title, {"bars": frame.head(MOST_BARS)}, table, how, rows)


def _people_panel(asked: Asked) -> Panel:
    """Return which people touch these customers: by code, never in an order of merit."""
    found = measure(asked.reader, _TOUCHES, filters=asked.question.filters, by=(EMPLOYEE,))
    named = found[found[EMPLOYEE] != NOT_RECORDED]
    if named.empty:
        return Panel("No touch names an employee.")
    shown = named[~named[SUPPRESSED]].sort_values(EMPLOYEE, ignore_index=True)
    hidden = len(named) - len(shown)
    table = pd.DataFrame({"Employee": shown[EMPLOYEE], "Touches": shown["total"].astype("int64")})
    title = people_sentence(len(named), hidden)
    how = finding_how(
        title,
        "Touches counted by code, in the order of the codes: this is no ranking. Nobody with "
        f"fewer than {FEWEST_CASES} cases in this view is shown.",
        behind=f"{how_many(float(table['Touches'].sum()), 'touches')} of those who are shown.",
    )
    return Panel(title, {"people": table}, table, how)
