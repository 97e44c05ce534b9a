"""Texts counted while a file is read are those that counting them one by one gives."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.errors import UnreadableFileError
from cxdash.ingest import counting, importer, opened
from cxdash.ingest.arrow_columns import text_array
from cxdash.ingest.counting import FewTexts, ManyTexts, Sample
from cxdash.ingest.iso_dates import IsoDates
from cxdash.ingest.text_hashes import hashes_of

TEXTS = st.lists(st.text("aB1é-", max_size=20), min_size=1, max_size=60)


@given(texts=TEXTS, start=st.integers(0, 5))
def test_texts_have_the_same_hash_exactly_where_they_are_the_same(
    texts: list[str], start: int
) -> None:
    some = text_array(texts).slice(start)
    found = dict(zip(some.to_pylist(), hashes_of(some).tolist(), strict=True))
    again = dict(zip(texts, hashes_of(text_array(texts)).tolist(), strict=True))
    assert len(set(again.values())) == len(set(texts))
    assert found == {text: again[text] for text in texts[start:]}


def test_ids_of_one_length_have_the_hashes_they_have_among_others() -> None:
    ids = [f"R-{number:08d}" for number in range(100_000)]
    alone = hashes_of(text_array(ids))
    among = hashes_of(text_array([*ids, "a longer one"]))
    assert alone.tolist() == among[:-1].tolist()
    assert len(set(alone.tolist())) == len(ids)


@given(pieces=st.lists(TEXTS, min_size=1, max_size=6), size=st.integers(1, 8))
def test_a_sample_is_the_texts_of_the_smallest_hashes_counted_in_all_pieces(
    pieces: list[list[str]], size: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "SAMPLE_VALUES", size)
        sample = Sample()
        for piece in pieces:
            texts = text_array(piece)
            sample.see(texts, hashes_of(texts))
    counted = Counter(text for piece in pieces for text in piece)
    hashes = dict(zip(counted, hashes_of(text_array([*counted])).tolist(), strict=True))
    drawn = sorted(counted, key=hashes.__getitem__)[:size]
    found = sample.table().to_pydict()
    assert dict(zip(found["v"], found["k"], strict=True)) == {t: counted[t] for t in drawn}


@pytest.mark.parametrize("held", [1, 50_000])
def test_empty_cells_are_no_values_of_a_column_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(counting, "_MOST_HELD", held)
    column = ManyTexts(tmp_path / "hashes")
    column.see(text_array(["b", "", "a"]))
    assert (column.filled, column.all_differ) == (2, True)

    column = ManyTexts(tmp_path / "hashes")
    column.see(text_array(["b", "", "a"]))
    column.see(text_array(["", "b"]))
    assert (column.filled, column.different, column.all_differ) == (3, 2, False)


def test_a_column_without_a_value_has_none_that_differ(tmp_path: Path) -> None:
    column = ManyTexts(tmp_path / "hashes")
    column.see(text_array(["", ""]))
    assert (column.filled, column.different) == (0, 0)


def test_ids_in_order_are_known_to_differ_and_never_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sort(_: ManyTexts) -> None:
        pytest.fail("sorted")

    monkeypatch.setattr(ManyTexts, "_sorted_hashes", sort)
    column = ManyTexts(tmp_path / "hashes")
    column.see(text_array(["R-08", "", "R-09"]))
    column.see(text_array(["R-10"]))
    assert (column.filled, column.different, column.all_differ) == (3, 3, True)


def test_how_many_of_very_many_differ_is_told_to_one_in_a_hundred_where_some_repeat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 50_000)
    column = ManyTexts(tmp_path / "hashes")
    for first in range(0, 120_000, 10_000):
        column.see(text_array([f"C-{7 * each % 40_000}" for each in range(first, first + 10_000)]))
    assert column.filled == 120_000
    assert not column.all_differ
    assert column.different == pytest.approx(40_000, rel=0.02)
    assert column.different != 40_000, "told from the sample"


def test_very_many_that_all_differ_in_no_order_are_counted_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 1_000)
    column = ManyTexts(tmp_path / "hashes")
    for first in range(0, 70_000, 10_000):
        column.see(text_array([f"C-{7 * each % 70_001}" for each in range(first, first + 10_000)]))
    assert (column.different, column.all_differ) == (70_000, True)


def test_few_texts_are_counted_with_the_line_each_first_stands_on() -> None:
    column = FewTexts()
    column.see(text_array(["Chat", "Phone", "Chat"]).dictionary_encode(), np.array([2, 3, 5]))
    column.see(text_array(["", "Phone"]).dictionary_encode(), np.array([6, 7]))
    table = column.table("c0")
    assert table is not None
    assert table.to_pylist() == [
        {"c0": "Chat", "k": 2, "line": 2},
        {"c0": "Phone", "k": 2, "line": 3},
        {"c0": "", "k": 1, "line": 6},
    ]


@pytest.mark.parametrize("form", ["2024-12-31", "2024-12-31 23:59", "2024-12-31T23:59:59"])
def test_a_date_with_another_letter_in_the_place_of_any_of_its_own_is_none(form: str) -> None:
    for place in range(len(form)):
        for letter in "+-: /.Zé\x00":
            odd = form[:place] + letter + form[place + 1 :]
            if odd[:10] + odd[11:] == form[:10] + form[11:] and letter in "T ":
                continue  # the other letter between day and time
            dates = IsoDates()
            assert dates.see(text_array([form]))
            assert odd == form or not dates.see(text_array([odd.replace("\x00", "\x01")])), odd


def test_a_file_that_is_written_to_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("Response ID,Date,Score\nR-1,2024-01-05,4\nR-2,2024-01-06,5\n")
    keep = opened.keep_original

    def written_to(source: Path, *given: object, **named: object) -> object:
        with source.open("a") as file:
            file.write("R-3,2024-01-07,5\n")
        return keep(source, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(opened, "keep_original", written_to)
    with pytest.raises(UnreadableFileError, match=r"survey\.csv was changed while it was read"):
        importer.load_here(path, home=tmp_path / "home", yes=True)
    assert not [*(tmp_path / "home" / "uploads").glob("*/upload.json")]
