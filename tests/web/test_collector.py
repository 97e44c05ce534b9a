"""The garbage collector stays out of the way of a first page, and of what it loaded."""

import gc
from collections.abc import Iterator
from importlib import reload

import pytest

from cxdash.web import collector


@pytest.fixture(autouse=True)
def _new_process() -> Iterator[None]:
    """As in a process that has drawn no page yet; what a test freezes thaws."""
    reload(collector)
    yield
    reload(collector)
    gc.unfreeze()


def test_waste_is_looked_for_seldom_while_a_first_page_loads_and_as_usual_after() -> None:
    usual = gc.get_threshold()
    with collector.spared():
        assert gc.get_threshold() == (collector.MADE_BETWEEN_LOOKS, *usual[1:])
    assert gc.get_threshold() == usual
    with collector.spared():
        assert gc.get_threshold() == usual


def test_two_first_pages_at_once_leave_the_collector_as_it_was() -> None:
    usual = gc.get_threshold()
    first, second = collector.spared(), collector.spared()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual


def test_what_the_first_page_loaded_is_never_looked_at_again() -> None:
    before = gc.get_freeze_count()
    with collector.spared():
        assert gc.get_freeze_count() == before
    with collector.spared():
        assert gc.get_freeze_count() > before


def test_a_first_page_that_fails_is_followed_by_another_first_page() -> None:
    usual = gc.get_threshold()
    with pytest.raises(RuntimeError), collector.spared():
        raise RuntimeError
    assert gc.get_threshold() == usual
    with collector.spared():
        assert gc.get_threshold() != usual
