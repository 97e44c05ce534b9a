"""What is seen at once about a block of lines is what is seen line by line."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.ingest import encoding, line_quotes, plain_lines, repair
from cxdash.ingest.arrow_columns import text_array
from cxdash.ingest.cells import TOTAL_OPENINGS, TOTAL_WORDS
from cxdash.ingest.encoding import find_encoding
from cxdash.ingest.line_search import LineSearch
from cxdash.ingest.plain_lines import line_ends
from cxdash.ingest.repair import Mender
from cxdash.ingest.shapes import table_shape
from cxdash.ingest.text_table import Dialect

EVEN = [[str(at), f"2024-01-{at:02d}", "phone", "5"] for at in range(10, 28)]


@given(lines=st.lists(st.text('a,"\r', max_size=9), min_size=1, max_size=6))
def test_quotes_that_stand_in_pairs_are_those_no_line_of_which_is_misquoted(
    lines: list[str],
) -> None:
    block = "".join(f"{line}\n" for line in lines).encode()
    if b'"' not in block:
        return
    found = [
        line_quotes.misquoted_lines(block, line_ends(block), quote=b'"', delimiter=b",").tolist()
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_quotes, "_all_enclose", lambda *_, **__: False)
        found.append(
            line_quotes.misquoted_lines(
                block, line_ends(block), quote=b'"', delimiter=b","
            ).tolist()
        )
    assert found[0] == found[1]


def test_every_word_for_a_total_begins_with_letters_that_are_looked_for() -> None:
    words = re.findall("[a-z]{2,}", TOTAL_WORDS)
    assert {word[:2] for word in words} == set(TOTAL_OPENINGS)


def test_lines_of_totals_and_headers_are_found_among_others_whatever_their_letters() -> None:
    texts = ["R-1", "Total", " sum", "", "raz", "RAZEM 5", "итого", "so", "Grand total", "t", "10"]
    openings, headers = plain_lines.openings_with(["raz", "so "]), text_array(["raz", "so "])
    found = plain_lines.opening_oddly(text_array(texts), openings, headers)
    assert found.tolist() == [1, 2, 4, 5, 6, 8]
    stars = plain_lines.opening_oddly(
        text_array(["*", "** ", "*5", "5*"]), plain_lines.openings_with([]), headers
    )
    assert stars.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (b"a,b\n1,caf\xc3\xa9s\n", "utf-8"),
        (b"a,b\n1,caf\xc3\n2,plain\n", "cp1252"),
        (b"a,b\n1,caf\xc3", "cp1252"),
    ],
    ids=["whole", "cut off by ASCII", "cut off by the end"],
)
def test_a_letter_of_two_bytes_may_lie_across_two_pieces_of_a_file(
    content: bytes, codec: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    monkeypatch.setattr(encoding, "_CHUNK", 10)  # ends between the two bytes
    assert find_encoding(path, name=path.name).codec == codec


def test_broken_lines_of_one_shape_are_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    class Watched(LineSearch):
        def __init__(self, line: str, *given: Any, **named: Any) -> None:  # noqa: ANN401 (whatever it takes)
            searched.append(line)
            super().__init__(line, *given, **named)

    monkeypatch.setattr(repair, "LineSearch", Watched)
    mender = Mender(table_shape(EVEN, 4), Dialect(","))

    assert mender.mend("31,soon,mail,x,5\n") is None
    assert mender.mend("32,when,chat,y,4\n") is None
    assert searched == ["31,soon,mail,x,5"]
    mended = mender.mend("33,,2024-02-01,phone,5\n")
    assert mended is not None
    assert mended.cells == ["33", "2024-02-01", "phone", "5"]
