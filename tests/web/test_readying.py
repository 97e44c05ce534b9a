"""What the next clicks need is read ahead, a step at a time and never in anybody's way."""

import logging
from threading import Event

import pytest

from cxdash.web import readying
from cxdash.web.readying import Readying


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ahead begins without a pause."""
    monkeypatch.setattr(readying, "SECONDS_AFTER", 0.0)
    monkeypatch.setattr(readying, "SECONDS_BETWEEN", 0.0)


def test_steps_are_taken_one_after_the_other() -> None:
    taken: list[str] = []
    done = Event()
    Readying().soon([lambda: taken.append("a"), lambda: taken.append("b"), done.set])
    assert done.wait(10)
    assert taken == ["a", "b"]


def test_no_step_begins_while_something_is_answered_and_the_rest_follow_it() -> None:
    begun, go_on, after = Event(), Event(), Event()

    def first() -> None:
        begun.set()
        assert go_on.wait(10)

    ahead = Readying()
    ahead.soon([first, after.set])
    assert begun.wait(10)
    with ahead.held_off():
        go_on.set()
        assert not after.wait(0.2)
    assert after.wait(10)


def test_what_is_answered_at_once_comes_before_the_first_step() -> None:
    done = Event()
    ahead = Readying()
    with ahead.held_off():
        ahead.soon([done.set])
        assert not done.wait(0.2)
    assert done.wait(10)


def test_new_steps_take_the_place_of_those_left() -> None:
    earlier, later = Event(), Event()
    ahead = Readying()
    with ahead.held_off():
        ahead.soon([earlier.set])
        ahead.soon([later.set])
    assert later.wait(10)
    assert not earlier.wait(0.2)


def test_a_fault_while_reading_ahead_is_logged_and_ends_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    after, done = Event(), Event()

    def fail() -> None:
        raise RuntimeError("damaged")

    ahead = Readying()
    with caplog.at_level(logging.ERROR, "cxdash"):
        ahead.soon([fail, after.set])
        assert not after.wait(0.2)
    assert "Reading ahead failed" in caplog.text
    ahead.soon([done.set])
    assert done.wait(10)


def test_a_second_answer_at_the_same_time_holds_steps_off_as_well() -> None:
    done = Event()
    ahead = Readying()
    with ahead.held_off():
        ahead.soon([done.set])
        with ahead.held_off():
            pass
        assert not done.wait(0.2)
    assert done.wait(10)
