"""What changed for real: every metric by every split, corrected for the number of looks."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.special import ndtr

from cxdash.answers.answer import Finding
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.groups import SCREEN_RATE, is_sure
from cxdash.answers.histories import Histories, changes_of, histories_of
from cxdash.answers.judge import Verdict, verdict_of
from cxdash.answers.newest import newest_of
from cxdash.answers.sentences import finding_sentence, signal_sentence
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.choices import measurable
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import exposure_of, is_known, with_exposure
from cxdash.metrics.metric import Metric
from cxdash.metrics.reader import Reader
from cxdash.stats import Difference, benjamini_hochberg

MOST_FINDINGS = 12
"""What can be read before a meeting; the pages show the rest."""

MOST_GROUPS = 12
"""Groups of a split that are watched over time: those with the most rows."""

FEWEST_EVENTS = 5
"""Complaints a newest period needs before it is called a signal: fewer are single stories."""

WATCHED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("csat", ("segment", "region", "process", "channel", "product", "site")),
    ("nps", ("segment", "region")),
    ("ces", ("segment", "channel")),
    ("exceeded", ("segment", "channel")),
    ("kept_promises", ("segment", "region", "site", "team")),
    ("complaint_rate", ("segment", "cause", "subcause", "product")),
    ("complaints", ("cause", "subcause", "segment")),
    ("resolved_in_time", ("cause", "team")),
)
"""What is looked at, and by what. People are never among it; nor is the channel of a complaint,
which is where it was voiced, not where it arose."""

MOST_ALIKE = 3
"""Findings of one metric and one kind of look: a large effect must not fill the page alone."""

MOST_ABOUT_ONE = 2
"""Findings about one group: what happened to it shows in every metric it is measured by."""


@dataclass(frozen=True)
class _Seen:
    """What was looked at: a "change" against what it is compared with, or a "signal" now."""

    kind: str
    metric: Metric
    split: str
    group: str


@dataclass(frozen=True)
class _Look:
    seen: _Seen
    difference: Difference
    weight: float
    better: bool | None
    sentence: Callable[[], str]


def findings_of(reader: Reader, question: Question) -> tuple[Finding, ...]:
    """Return what changed beyond chance, the weightiest first.

    Two looks at each group: the period against what it is compared with, and the newest complete
    period against its own history. All looks share one correction (Benjamini and Hochberg).
    Where single people are asked for nothing is looked at: people are not judged.
    """
    if question.filters.is_about_people:
        return ()
    known = {metric.name for metric in measurable(reader)}
    watched = [(name, splits) for name, splits in WATCHED if name in known]
    looks = [look for name, splits in watched for look in _looks_at(reader, question, name, splits)]
    adjusted = benjamini_hochberg(
        np.array([look.difference.p_value for look in looks], dtype="float64")
    )
    sure = [
        pair
        for pair in zip(looks, adjusted, strict=True)
        if is_sure(pair[0].difference, pair[1], SCREEN_RATE)
    ]
    return _most_telling([(look, float(p)) for look, p in sure])


def _most_telling(sure: list[tuple[_Look, float]]) -> tuple[Finding, ...]:
    """Return the weightiest findings, few of them alike."""
    alike: Counter[tuple[str, str]] = Counter()
    about: Counter[tuple[str, str]] = Counter()
    found: list[Finding] = []
    for look, p in sorted(sure, key=lambda pair: -pair[0].weight):
        kind, group = (look.seen.kind, look.seen.metric.name), (look.seen.split, look.seen.group)
        if alike[kind] < MOST_ALIKE and about[group] < MOST_ABOUT_ONE:
            alike[kind] += 1
            about[group] += 1
            found.append(_finding(look, p))
    return tuple(found[:MOST_FINDINGS])


def _looks_at(
    reader: Reader, question: Question, name: str, splits: tuple[str, ...]
) -> Iterator[_Look]:
    metric = with_exposure(reader, metric_named(name))
    if not is_known(metric, (name for name, _ in question.filters.where)):
        return
    has_exposure = exposure_of(reader, metric_named("complaint_rate")) is not None
    if name == ("complaints" if has_exposure else "complaint_rate"):
        # One of the two watches complaints: the rate where something is known to divide by.
        return
    filled = _filled(reader, metric.table)
    for split in splits:
        if split not in filled or len(question.filters.values(split)) == 1:
            # Split by the one group that is left, everything is the whole again.
            continue
        asked = asked_of(reader, replace(question, metric=name, split=split))
        found = histories_of(asked, split)
        if found is not None:
            yield from _changes(asked, split, found)
            yield from _signals(metric, split, found)


def _filled(reader: Reader, table: str) -> set[str]:
    """Return the columns that any row of a table, or any contact, names: no other can split it."""
    asked = (
        "select column_name from coverage where filled > 0 and table_name in ($table, 'contacts')"
    )
    found = reader.once(("filled", table), lambda: reader.facts.rows(asked, {"table": table}))
    return {str(name) for (name,) in found}


def _changes(asked: Asked, split: str, found: Histories) -> Iterator[_Look]:
    """Yield each group's period against what it is compared with."""
    metric, compare = asked.metric, asked.question.compare
    named = [one for one in changes_of(asked, split, found) if one.group != NOT_RECORDED]
    if len(named) < 2:  # noqa: PLR2004 - one group is the whole
        return
    for group, difference, n in named:
        if difference is not None:
            sentence = partial(finding_sentence, metric, group, difference, n, compare)
            yield _look(_Seen("change", metric, split, group), difference, n, sentence)


def _signals(metric: Metric, split: str, found: Histories) -> Iterator[_Look]:
    """Yield the newest complete period of each group that is judged by limits of its own."""
    watched = [one for one in found.groups if one.group != NOT_RECORDED][:MOST_GROUPS]
    for history, newest in zip(watched, newest_of(found, watched, split), strict=True):
        if newest is None:
            continue
        single = metric.unit in {"count", "per_1000"} and newest.total < FEWEST_EVENTS
        if not newest.sigma > 0 or single:
            continue
        change = newest.value - newest.center
        p_value = 2 * float(ndtr(-abs(change) / newest.sigma))
        # Holds no change at all unless the point lies outside its limits, however they are drawn.
        above, below = newest.upper - newest.center, newest.center - newest.lower
        difference = Difference(change, change - above, change + below, p_value)
        seen = _Seen("signal", metric, split, history.group)
        sentence = partial(signal_sentence, metric, history.group, newest)
        yield _look(seen, difference, newest.n, sentence)


def _look(seen: _Seen, difference: Difference, n: float, sentence: Callable[[], str]) -> _Look:
    verdict: Verdict = verdict_of(seen.metric, difference, sure=True)
    better = {"better": True, "worse": False}.get(verdict)
    # A count already says how many it touches.
    touched = 1.0 if seen.metric.unit == "count" else n / _full_scale(seen.metric)
    weight = abs(difference.estimate) * touched
    return _Look(seen, difference, weight, better, sentence)


def _full_scale(metric: Metric) -> float:
    """Return how far a metric can move at most: what turns changes into customers affected."""
    return {"points": 200.0, "score": 4.0, "per_1000": 1000.0}.get(metric.unit, 1.0)


def _finding(look: _Look, p_adjusted: float) -> Finding:
    seen = look.seen
    page = "complaints" if seen.metric.table == "complaints" else "satisfaction"
    link = {dimension_named(seen.split).key: seen.group}
    if page == "satisfaction":
        link["m"] = seen.metric.name
    return Finding(look.sentence(), look.better, page, link, look.weight, p_adjusted)
