"""Which causes lead and take longest: the order, the weights and the tests, against our own."""

import numpy as np
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.cause_sentences import (
    FEWEST_FOR_PARETO,
    order_sentence,
    pareto_sentence,
    place_words,
    severity_sentence,
)
from cxdash.answers.cause_weights import ROUNDS, places
from cxdash.answers.open import answer_from
from cxdash.answers.resolution_groups import Group, Slower, group_of, slower_pairs
from cxdash.answers.resolution_sentences import how_slower, in_time_sentence, slower_sentence
from cxdash.metrics.durations import AGE_BANDS, Durations, Kept, durations_by
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.rows import rows_behind
from cxdash.stats import kaplan_meier, log_rank, pareto, rank_ranges
from cxdash.stats.pareto_order import FEWEST_COMPLAINTS
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

LEADING = ("Late delivery", "Product fault", "Transport damage")


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.fixture(scope="module")
def found(reader: Reader) -> Answer:
    return answer_from("complaints", reader, Question())


# The order of the bars.


def test_places_are_those_of_the_statistics_drawn_all_at_once() -> None:
    counts = np.array([120, 110, 60, 58, 57, 9])
    drawn = np.random.default_rng(1).multinomial(counts.sum(), counts / counts.sum(), ROUNDS)

    ranks = rank_ranges(counts, drawn, confidence=0.90)

    told = places(counts)
    assert told.low.tolist() == ranks.low.tolist()
    assert told.high.tolist() == ranks.high.tolist()
    assert told.unsettled() == [(1, 2), (3, 5)]


def test_bars_whose_order_is_luck_are_marked_and_told(found: Answer) -> None:
    panel = found.panels["pareto"]
    table = panel.table.set_index("Cause")

    # 1,523 and 896 lie far apart; 583, 571 and 540 do not.
    assert table.loc["Late delivery", "Order not settled"] == ""
    assert table.loc["Refund delay", "Order not settled"] == "4th to 6th"
    assert "The order of 3rd to 6th, and of 7th and 8th, is not settled" in panel.how
    assert panel.frames["causes"]["place"].tolist() == panel.table["Order not settled"].tolist()


def test_the_order_in_words() -> None:
    assert FEWEST_FOR_PARETO == FEWEST_COMPLAINTS
    assert order_sentence([(3, 5)], 400).startswith("The order of 3rd to 5th is not settled: ")
    assert order_sentence([], 400).startswith("The order is settled")
    assert order_sentence([(1, 2)], 29) == "So few complaints settle no order."
    assert [place_words(1, 2), place_words(11, 13), place_words(21, 23)] == [
        "1st and 2nd", "11th to 13th", "21st to 23rd",
    ]  # fmt: skip


def test_a_lead_that_is_luck_is_said_to_be() -> None:
    told = pareto_sentence(
        pareto(["Late", "Lost"], [52, 48]), {}, "cause", causes=2, leads_for_sure=False
    )

    assert told == "2 causes share 100 complaints; Late leads with 52 % (not settled)"


# Cost and severity.


def test_5_shares_by_cost_and_severity_by_hand(reader: Reader, found: Answer) -> None:
    by_hand = reader.facts.rows(
        """
        select cause, sum(cost)::double / (select sum(cost)::double from complaints),
               sum(w) / sum(sum(w)) over ()
        from (select *, 1 + 2 * (severity = 'Major')::int + 8 * (severity = 'Critical')::int as w
              from complaints) as weighed
        group by cause
        """
    )

    table = found.panels["pareto"].table.set_index("Cause")

    for cause, of_cost, by_severity in by_hand:
        assert table.loc[cause, "Share of cost"] == pytest.approx(of_cost)
        assert table.loc[cause, "Share by severity"] == pytest.approx(by_severity)
    assert "Minor 1, Major 3 and Critical 9" in found.panels["pareto"].how


def test_no_cost_and_no_severity_is_no_column(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    rows = [
        {"complaint_id": str(n), "occurred_at": "2025-03-01", "cause": "AB"[n % 2]}
        for n in range(40)
    ]
    keep(workspace, {"complaints": rows})

    panel = answer_from("complaints", reader_of(workspace), Question()).panels["pareto"]

    assert not {"Cost", "Share of cost", "Share by severity"} & set(panel.table)
    assert "everity" not in panel.how
    assert "cost" not in panel.how
    assert not severity_sentence({})


# How long they take.


def test_the_leading_causes_are_the_most_frequent(found: Answer) -> None:
    table = found.panels["resolution"].table

    assert table["Group"].tolist() == ["All complaints", *LEADING]


def test_log_rank_by_every_single_complaint(reader: Reader, found: Answer) -> None:
    """Durations fall together in steps for the test; that must not change what it says."""
    by_cause = durations_by(reader, Filters(), "cause")
    groups = [group_of(by_cause[name], name) for name in LEADING]
    rows = reader.facts.rows(
        "select hours_to_resolve, not is_open, cause from complaints "
        "where cause in ('Transport damage', 'Product fault') and hours_to_resolve is not null"
    )
    hours, closed, causes = zip(*rows, strict=True)

    pairs = slower_pairs([one for one in groups if one is not None])

    quickest = {(pair.slow.name, pair.quick.name): pair.p_value for pair in pairs}
    exact = log_rank(hours, closed, np.array(causes)).p_value
    # The largest of three: Benjamini and Hochberg leave it as it is.
    assert quickest["Product fault", "Transport damage"] == pytest.approx(exact, rel=0.1)
    assert found.panels["resolution"].title.endswith(
        ". Product fault takes longest beyond chance, half within 9.3 days (Late delivery 4.1 "
        "days, Transport damage 8.1 days)"
    )


def group(name: str, days: list[float]) -> Group:
    curve = kaplan_meier(days, [1] * len(days))
    found = Durations(np.array(days), np.full(len(days), fill_value=True), np.ones(len(days), int))
    return Group(name, found, curve, len(days), len(days))


def test_which_cause_takes_longer_in_words() -> None:
    late, lost, rude = (
        group(name, [float(day + more) for day in range(1, 21)])
        for name, more in (("Late", 0), ("Lost", 30), ("Rude", 1))
    )
    pairs = slower_pairs([late, lost, rude])

    assert {(pair.slow.name, pair.quick.name) for pair in pairs} == {
        ("Lost", "Late"),
        ("Lost", "Rude"),
    }
    assert slower_sentence([late, lost, rude], pairs) == (
        "Lost takes longest beyond chance, half within 40.0 days (Late 10.0 days, Rude 11.0 days)"
    )
    assert slower_sentence([late, lost, rude], [Slower(lost, late, 0.01)]) == (
        "Lost takes longer than Late beyond chance, half within 40.0 days (Late 10.0 days)"
    )
    assert slower_sentence([late, rude], slower_pairs([late, rude])) == (
        "None of the 2 leading ones takes longer than another beyond chance"
    )
    assert not slower_sentence([late], [])
    assert "corrected for 3 comparisons" in how_slower([late, lost, rude], pairs)


def test_the_share_resolved_by_the_due_date_by_hand(reader: Reader, found: Answer) -> None:
    """Only those due before the last day count, whoever is still open by then is late."""
    [(in_time, due)] = reader.facts.rows(
        """
        select sum((resolved_at is not null and resolved_at::date <= due_at::date)::int), count(*)
        from complaints where due_at::date < date '2026-09-30'
        """
    )

    told = in_time_sentence(Kept(int(in_time), int(due)))

    assert told in found.sentences
    assert told.endswith(f"of {due:,} complaints whose due date has passed were resolved by then.")


def test_each_age_band_opens_its_own_rows(reader: Reader, found: Answer) -> None:
    panel = found.panels["ageing"]

    totals = {band: rows_behind(reader, rows).total for band, rows in panel.rows.items()}

    assert totals == dict(zip(panel.table["Open for"], panel.table["Complaints"], strict=True))
    [(oldest,)] = reader.facts.rows(
        "select count(*) from complaints where is_open and hours_to_resolve > 91 * 24"
    )
    assert totals[AGE_BANDS[-1][0]] == oldest > 0
