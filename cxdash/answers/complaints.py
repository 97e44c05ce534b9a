"""What causes the complaints, for whom, and how long do they take?"""

from dataclasses import replace

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.cause_sentences import linked_sentence
from cxdash.answers.causes import pareto_panel
from cxdash.answers.compared import compared_of, value_and_change
from cxdash.answers.enough import with_need
from cxdash.answers.heat import heat_panel
from cxdash.answers.rare import rare_panel
from cxdash.answers.resolution import ageing_panel, kept_sentence, resolution_panel
from cxdash.answers.sentences import (
    HOW_JUDGED,
    trend_sentence,
)
from cxdash.answers.series import Series, series_of
from cxdash.answers.trend import trend_panel
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Question
from cxdash.metrics.linked import linked
from cxdash.metrics.measure import exposure_of, open_parts, require_known
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.query import Ask
from cxdash.metrics.reader import Reader


def complaints(reader: Reader, question: Question) -> Answer:
    """Answer what causes the complaints.

    Panels: `pareto`, `rate` (where complaints are rare `time_between` or `cases_between`), `heat`
    (cause x segment), `resolution` and `ageing`.
    """
    cause = question.split or "cause"
    if cause == EMPLOYEE:
        raise QuestionError(
            "Complaints are not ranked by employee.",
            next_step="Split them by cause, process or team; touchpoints lists people by code.",
        )
    require_known(
        metric_named("complaints"), (cause, *(name for name, _ in question.filters.where))
    )
    table = open_parts(
        reader,
        Ask("complaints", ("complaints", "cost_total", "open_n"), question.filters, (cause,)),
    )
    version = reader.facts.version
    if table.empty:
        nothing = (
            f"Fewer than {FEWEST_CASES} complaints of one kind: too few to show for one person."
            if question.filters.is_about_people
            else "No complaint lies in this period and these filters."
        )
        return Answer("complaints", version, question, None, (nothing,))
    counted = metric_named("complaints")
    rate = metric_named("complaint_rate")
    metric = rate if exposure_of(reader, rate) else counted
    asked = asked_of(reader, replace(question, metric=metric.name, split=None))
    frequent = table.sort_values("complaints", ascending=False, kind="stable")
    leading = [str(name) for name in frequent[cause]]
    found = compared_of(asked)
    series = series_of(asked.reader, asked.metric, asked.course(asked.question.filters))
    rare = rare_panel(asked, series)
    if rare is None:
        rare = ("rate", with_need(_rate_panel(asked, series), asked, found), "")
    over_time, drawn, why = rare
    panels = {
        "pareto": pareto_panel(asked, cause, table),
        over_time: drawn,
        "heat": heat_panel(asked, "cause" if cause == "segment" else cause),
        "resolution": resolution_panel(asked, cause, leading),
        "ageing": ageing_panel(asked),
    }
    apart = linked_sentence(linked(reader, rate)) if metric is rate else ""
    sentences = (
        panels["pareto"].title + ".",
        drawn.title,
        why,
        *value_and_change(asked, found),
        kept_sentence(asked),
        apart,
    )
    return Answer("complaints", version, question, metric, tuple(filter(None, sentences)), panels)


def _rate_panel(asked: Asked, series: Series | None) -> Panel:
    title = trend_sentence(asked.metric, series) if series else "No complaint carries a date."
    panel = trend_panel(asked, series, title)
    exposure = exposure_of(asked.reader, metric_named("complaint_rate"))
    against = (
        f"Counted against recorded {exposure.noun}."
        if exposure
        else "No touches, orders or volumes are loaded, so a busy month looks like a bad month."
    )
    return replace(panel, how=f"{asked.metric.formula.capitalize()}. {against} {HOW_JUDGED}")
