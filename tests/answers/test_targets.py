"""Is a target met, missed, or not to be told yet? Counted by hand."""

from pathlib import Path

import pytest

from cxdash.answers.answer import Panel
from cxdash.answers.open import answer_from
from cxdash.answers.target_sentences import Aim, target_sentence, targets_title
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import reader_of
from cxdash.stats import Interval
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

CSAT, RATE = metric_named("csat"), metric_named("complaint_rate")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """400 answers: 300 of 400 satisfied; of segment A 180 of 200, of B 120 of 200."""
    made = Workspace(tmp_path)
    rows = [
        {
            "response_id": str(n),
            "occurred_at": f"2025-{n % 12 + 1:02d}-10",
            "score": 5 if n % 200 < (180 if n < 200 else 120) else 1,
            "scale_low": 1,
            "scale_high": 5,
            "metric_kind": "csat",
            "survey": "S",
            "question": "Q",
            "segment": "A" if n < 200 else "B",
        }
        for n in range(400)
    ]
    keep(made, {"responses": rows})
    return made


def targets(workspace: Workspace, question: Question | None = None) -> Panel | None:
    found = answer_from("overview", reader_of(workspace), question or Question())
    return found.panels.get("targets")


def test_without_a_target_nothing_is_said(workspace: Workspace) -> None:
    assert targets(workspace) is None


def test_one_target_is_told_as_a_sentence(workspace: Workspace) -> None:
    """300 of 400: Wilson 70.5 to 79.0 %."""
    workspace.registers.targets.add("csat", 0.70)

    panel = targets(workspace)

    assert panel is not None
    assert panel.title == (
        "Satisfied customers: 75.0 % (likely 70.5 to 79.0 %; 400 answers); the target of 70.0 % is "
        "met"
    )


def test_the_newest_target_of_each_segment_counts(workspace: Workspace) -> None:
    workspace.registers.targets.add("csat", 0.99)
    workspace.registers.targets.add("csat", 0.78)
    workspace.registers.targets.add("csat", 0.80, segment="A")
    workspace.registers.targets.add("csat", 0.80, segment="B")

    panel = targets(workspace)

    assert panel is not None
    verdicts = panel.table.set_index("Segment")["Verdict"].to_dict()
    assert verdicts == {"all": "cannot be told yet", "A": "met", "B": "missed"}
    assert panel.title == (
        "Of 3 targets, 1 is met, 1 is missed (satisfied customers for B) and 1 cannot be told yet"
    )


def test_several_targets_share_one_chance_of_a_false_claim(workspace: Workspace) -> None:
    """0.045 / sqrt(0.705 x 0.295 / 400) = 1.974 errors, p = 0.048: met alone.

    Beside two more that nobody can tell, Holm asks for 0.05 / 3 of the clearest.
    """
    workspace.registers.targets.add("csat", 0.705)
    alone = targets(workspace)
    workspace.registers.targets.add("csat", 0.89, segment="A")
    workspace.registers.targets.add("csat", 0.61, segment="B")
    beside = targets(workspace)

    assert alone is not None
    assert beside is not None
    assert alone.table["Verdict"].tolist() == ["met"]
    assert beside.table["Verdict"].tolist() == ["cannot be told yet"] * 3
    assert (beside.table["Needed"] > beside.table["Behind it"]).all()


def test_a_chosen_segment_has_its_own_targets_alone(workspace: Workspace) -> None:
    workspace.registers.targets.add("csat", 0.70)
    workspace.registers.targets.add("csat", 0.80, segment="A")

    panel = targets(workspace, Question(Filters().only("segment", "A")))

    assert panel is not None
    assert panel.table["Segment"].tolist() == ["A"]
    assert targets(workspace, Question(Filters().only("segment", "B"))) is None


def test_counts_and_people_are_not_tested(workspace: Workspace) -> None:
    workspace.registers.targets.add("complaints", 10)
    assert targets(workspace) is None

    workspace.registers.targets.add("csat", 0.70)
    assert targets(workspace, Question(Filters().only("employee", "P1"))) is None


def aim(verdict, needed: float = 812, n: float = 400, segment: str | None = None) -> Aim:
    return Aim(CSAT, segment, 0.8, 0.78, Interval(0.7369, 0.8178), n, verdict, needed)


def test_what_would_tell_is_told() -> None:
    assert target_sentence(aim("cannot be told yet", segment="Retail")) == (
        "Satisfied customers for Retail: 78.0 % (likely 73.7 to 81.8 %; 400 answers); whether the "
        "target of 80.0 % is met cannot be told yet. A distance like this takes about 812 answers "
        "to tell."
    )
    assert target_sentence(aim("cannot be told yet", float("inf"))).endswith(
        "The value lies on the target: no number of answers tells it from there."
    )


def test_too_few_are_too_few() -> None:
    assert target_sentence(aim("too few", n=3)) == (
        "Satisfied customers: 3 answers are too few to hold against the target of 80.0 %."
    )


def test_a_rate_is_told_per_thousand() -> None:
    found = Aim(RATE, None, 4, 6.1, Interval(5.2, 7.1), 25_000, "missed", 160)

    assert target_sentence(found) == (
        f"{RATE.label}: 6.1 per 1,000 {RATE.noun} (likely 5.2 to 7.1; 25,000 {RATE.noun}); the "
        f"target of 4.0 per 1,000 {RATE.noun} is missed."
    )


def test_many_missed_targets_are_counted() -> None:
    found = [aim("missed", segment=name) for name in "ABCDE"]

    assert targets_title(found) == (
        "Of 5 targets, none is met and 5 are missed (satisfied customers for A, satisfied "
        "customers for B, satisfied customers for C and 2 more)"
    )
