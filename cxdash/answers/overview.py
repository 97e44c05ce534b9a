"""Which metrics changed for real?"""

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.findings import findings_of
from cxdash.answers.groups import earlier
from cxdash.answers.how_sentences import finding_how
from cxdash.answers.indicators import indicator_of, sparks_of, table_of
from cxdash.answers.sentences import HOW_JUDGED, compared_sentence, overview_sentence
from cxdash.answers.targets import targets_panel
from cxdash.answers.trend_how import sources_told
from cxdash.answers.words import NOT_JUDGED, how_many
from cxdash.metrics.choices import measurable
from cxdash.metrics.filters import Question
from cxdash.metrics.periods import compared_with
from cxdash.metrics.reader import Reader


def _days(reader: Reader, question: Question) -> str:
    """Return which days are compared with which; nothing where nothing carries a date."""
    period = question.filters.period or reader.span
    before = earlier(reader, compared_with(period, question.compare)) if period else None
    narrowed = bool(question.filters.where)
    return compared_sentence(period, before, question.compare, narrowed=narrowed)


def overview(reader: Reader, question: Question) -> Answer:
    """Answer which metrics changed for real, and what else did.

    Panels: `indicators`, frames `indicators` (see `table_of`) and `sparks` (see `sparks_of`); and
    `targets` (a table) where any is set.
    """
    changed = findings_of(reader, question)
    metrics = measurable(reader)
    found = [one for metric in metrics if (one := indicator_of(reader, metric, question))]
    version = reader.facts.version
    if not found:
        nothing = "Nothing is measured in this period and these filters."
        return Answer("overview", version, question, None, (nothing,))
    table = table_of(found, question)
    readable = table.drop(columns=["metric", "unit"]).rename(
        columns={
            "label": "Metric",
            "value": "Value",
            "low": "Likely from",
            "high": "Likely to",
            "n": "Behind it",
            "noun": "Of what",
            "before": "Compared with",
            "change": "Change",
            "change_low": "Change likely from",
            "change_high": "Change likely to",
            "variation": "Newest period",
            "verdict": "Change is",
            "sentence": "In words",
        }
    )
    title = NOT_JUDGED if question.filters.is_about_people else overview_sentence(table)
    how = (
        ""
        if question.filters.is_about_people
        else finding_how(
            title,
            HOW_JUDGED,
            behind=f"{how_many(len(table), 'metrics')}; the table has the n of each.",
            sources=sources_told("standard"),
        )
    )
    panel = Panel(title, {"indicators": table, "sparks": sparks_of(found)}, readable, how)
    told = tuple(filter(None, [title, _days(reader, question)]))
    aimed = targets_panel(reader, question)
    panels = {"indicators": panel} | ({"targets": aimed} if aimed else {})
    return Answer("overview", version, question, None, told, panels, changed)
