"""What is remembered stays within its bounds, and is asked for again once it was forgotten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from cxdash.metrics.memory import Memory


def found(asked: list[str], memory: Memory, *keys: str, size: int = 0) -> None:
    for key in keys:

        def find(key: str = key) -> str:
            asked.append(key)
            return key.upper()

        assert memory.once(key, find, lambda _: size) == key.upper()


def test_a_thing_is_found_once() -> None:
    asked: list[str] = []
    found(asked, Memory(10, 10), *"abab")
    assert asked == ["a", "b"]


def test_beyond_a_number_the_longest_unasked_is_forgotten() -> None:
    asked: list[str] = []
    found(asked, Memory(2, 10), *"abacab")
    assert asked == ["a", "b", "c", "b"], "c took the place of b, for a was asked since"


def test_beyond_a_number_of_bytes_too() -> None:
    asked: list[str] = []
    memory = Memory(10, 7)
    found(asked, memory, *"ab", size=3)
    found(asked, memory, "c", size=4)
    found(asked, memory, *"bca", size=3)
    assert asked == ["a", "b", "c", "a"]


def test_what_is_larger_than_all_room_is_given_and_not_kept() -> None:
    asked: list[str] = []
    memory = Memory(10, 7)
    found(asked, memory, "a", size=2)
    found(asked, memory, *"xx", size=8)
    found(asked, memory, "a", size=2)
    assert asked == ["a", "x", "x", "a"]


def test_what_another_thread_is_finding_is_waited_for_and_not_found_twice() -> None:
    asked: list[str] = []
    begun, go_on = Event(), Event()
    memory = Memory(10, 10)

    def find() -> str:
        asked.append("found")
        begun.set()
        assert go_on.wait(10)
        return "A"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(memory.once, "a", find, None)
        assert begun.wait(10)
        second = threads.submit(memory.once, "a", find, None)
        go_on.set()
        assert (first.result(10), second.result(10)) == ("A", "A")
    assert asked == ["found"]


def test_where_another_thread_fails_to_find_a_thing_it_is_sought_again() -> None:
    begun, go_on = Event(), Event()
    memory = Memory(10, 10)

    def fail() -> str:
        begun.set()
        assert go_on.wait(10)
        raise RuntimeError("damaged")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(memory.once, "a", fail, None)
        assert begun.wait(10)
        second = threads.submit(memory.once, "a", lambda: "A", None)
        go_on.set()
        assert second.result(10) == "A"
        with pytest.raises(RuntimeError, match="damaged"):
            first.result(10)


def test_who_asks_for_what_it_is_finding_itself_finds_it() -> None:
    memory = Memory(10, 10)
    assert memory.once("a", lambda: memory.once("a", lambda: "A", None), None) == "A"
