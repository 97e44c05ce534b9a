"""A first page kept from the last start says exactly what it would say anew, or is not believed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxdash.answers import first_page
from cxdash.answers.answer import Answer, Finding, Panel
from cxdash.answers.first_page import keep_answer, kept_answer, kept_choices
from cxdash.answers.open import answer_from
from cxdash.answers.plain import answer_of, plain_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.choices import choices
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.people import PeoplePolicy
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.rows import RowsAsked
from cxdash.stats.people_guards import PeopleGuards
from cxdash.store.first_page import FOLDER, FirstPage
from cxdash.store.workspace import Workspace
from tests.web.places import company, kept

QUESTION = Question(Filters(Period(date(2025, 1, 1), date(2025, 12, 31))))
DOCTORED = "This sentence was never worked out."


def through_json(answer: Answer) -> Answer:
    said = json.loads(json.dumps(plain_of(answer)))
    return answer_of(said, answer.name, answer.version, answer.question)


def assert_same(one: Answer, other: Answer) -> None:
    told = ("name", "version", "question", "metric", "sentences", "findings")
    assert [getattr(one, name) for name in told] == [getattr(other, name) for name in told]
    assert list(one.panels) == list(other.panels)
    for name, panel in one.panels.items():
        again = other.panels[name]
        assert (panel.title, panel.how, panel.rows) == (again.title, again.how, again.rows)
        assert list(panel.frames) == list(again.frames)
        pd.testing.assert_frame_equal(panel.table, again.table, check_exact=True)
        for frame in panel.frames:
            pd.testing.assert_frame_equal(
                panel.frames[frame], again.frames[frame], check_exact=True
            )


def of(frame: pd.DataFrame, **other: Mapping[str, RowsAsked]) -> Answer:
    return Answer(
        "overview", "v", QUESTION, None, ("One.",), {"one": Panel("T", {"f": frame}, **other)}
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small company with a fall, so that something is found, and with targets."""
    workspace = kept(tmp_path / "home", company())
    workspace.registers.targets.add("csat", 0.9)
    workspace.registers.targets.add("csat", 0.5, segment="Retail")
    return workspace


@pytest.fixture
def reader(workspace: Workspace) -> Reader:
    """The view of it."""
    return reader_of(workspace)


def doctor(workspace: Workspace, reader: Reader) -> None:
    """Keep what was never worked out as the first page: whoever shows it has read it."""
    answer = answer_from("overview", reader, QUESTION)
    keep_answer(workspace.first_page, replace(answer, sentences=(DOCTORED,)), reader)


def is_doctored(workspace: Workspace, reader: Reader, question: Question = QUESTION) -> bool:
    shown = kept_answer(workspace.first_page, "overview", reader, question)
    assert shown is None or DOCTORED in shown.sentences
    return shown is not None


def test_a_first_page_comes_back_the_same_to_the_last_bit(reader: Reader) -> None:
    answer = answer_from("overview", reader, QUESTION)
    assert set(answer.panels) == {"indicators", "targets"}
    assert answer.findings
    assert_same(answer, through_json(answer))


def test_the_first_page_of_the_sample_company_comes_back_the_same(sample: Workspace) -> None:
    answer = answer_from("overview", reader_of(sample), Question())
    assert_same(answer, through_json(answer))


def test_values_of_every_kind_come_back_the_same() -> None:
    frame = pd.DataFrame(
        {
            "float": [0.1 + 0.2, -0.0, 5e-324, float("nan")],
            "whole": [2**53 + 1, -1, 0, 1],
            "text": ["Größe", "", None, "<b>"],
            "yes": [True, False, True, False],
            "nothing": pd.Series([None] * 4, dtype="object"),
            "mixed": pd.Series([1, 1.0, "1", True], dtype="object"),
        }
    )
    again = through_json(of(frame)).panels["one"].frames["f"]
    pd.testing.assert_frame_equal(frame, again, check_exact=True)
    assert np.signbit(again["float"][1])
    assert [type(value) for value in again["mixed"]] == [int, float, str, bool]


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"a": pd.Series(dtype="float64")})])
def test_a_frame_without_rows_comes_back_the_same(frame: pd.DataFrame) -> None:
    again = through_json(of(frame)).panels["one"].frames["f"]
    pd.testing.assert_frame_equal(frame, again, check_exact=True)


@pytest.mark.parametrize(
    "answer",
    [
        of(pd.DataFrame({"day": pd.to_datetime(["2025-03-14"])})),
        of(pd.DataFrame({"far": [float("inf")]})),
        of(pd.DataFrame({"far": pd.Series([float("inf")], dtype="object")})),
        of(pd.DataFrame({"small": np.array([1], dtype="int8")})),
        of(pd.DataFrame({"list": [[1]]})),
        of(pd.DataFrame({"named": [1]}, index=["row"])),
        of(pd.DataFrame(index=range(3))),
        of(pd.DataFrame([[1, 2]], columns=["same", "same"])),
        of(pd.DataFrame([[1]], columns=[5])),
        of(pd.DataFrame(), rows={"mark": RowsAsked("responses", Filters())}),
        replace(of(pd.DataFrame()), metric=metric_named("csat")),
    ],
    ids=[
        "day",
        "far",
        "far object",
        "small",
        "list",
        "index",
        "rows",
        "twice",
        "5",
        "marks",
        "csat",
    ],
)
def test_what_would_not_come_back_the_same_is_refused(answer: Answer) -> None:
    with pytest.raises(ValueError, match=r"kept|keep|called|text"):
        plain_of(answer)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sentences",), "One."),
        (("sentences", 0), None),
        (("panels",), []),
        (("panels", "one", "frames", "f", 0, "type"), "datetime64[ns]"),
        (("panels", "one", "frames", "f", 0, "type"), "category"),
        (("panels", "one", "frames", "f", 0, "values"), [1.0]),
        (("panels", "one", "frames", "f", 0, "values"), [1, 2]),
        (("panels", "one", "frames", "f", 0, "values", 0), float("inf")),
        (("panels", "one", "frames", "f", 0, "values", 0), "1.0"),
        (("panels", "one", "more"), 1),
        (("findings", 0, "better"), "yes"),
        (("findings", 0, "weight"), None),
        (("findings", 0, "link", "seg"), 5),
    ],
)
def test_plain_values_of_another_shape_are_refused(path: tuple[Any, ...], value: object) -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": ["x", "y"]})
    found = Finding("S.", better=True, page="data", link={"seg": "A"}, weight=1.0, p_adjusted=0.1)
    said: Any = json.loads(json.dumps(plain_of(replace(of(frame), findings=(found,)))))
    place = said
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=r"is no|keep|fields|length|better"):
        answer_of(said, "overview", "v", QUESTION)


def test_the_page_is_shown_as_kept_while_all_it_depends_on_is_the_same(
    workspace: Workspace, reader: Reader
) -> None:
    doctor(workspace, reader)
    assert is_doctored(workspace, reader)
    assert is_doctored(workspace, reader_of(Workspace(workspace.home)))


def test_the_page_is_asked_for_anew_under_another_question(
    workspace: Workspace, reader: Reader
) -> None:
    doctor(workspace, reader)
    narrowed = replace(QUESTION, filters=QUESTION.filters.only("segment", "Retail"))
    assert not is_doctored(workspace, reader, narrowed)


def test_the_page_is_asked_for_anew_where_a_reader_may_see_less_of_people(
    workspace: Workspace, reader: Reader
) -> None:
    doctor(workspace, reader)
    stricter = PeoplePolicy(PeopleGuards(fewest_to_show=20))
    assert not is_doctored(workspace, replace(reader, policy=stricter))


def test_the_page_is_asked_for_anew_once_somebody_notes_an_event(
    workspace: Workspace, reader: Reader
) -> None:
    doctor(workspace, reader)
    workspace.registers.events.add(date(2025, 7, 1), "New provider")
    assert not is_doctored(workspace, reader_of(workspace))


def test_what_is_noted_counts_even_under_the_same_version(
    workspace: Workspace, reader: Reader
) -> None:
    """Two restored registers may have been changed equally often, and hold other notes."""
    doctor(workspace, reader)
    assert not is_doctored(workspace, replace(reader, targets=reader.targets[:1]))


def test_the_page_is_asked_for_anew_by_another_release(
    workspace: Workspace, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor(workspace, reader)
    monkeypatch.setattr(first_page, "_code", lambda: "another release")
    assert not is_doctored(workspace, reader)


class Other(FirstPage):
    """Keeps something else than it is given, as an earlier release might have."""

    def keep(self, part: str, key: str, content: object) -> None:
        """Keep a list with a number in it."""
        super().keep(part, key, {"segment": [5], "was": str(content)})


def test_a_page_of_another_shape_is_not_shown(workspace: Workspace, reader: Reader) -> None:
    keep_answer(Other(workspace.home), answer_from("overview", reader, QUESTION), reader)
    assert (workspace.home / FOLDER / "overview.json").is_file()
    assert kept_answer(workspace.first_page, "overview", reader, QUESTION) is None


def test_an_answer_that_would_not_come_back_the_same_is_not_kept(
    workspace: Workspace, reader: Reader
) -> None:
    far = replace(of(pd.DataFrame({"far": [float("inf")]})), question=QUESTION)
    keep_answer(workspace.first_page, far, reader)
    assert not (workspace.home / FOLDER).exists()


def test_choices_are_kept_as_they_were_counted(workspace: Workspace, reader: Reader) -> None:
    counted = choices(reader)
    # Half of the answers and touches each, and all 240 complaints are of retail customers.
    assert counted["segment"] == ["Retail", "Corporate"]
    assert kept_choices(workspace.first_page, reader) == counted
    assert kept_choices(workspace.first_page, reader_of(workspace)) == counted
    assert (workspace.home / FOLDER / "choices.json").is_file()


def test_choices_that_are_no_lists_of_text_are_counted_again(
    workspace: Workspace, reader: Reader
) -> None:
    kept_choices(Other(workspace.home), reader)
    assert (workspace.home / FOLDER / "choices.json").is_file()
    assert kept_choices(workspace.first_page, reader) == choices(reader)
