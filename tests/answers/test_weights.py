"""Do the answers speak for all customers? Two groups worked by hand, and all that cannot be."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.judge import Amount
from cxdash.answers.open import answer_from
from cxdash.answers.weighed import weighed, weighted_interval
from cxdash.answers.weights_sentences import (
    NO_CUSTOMERS,
    NO_MARGIN,
    NOT_WEIGHTED,
    Silent,
    shares_sentence,
    silent_sentence,
)
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.stats import Difference, nps_interval, tipping_point, wilson
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]
Asked = Callable[..., Answer]
CSAT, NPS = metric_named("csat"), metric_named("nps")


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def answers(counts: Mapping[tuple[str, str | None], tuple[int, int]]) -> list[Row]:
    """Return so many satisfied and dissatisfied answers of each segment and region."""
    return [
        {
            "response_id": f"{segment} {region} {number}",
            "occurred_at": "2025-03-10",
            "score": 5 if number < satisfied else 2,
            "scale_low": 1,
            "scale_high": 5,
            "metric_kind": "csat",
            "survey": "S",
            "question": "Q",
            "segment": segment,
            "region": region,
        }
        for (segment, region), (satisfied, not_satisfied) in counts.items()
        for number in range(satisfied + not_satisfied)
    ]


def customers(counts: Mapping[tuple[str, str | None], int]) -> list[Row]:
    return [
        {"customer_id": f"{segment} {region} {number}", "segment": segment, "region": region}
        for (segment, region), many in counts.items()
        for number in range(many)
    ]


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    def ask(question: Question | None = None, **tables: list[Row]) -> Answer:
        workspace = Workspace(tmp_path / "home")
        keep(workspace, {name: rows for name, rows in tables.items() if rows})
        return answer_from("weights", reader_of(workspace), question or Question())

    return ask


# The numbers.

RETAIL, HOTELS = ("Retail", None), ("Hotels", None)


def test_two_segments_by_hand(asked: Asked) -> None:
    """60 retail answers, 54 satisfied; 40 of hotels, 20 satisfied; customers 300 to 100.

    Weighted: 0.75 x 0.9 + 0.25 x 0.5 = 0.8, as answered 0.74. A retail answer weighs
    0.75 / 0.6 = 1.25, one of hotels 0.25 / 0.4 = 0.625; 100^2 / (60 x 1.5625 + 40 x 0.390625) =
    91.43 answers in effect, design effect 1.09.
    """
    told = asked(
        responses=answers({RETAIL: (54, 6), HOTELS: (20, 20)}),
        customers=customers({RETAIL: 300, HOTELS: 100}),
    )

    shares = told.panels["shares"].table.set_index("Group")
    assert shares["Weight of an answer"].to_dict() == pytest.approx(
        {"Retail": 1.25, "Hotels": 0.625}
    )
    assert shares["Share of customers"].tolist() == [0.75, 0.25]
    assert shares["Share of answers"].tolist() == [0.6, 0.4]
    raw, weighted = told.panels["weighted"].table.to_dict("records")
    assert raw["Satisfied customers"] == 0.74
    assert weighted["Satisfied customers"] == pytest.approx(0.8)
    assert weighted["Answers in effect"] == pytest.approx(10_000 / 109.375)
    ends = wilson(0.8 * 10_000 / 109.375, 10_000 / 109.375)
    assert (weighted["Likely from"], weighted["Likely to"]) == pytest.approx(ends)
    assert told.sentences[0] == "Who answered hardly moves the score."
    assert told.sentences[1] == (
        "Satisfied customers: 80.0 % (likely 70.7 to 86.9 %) weighted to 400 customers, 74.0 % "
        "(likely 64.6 to 81.6 %; 100 answers) as answered."
    )
    assert told.sentences[2] == (
        "The weights leave 91 of 100 answers in effect (design effect 1.09); the largest is 1.0 "
        "times the median, none drawn in."
    )


def test_two_traits_are_raked_until_both_margins_are_met(asked: Asked) -> None:
    """Answers 30 10 / 20 40, customers half and half both ways: the cells become 35.5 and 14.5.

    Satisfied 0.9 0.8 / 0.5 0.4: 0.355 x (0.9 + 0.4) + 0.145 x (0.8 + 0.5) = 0.65.
    """
    cells = [("A", "North"), ("A", "South"), ("B", "North"), ("B", "South")]
    told = asked(
        responses=answers(dict(zip(cells, [(27, 3), (8, 2), (10, 10), (16, 24)], strict=True))),
        customers=customers(dict.fromkeys(cells, 50)),
    )

    weighted = told.panels["weighted"].table.iloc[1]
    assert weighted["Satisfied customers"] == pytest.approx(0.65, abs=1e-9)
    assert "raking" in told.panels["shares"].how
    assert "segment and region" in told.panels["shares"].how


def test_the_sample_weighted_by_hand_written_sql(reader: Reader) -> None:
    """One region in view, so the segments alone: customers' shares times satisfied shares."""
    [(value,)] = reader.facts.rows(
        """
        with scored as (
            select segment, avg(satisfied::int) as share from responses
            where region = 'East' and satisfied is not null and instrument = (
                select instrument from instruments where metric_kind = 'csat' order by n desc
                limit 1)
            group by segment)
        select sum(share * known) / sum(known) from scored join (
            select segment, count(*) as known from customers where region = 'East'
            group by segment) using (segment)
        """
    )

    told = answer_from("weights", reader, Question(Filters().only("region", "East")))

    assert told.panels["weighted"].table.iloc[1]["Satisfied customers"] == pytest.approx(value)
    assert told.sentences[0].startswith("Who answered matters: the weights move the score by +")


def test_weighted_nps_has_the_interval_of_weighted_kinds() -> None:
    """Kinds 20, 30, 50 weighted to 13.3, 19.7, 33: no whole numbers, the same score's interval."""
    found = weighted_interval(NPS, Amount(66.0, 100 * (33 - 13.3), 100**2 * (33 + 13.3)))

    exact = nps_interval(13.3, 19.7, 33)
    assert found == pytest.approx((exact.low, exact.high))


def test_margins_that_cannot_be_met_together_fall_back_to_fewer() -> None:
    """Every A is of the north among the answers, and no A is among the customers."""
    rows = pd.DataFrame(
        {"segment": ["A", "B"], "region": ["North", "South"], "n": [50, 50], "total": [40, 20]}
    ).assign(total_sq=0.0)
    known = pd.DataFrame(
        {
            "segment": ["A", "A", "B"],
            "region": ["North", "South", "South"],
            "customers": [10, 40, 50],
        }
    )

    found = weighed(rows, known, ("segment", "region"))

    assert found is not None
    assert found.names == ("segment",)
    assert found.weighting.weights.tolist() == pytest.approx([1, 1])


# What cannot be weighted.


def test_weights_that_drown_the_answers_are_not_used(asked: Asked) -> None:
    """95 to 5 answers, 200 to 800 customers: weights of 0.2 / 0.95 and of 0.8 / 0.05.

    95 x 0.2105^2 + 5 x 16^2 = 1284.2, and 100^2 / 1284.2 leaves 7.8 answers.
    """
    told = asked(
        responses=answers({RETAIL: (90, 5), HOTELS: (2, 3)}),
        customers=customers({RETAIL: 200, HOTELS: 800}),
    )

    assert told.sentences[0] == (
        "These answers cannot be weighted to 1,000 customers: only 8 % of them would be left in "
        "effect, under the 50 % there must be. Ask more of the groups that are missing."
    )
    assert "weighted" not in told.panels
    assert told.panels["shares"].title == (
        "Furthest from its share: Hotels, 80 % of customers and 5 % of answers"
    )


def test_a_group_without_an_answer_is_named(asked: Asked) -> None:
    told = asked(
        responses=answers({RETAIL: (40, 10), HOTELS: (40, 10), ("Gone", None): (5, 5)}),
        customers=customers({RETAIL: 50, HOTELS: 50, ("Silent", None): 20}),
    )

    assert (
        "Left out, for being in groups that only one side has or names: 10 of 110 answers and 20 "
        "of 120 customers. No answer came from Silent." in told.sentences
    )


USUAL = answers({RETAIL: (40, 10), HOTELS: (20, 20)})


@pytest.mark.parametrize(
    ("tables", "question", "sentence"),
    [
        ({"responses": USUAL}, None, NO_CUSTOMERS),
        ({}, None, NO_CUSTOMERS),
        ({"responses": USUAL, "customers": customers({("Other", None): 9})}, None, NO_MARGIN),
        ({"responses": USUAL, "customers": [{"customer_id": "1"}]}, None, NO_MARGIN),
        ({"responses": USUAL[:29], "customers": customers({RETAIL: 9})}, None,
         "29 answers are too few to weight; at least 30 are needed."),
        ({"responses": USUAL, "customers": customers({RETAIL: 9})},
         Question(metric="response_rate"), NOT_WEIGHTED),
        ({"responses": USUAL, "customers": customers({RETAIL: 9})},
         Question(metric="complaints"), NOT_WEIGHTED),
        ({"responses": USUAL, "customers": customers({RETAIL: 9})},
         Question(Filters().only("employee", "P1")), NOT_JUDGED),
    ],
    ids=["no list", "nothing", "other groups", "no trait", "few", "a rate", "a count", "a person"],
)  # fmt: skip
def test_what_cannot_be_weighted_is_said(tables, question, sentence: str, asked: Asked) -> None:
    told = asked(question, **tables)

    assert told.sentences == (sentence,)
    assert not told.panels


# The words.


def test_the_silent_in_words() -> None:
    """A rise of 6 points at 25 % answering: gap 8 points, unsure from 2.7 (stats/tipping.py)."""
    grown = Difference(0.06, 0.02, 0.10, 0.003)
    silent = Silent(0.25, "those invited", grown, tipping_point(grown, 0.82, 0.25, scale=(0, 1)))

    assert silent_sentence(CSAT, silent, "previous") == (
        "25 % of those invited answered. For each 10.0 points by which the silent differ from "
        "them, the score of all differs by 7.5 points. Their rise of 6.0 points against the period "
        "before (likely +2.0 to +10.0 points) would be none if the silent now scored 74.0 %, 8.0 "
        "points below them; from 2.7 points below on it may be chance."
    )


@pytest.mark.parametrize(
    ("change", "score", "ending"),
    [
        (Difference(-0.06, -0.10, -0.02, 0.003), 0.7,
         ("would be none if the silent now scored 78.0 %, 8.0 points above them; from 2.7 points "
          "above on it may be chance.")),
        (Difference(0.01, -0.02, 0.04, 0.5), 0.7,
         "No change from the period before is shown among those who answered to begin with."),
        (Difference(0.3, 0.2, 0.4, 0.0), 0.35,
         "stands whatever the silent think: no score of theirs undoes it."),
    ],
    ids=["a fall", "no change", "beyond the scale"],
)  # fmt: skip
def test_what_the_silent_could_undo(change: Difference, score: float, ending: str) -> None:
    tips = tipping_point(change, score, 0.25, scale=(0, 1))

    told = silent_sentence(CSAT, Silent(0.25, "those invited", change, tips), "previous")

    assert told.endswith(ending)


def test_without_invitations_the_silent_are_those_of_the_list(asked: Asked) -> None:
    """80 answers of 40 customers, of a list of 100; and none is silent about a channel."""
    rows = [
        row | {"customer_id": f"{row['segment']} None {number % 20}", "channel": "Phone"}
        for number, row in enumerate(answers({RETAIL: (30, 10), HOTELS: (20, 20)}))
    ]
    known = customers({RETAIL: 50, HOTELS: 50})

    told = asked(responses=rows, customers=known)
    by_phone = asked(Question(Filters().only("channel", "Phone")), responses=rows, customers=known)

    assert "40 % of all known customers answered." in " ".join(told.sentences)
    assert "answered. For each" not in " ".join(by_phone.sentences)


def test_a_change_is_undone_only_by_the_silent_of_these_days(reader: Reader) -> None:
    span = reader.span
    assert span is not None
    half = Period(span.last.replace(month=4, day=1), span.last)
    [(rate,)] = reader.facts.rows(
        """
        select (select count(*) from responses where survey = 'After a contact'
                and score is not null and occurred_on >= '2026-04-01')
               / sum(invited) from invitations
        where survey = 'After a contact' and occurred_on >= '2026-04-01'
        """
    )

    told = answer_from("weights", reader, Question(Filters(half))).sentences[-1]

    assert told.startswith(f"{100 * rate:.0f} % of those invited answered.")
    assert "Their fall of" in told


def test_equal_shares_in_words() -> None:
    same = pd.DataFrame({"group": ["A"], "share_customers": [0.5], "share_answers": [0.501]})

    assert shares_sentence(same) == (
        "Each group has the same share of the answers as of the customers"
    )
