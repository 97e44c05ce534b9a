"""Groups side by side, and how the answers spread over the scale."""

import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.enough import needed_by_groups
from cxdash.answers.group_places import places_of
from cxdash.answers.groups import groups_of, parts_of
from cxdash.answers.how_sentences import SCREENED, finding_how, interval_source
from cxdash.answers.order_sentences import HOW_ORDER
from cxdash.answers.sentences import groups_sentence
from cxdash.answers.tables import comparison_table
from cxdash.answers.words import NOT_JUDGED, a_or_an, how_many, percent
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of

_BARS = "Each bar is the 95 % interval of a group. "
_HOW_COMPARED = (
    f"{_BARS}A group is called better or worse only when its difference is beyond chance after "
    "correcting for the number of groups (Benjamini and Hochberg, 10 %)."
)


def comparison_panel(asked: Asked, split: str) -> Panel:
    """Return the groups of a split side by side."""
    groups = groups_of(asked.reader, asked.metric, asked.question, split)
    label = dimension_named(split).label
    filters = asked.question.filters
    is_about_people = split == EMPLOYEE or filters.is_about_people
    if groups.empty:
        few = f"Fewer than {FEWEST_CASES} cases each: too few to show for single people."
        none = f"No row names {a_or_an(label.lower())} in this period."
        return Panel(few if is_about_people else none)
    compare = None if is_about_people else asked.question.compare
    need = "" if is_about_people else needed_by_groups(asked, parts_of(groups))
    title = groups_sentence(asked.metric, groups, label, compare=compare)
    places = None if is_about_people else places_of(asked.metric, groups, label.lower())
    if places:
        groups, title = groups.assign(place=places.words), f"{title}; {places.told}"
    how = _BARS + NOT_JUDGED if is_about_people else _how_compared(asked, groups, title)
    return Panel(
        title,
        {"groups": groups},
        comparison_table(groups, asked.metric, label),
        "\n\n".join(filter(None, [how, HOW_ORDER if places else "", need])),
        {
            str(group): RowsAsked(
                *rows_of(asked.reader, asked.metric, filters.only(split, str(group)))
            )
            for group in groups["group"]
        },
    )


def _how_compared(asked: Asked, groups: pd.DataFrame, title: str) -> str:
    metric, total = asked.metric, float(groups["n"].fillna(0).sum())
    is_finding = groups["change"].notna().any()
    return finding_how(
        title if is_finding else "There is nothing yet to compare these groups with",
        f"{metric.label} = {metric.formula}. {_HOW_COMPARED}",
        behind=f"{how_many(total, metric.noun)} in {how_many(len(groups), 'groups')}; "
        "one that belongs to several counts in each.",
        sources="; ".join(filter(None, [interval_source(metric), SCREENED])) + ".",
    )


def distribution_panel(asked: Asked) -> Panel:
    """Return how many gave each score: a mean alone hides two camps."""
    if asked.question.filters.is_about_people:
        return Panel("How one person's answers spread is not shown: single answers are too plain.")
    table, filters = rows_of(asked.reader, asked.metric, asked.question.filters)
    found = add_up(asked.reader, Ask(table, ("answers",), filters, ("score",)))
    scores = pd.to_numeric(pd.Series(found["score"]), errors="coerce")
    counts = pd.DataFrame({"score": scores, "n": found["answers"]}).dropna()
    if counts.empty:
        return Panel("No answer carries a score in this period.")
    counts = counts.sort_values("score", ignore_index=True)
    frame = counts.assign(
        label=[f"{score:g}" for score in counts["score"]], share=counts["n"] / counts["n"].sum()
    )
    most = frame.nlargest(1, "n").iloc[0]
    title = (
        f"Most answers are {most['label']}: {percent(most['share'])} of {int(frame['n'].sum()):,}"
    )
    table_shown = frame[["label", "n", "share"]].rename(
        columns={"label": "Score", "n": "Answers", "share": "Share"}
    )
    rows = {
        str(label): RowsAsked(table, filters.only("score", str(label))) for label in frame["label"]
    }
    behind = f"{how_many(float(frame['n'].sum()), 'answers')}, {len(frame)} different scores."
    how = finding_how(title, "Answers counted by score; nothing is estimated.", behind=behind)
    return Panel(title, {"scores": frame}, table_shown, how, rows)
