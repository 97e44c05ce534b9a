"""Beside each chart: the method, its n, its source, and a sentence that may be said aloud."""

import re

import pytest

from cxdash.answers.early_sentences import Sums, cusum_how, ewma_how
from cxdash.answers.how_sentences import finding_how, in_parts
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep
from tests.web.places import company

PARTS = {
    "overview": ["indicators"],
    "trend": ["trend", "multiples", "comparison", "distribution"],
    "complaints": ["pareto", "rate", "heat", "resolution"],
    "touchpoints": ["matrix", "flow", "touches"],
    "early": ["cusum", "ewma"],
}
"""The charts of each answer that are told in these parts."""

COUNTED = {"distribution", "flow", "touches"}
"""What is only counted has no source but the rows."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("how"))
    keep(made, company(("Retail", "Corporate", "Public")))
    return made


@pytest.mark.parametrize("name", PARTS)
def test_each_chart_says_how_it_was_computed(name: str, workspace: Workspace) -> None:
    question = Question(split="segment" if name == "trend" else None, grain="month")
    found = answer_from(name, reader_of(workspace), question)
    for panel in PARTS[name]:
        how = found.panels[panel].how
        assert re.search(r"\*\*(Method|Chart|Charts)\.\*\* ", how), panel
        assert re.search(r"\*\*Behind it\.\*\* [^*]*\d", how), panel
        assert re.search(r"\*\*To say aloud\.\*\* “[^”]+[.!]”", how), panel
        assert panel in COUNTED or "**Sources.** " in how, panel


def test_what_is_behind_each_chart_is_counted_by_hand(workspace: Workspace) -> None:
    """240 complaints, a fourth of 960 touches; late, damaged or rude."""
    panels = answer_from("complaints", reader_of(workspace), Question(grain="month")).panels
    assert "**Behind it.** 240 complaints of 3 kinds." in panels["pareto"].how
    assert "**Behind it.** 240 complaints, 240 of them resolved." in panels["resolution"].how
    panels = answer_from("trend", reader_of(workspace), Question(grain="month")).panels
    assert "**Behind it.** 960 answers, 2 different scores." in panels["distribution"].how


def test_a_finding_is_said_aloud_as_a_whole_sentence() -> None:
    how = finding_how("Late leads", "Counted.", behind="3 complaints.")
    assert (
        how
        == "**Method.** Counted.\n\n**Behind it.** 3 complaints.\n\n**To say aloud.** “Late leads.”"
    )
    assert in_parts({"Method": "", "Rules": ""}) == ""


@pytest.mark.parametrize(("above", "average", "words"), [(6.0, 1.5, False), (2.0, 0.2, True)])
def test_early_warning_says_aloud_what_it_found(above: float, average: float, *, words) -> None:
    sums = Sums(24, "Sep 2026", above, 0.0, "Apr 2026", "Sep 2026", average, 1.0)
    assert ("cancel out" in cusum_how(sums, "months")) is words
    assert ("where it always was" in ewma_how(sums, "months")) is words
    assert "**Behind it.** 24 months." in cusum_how(sums, "months")
