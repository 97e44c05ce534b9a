"""Is satisfaction really changing, and for whom?"""

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.compared import Compared, compared_of, value_and_change
from cxdash.answers.enough import with_need
from cxdash.answers.levels import levels_panel
from cxdash.answers.mix import mix_panel
from cxdash.answers.multiples import multiples_panel
from cxdash.answers.sentences import (
    earlier_sentence,
    instrument_sentence,
    no_trend_sentence,
    result_sentence,
    trend_sentence,
)
from cxdash.answers.series import Series, series_of
from cxdash.answers.sides import comparison_panel, distribution_panel
from cxdash.answers.tables import points_table
from cxdash.answers.trend_how import trend_how
from cxdash.answers.trend_sentences import (
    frozen_sentence,
    neighbours_sentence,
    rules_sentence,
    season_sentence,
    shift_as_season_sentence,
)
from cxdash.metrics.choices import default_split
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import measure
from cxdash.metrics.periods import Period, next_start
from cxdash.metrics.reader import Reader
from cxdash.metrics.reported import is_weighted, reported
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import instruments, rows_of


def trend(reader: Reader, question: Question) -> Answer:
    """Answer whether a metric is really changing, for all and for each group of a split.

    Panels: `trend`, `levels` (where a new one may have begun), `comparison`, `mix` (where a change
    can be taken apart), `distribution` (survey metrics) and, with a split, `multiples`.
    """
    asked = asked_of(reader, question)
    series = series_of(reader, asked.metric, asked.course(question.filters))
    measured = _as_measured(asked, series)
    hidden = shift_as_season_sentence(measured) if series and series.is_without_season else ""
    found = compared_of(asked)
    sentences = tuple(filter(None, [*_sentences(asked, series, found), hidden]))
    panels = {"trend": with_need(trend_panel(asked, series, sentences[0]), asked, found)}
    levels = levels_panel(asked, measured)
    if levels is not None:
        panels["levels"] = levels
    if question.split:
        panels["multiples"] = multiples_panel(asked, question.split)
    split = question.split or default_split(reader, asked.metric)
    panels["comparison"] = comparison_panel(asked, split)
    mixed = mix_panel(asked)
    if mixed is not None:
        panels["mix"] = mixed
    if asked.instrument:
        panels["distribution"] = distribution_panel(asked)
    return Answer("trend", reader.facts.version, question, asked.metric, sentences, panels)


def _as_measured(asked: Asked, series: Series | None) -> Series | None:
    """Return the series with its season in, which is where a shift of level shows."""
    if series is None or not series.is_without_season:
        return series
    course = asked.course(asked.question.filters)
    judging = replace(course.judging, without_season=False)
    return series_of(asked.reader, asked.metric, replace(course, judging=judging))


def _sentences(asked: Asked, series: Series | None, found: Compared) -> tuple[str, ...]:
    value, change = value_and_change(asked, found)
    if series is None:
        counted = measure(asked.reader, asked.metric, filters=asked.question.filters)
        n = float(counted["n"].fillna(0).sum())
        told = [no_trend_sentence(asked.metric, n), value if n else ""]
    else:
        earlier = earlier_sentence(series, asked.question.filters.period)
        told = [trend_sentence(asked.metric, series), value, change, earlier]
        told += [neighbours_sentence(series), season_sentence(series), rules_sentence(series)]
        told += [frozen_sentence(series)]
    return tuple(filter(None, [*told, _spoken_of(asked)]))


def _spoken_of(asked: Asked) -> str:
    """Return which question or result the metric speaks of, or an empty text."""
    reader, metric, filters = asked.reader, asked.metric, asked.question.filters
    if asked.instrument:
        return instrument_sentence(asked.instrument, len(instruments(reader, metric, filters)) - 1)
    kinds = reported(reader, metric, filters) if metric.table == "scores" else []
    if not kinds:
        return ""
    return result_sentence(kinds[0], len(kinds) - 1, weighted=is_weighted(metric))


def trend_panel(asked: Asked, series: Series | None, title: str) -> Panel:
    """Return the control chart of a series, with events, targets and the rows behind each point."""
    if series is None:
        return Panel(title)
    points = series.points
    if series.frozen is not None and series.frozen.holds:
        points = points.assign(baseline=series.frozen.inside(len(points)))
    first = points["start"].iloc[0].date()
    events = [event for event in asked.reader.events if event.on_date >= first]
    frames = {
        "points": points,
        "events": pd.DataFrame(
            {
                "on": pd.to_datetime([event.on_date for event in events]),
                "label": [event.label for event in events],
                "note": [event.note for event in events],
            }
        ),
        "targets": pd.DataFrame(
            {
                "value": [target.value for target in asked.targets],
                "label": [f"Target {target.segment or ''}".strip() for target in asked.targets],
            }
        ),
    }
    how = trend_how(asked.metric, series)
    return Panel(
        title, frames, points_table(points, asked.metric), how, _rows_by_period(asked, series)
    )


def _rows_by_period(asked: Asked, series: Series) -> dict[str, RowsAsked]:
    """Return the rows behind each point."""
    table, filters = rows_of(asked.reader, asked.metric, asked.question.filters)
    found: dict[str, RowsAsked] = {}
    for key, start in zip(series.points["key"], series.points["start"], strict=True):
        first = start.date()
        last = next_start(first, asked.grain) - timedelta(days=1)
        found[str(key)] = RowsAsked(table, filters.within(Period(first, last)))
    return found
