"""What a kept first page left unread is read ahead, and never twice at once."""

import logging
from threading import Event

import pytest

from cxdash.web import readying
from cxdash.web.readying import Readying


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading ahead begins without a pause."""
    monkeypatch.setattr(readying, "SECONDS_AFTER", 0.0)


@pytest.mark.usefixtures("at_once")
def test_what_has_begun_is_waited_for() -> None:
    begun, go_on, done = Event(), Event(), Event()

    def read() -> None:
        begun.set()
        go_on.wait(10)
        done.set()

    ahead = Readying()
    ahead.soon(read)
    assert begun.wait(10)
    go_on.set()
    ahead.settle()
    assert done.is_set()


def test_what_has_not_begun_is_left_to_the_click_that_came_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readying, "SECONDS_AFTER", 60.0)
    done = Event()
    ahead = Readying()
    ahead.soon(done.set)
    ahead.settle()
    assert not done.is_set()


def test_of_two_that_wait_the_later_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readying, "SECONDS_AFTER", 0.2)
    earlier, later = Event(), Event()
    ahead = Readying()
    ahead.soon(earlier.set)
    ahead.soon(later.set)
    assert later.wait(10)
    assert not earlier.is_set()


@pytest.mark.usefixtures("at_once")
def test_a_fault_while_reading_ahead_is_logged_and_stops_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun = Event()

    def fail() -> None:
        begun.set()
        raise RuntimeError("damaged")

    ahead = Readying()
    with caplog.at_level(logging.ERROR, "cxdash"):
        ahead.soon(fail)
        assert begun.wait(10)
        ahead.settle()
    assert "Reading ahead failed" in caplog.text


def test_with_nothing_begun_there_is_nothing_to_wait_for() -> None:
    Readying().settle()
