"""Ids that rise or fall from row to row are known to be different without comparing them all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.ingest.arrow_columns import text_array
from cxdash.ingest.rising import Rising


def _holds(*pieces: list[str]) -> bool:
    rising = Rising()
    for piece in pieces:
        rising.see(text_array(piece))
    return rising.holds


@pytest.mark.parametrize(
    "pieces",
    [
        (["a"],),
        (["R-00000001", "R-00000002", "R-00000010"],),
        (["9", "10"], ["11", "99", "100"]),
        (["100", "99"], ["98"], ["9", "8"]),
        (["case-2024-000-0001", "case-2024-000-0002"], ["case-2025-000-0001"]),
    ],
)
def test_ids_that_go_one_way_are_known_to_differ(pieces: tuple[list[str], ...]) -> None:
    assert _holds(*pieces)


@pytest.mark.parametrize(
    "pieces",
    [
        (["a", "a"],),
        (["a"], ["a"]),
        (["a", "b"], ["b"]),
        (["1", "2", "1"],),
        (["2", "1", "2"],),
        (["b", "c"], ["a"]),
        (["9", "10"], ["9"]),
        (["case-2024-000-0001", "case-2024-000-0001"],),
        (["x" * 41, "y" * 41],),
    ],
)
def test_ids_that_turn_or_stand_twice_are_not(pieces: tuple[list[str], ...]) -> None:
    assert not _holds(*pieces)


@given(st.lists(st.lists(st.text("ab1é", min_size=1, max_size=12), min_size=1), min_size=1))
def test_what_goes_one_way_by_length_and_letters_is_told_and_nothing_else(
    pieces: list[list[str]],
) -> None:
    keys = [(len(text.encode()), text.encode()) for piece in pieces for text in piece]
    rises = all(before < after for before, after in pairwise(keys))
    falls = all(before > after for before, after in pairwise(keys))
    changes = sum(before[0] != after[0] for before, after in pairwise(keys))
    assert _holds(*pieces) == (rises or falls) or (changes > 12 and not _holds(*pieces))


@given(st.sets(st.integers(0, 10**18), min_size=2), st.integers(1, 5), st.sampled_from([1, -1]))
def test_numbers_in_order_are_known_to_differ_however_they_come(
    numbers: set[int], size: int, step: int
) -> None:
    told = [str(number) for number in sorted(numbers)[::step]]
    assert _holds(*(told[at : at + size] for at in range(0, len(told), size)))
