"""Columns in which nothing is to tidy are told from those with blanks and words for nothing."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.ingest.tidiness import Tidiness
from cxdash.ingest.typed import MISSING

BLANKS = " \t\u00a0"
WORDS = [word for word in MISSING if word]


def _is_tidy(texts: list[str]) -> bool:
    seen = Tidiness(1)
    seen.see(0, [pa.array(texts, pa.string())])
    return seen.columns() == {0}


@pytest.mark.parametrize("word", [*WORDS, *(word.upper() for word in WORDS), "not avaİlable"])
def test_a_word_for_nothing_is_found_among_texts_of_any_length(word: str) -> None:
    assert not _is_tidy(["C-0001", word])
    assert not _is_tidy([word])
    assert not _is_tidy(["", word, "a longer text than all the others"])


@pytest.mark.parametrize("texts", [["C-000123", "N-123", "#12-45"], ["-1", "7", ""], ["İ", "?!"]])
def test_texts_as_short_as_such_words_are_none(texts: list[str]) -> None:
    assert _is_tidy(texts)


@given(st.lists(st.one_of(st.sampled_from([*WORDS, "5", "no", " x"]), st.text(max_size=6))))
def test_a_column_is_tidy_as_its_cells_are(texts: list[str]) -> None:
    texts = [text.replace("\0", "") for text in texts]
    words = {text.replace("İ", "i").lower() for text in texts} & set(WORDS)
    assert _is_tidy(texts) <= (not words and all(text == text.strip(BLANKS) for text in texts))


@given(st.lists(st.text("+E2 -", max_size=4), min_size=1), st.integers(0, 2))
def test_a_plus_sign_is_seen_wherever_it_stands(texts: list[str], left_out: int) -> None:
    seen = Tidiness(1)
    seen.see(0, [pa.array(texts, pa.string())[left_out:]])
    assert seen.without_plus() == (set() if "+" in "".join(texts[left_out:]) else {0})
