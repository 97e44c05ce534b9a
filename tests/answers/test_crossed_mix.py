"""Is a change over two dimensions split as by hand, and found where no single one shows it?"""

from dataclasses import replace
from datetime import date

import pytest

from cxdash.answers.mix_crossed_sentences import Crossed, Found, Looked, looked_sentence
from cxdash.answers.open import answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period, resolve
from cxdash.metrics.reader import Reader, reader_of
from cxdash.stats import CrossedMix, CrossedMixIntervals, Interval
from cxdash.store.workspace import Workspace

BEFORE = Period(date(2025, 10, 1), date(2026, 3, 31))
"""The six months before the newest six of the sample company, which begin in April 2026."""


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.fixture(scope="module")
def half_year(reader: Reader) -> Period:
    return resolve("6m", reader.span)


@pytest.fixture(scope="module")
def question(half_year: Period) -> Question:
    return Question(Filters(half_year))


def cells(reader: Reader, period: Period) -> dict[tuple[str, str], tuple[int, int]]:
    """Return answers and satisfied answers of each channel and segment, by a query of our own."""
    rows = reader.facts.rows(
        """
        select channel, segment, count(*), sum(satisfied::int) from responses
        where satisfied is not null and occurred_on between $first and $last and instrument = (
            select instrument from instruments where metric_kind in ('csat', 'rating')
            order by n desc limit 1)
        group by all
        """,
        {"first": period.first, "last": period.last},
    )
    return {(str(row[0]), str(row[1])): (int(row[2]), int(row[3])) for row in rows}


def test_mix_and_within_of_crossed_cells_are_those_of_a_query(
    reader: Reader, question: Question, half_year: Period
) -> None:
    now, then = cells(reader, half_year), cells(reader, BEFORE)
    n_now, n_then = (sum(n for n, _ in side.values()) for side in (now, then))
    within = sum(
        (now[key][1] / now[key][0] - then[key][1] / then[key][0])
        * (now[key][0] / n_now + then[key][0] / n_then)
        / 2
        for key in now.keys() & then.keys()
    )
    change = sum(h for _, h in now.values()) / n_now - sum(h for _, h in then.values()) / n_then

    chosen = replace(question, mixed_by=("channel", "segment"))
    found = answer_from("mix", reader, chosen).panels["crossed"]

    assert now.keys() == then.keys()
    assert found.table["From within"].sum() == pytest.approx(within)
    assert found.table["From the mix"].sum() == pytest.approx(change - within)
    assert f"({n_then:,} answers before, {n_now:,} answers now)" in found.title
    assert found.title.startswith("Of −3.9 points against the period before, −4.3 (likely ")


def test_the_same_mix_of_channels_leaves_no_clear_change(
    reader: Reader, question: Question, half_year: Period
) -> None:
    now, then = cells(reader, half_year), cells(reader, BEFORE)
    channels = {channel for channel, _ in now}

    def by_channel(side: dict[tuple[str, str], tuple[int, int]], channel: str) -> tuple[int, int]:
        own = [both for (name, _), both in side.items() if name == channel]
        return sum(n for n, _ in own), sum(hits for _, hits in own)

    size_now, size_then = (sum(n for n, _ in side.values()) for side in (now, then))
    within = 0.0
    for channel in channels:
        (n_now, hits_now), (n_then, hits_then) = (by_channel(side, channel) for side in (now, then))
        halfway = (n_now / size_now + n_then / size_then) / 2
        within += halfway * (hits_now / n_now - hits_then / n_then)
    counted = sum(hits for _, hits in now.values()) / size_now

    chosen = replace(question, mixed_by=("channel", "segment"))
    found = answer_from("mix", reader, chosen).panels["standard"]
    whole = found.table.iloc[0]

    assert whole["Segment"] == "All together"
    assert whole["As counted"] == pytest.approx(counted)
    assert whole["Difference, same mix"] == pytest.approx(within)
    assert whole["Verdict"] == "no clear difference"
    assert "On the same mix of channels, the change against the period before is +0.4 points" in (
        found.title
    )


def test_a_rate_is_split_by_what_it_is_counted_against(reader: Reader, question: Question) -> None:
    found = answer_from("mix", reader, replace(question, metric="complaint_rate"))

    table, title = found.panels["crossed"].table, found.panels["crossed"].title
    change = table["From the mix"].sum() + table["From within"].sum()
    assert title.startswith(f"Of +{change:.1f} per 1,000 touches against the period before, −")
    assert "15,553 touches before, 15,387 touches now" in title


def test_people_are_put_on_no_mix(reader: Reader, question: Question) -> None:
    person = Filters(question.filters.period).only("employee", "E-01")

    found = answer_from("mix", reader, replace(question, filters=person))

    assert all(panel.is_empty for panel in found.panels.values())


@pytest.mark.parametrize(
    ("chosen", "words"),
    [(("process", "channel"), "does not change by process"), (("site", "site"), "with itself")],
)
def test_what_cannot_be_crossed_is_refused(
    reader: Reader, question: Question, chosen: tuple[str, str], words: str
) -> None:
    with pytest.raises(QuestionError, match=words):
        answer_from("mix", reader, replace(question, mixed_by=chosen))


@pytest.mark.parametrize(
    ("single", "pair", "words"),
    [
        (
            (-0.04, -0.05, -0.03),
            (-0.041, -0.051, -0.031),
            "One dimension explains a part by itself",
        ),
        ((0.001, -0.01, 0.012), (-0.06, -0.08, -0.04), "No single dimension explains the change"),
        ((0.001, -0.01, 0.012), (-0.02, -0.038, -0.002), "Neither a single dimension nor two"),
    ],
    ids=["one is enough", "only two crossed", "two crossed, but not for ten looks"],
)
def test_a_search_says_whether_one_dimension_two_or_none_explain_a_change(
    single: tuple[float, float, float], pair: tuple[float, float, float], words: str
) -> None:
    none = Interval(0.0, 0.0)
    parts = CrossedMix(0.8, 0.74, -0.06, pair[0], 0.0, -0.06 - pair[0], *([0.0],) * 3)
    sure = CrossedMixIntervals(parts, (), (), none, none, none, Interval(*pair[1:]), none)
    crossed = Crossed("channel", "segment", parts, sure, (400, 400), "previous")
    looked = Looked(Found("channel", single[0], Interval(*single[1:])), looks=10)

    told = looked_sentence(metric_named("csat"), crossed, looked)

    assert told.startswith(words)
    assert "allowing for 10 looks" in told
