"""What is remembered stays within its bounds, and is asked for again once it was forgotten."""

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
