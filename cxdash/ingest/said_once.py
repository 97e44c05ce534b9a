"""Columns that are filled on the first row of each group only, as merged cells are saved."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

from itertools import pairwise
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from cxdash.ingest.body import Body
from cxdash.ingest.headers import Header

FEWEST_EMPTY: Final = 1 / 3
"""Share of rows without a value from which on they may mean the one above."""

MOST_ROWS: Final = 10_000
"""First rows that are looked at."""

MOST_WORDS: Final = 4
"""Words of the name of a group; a comment has more."""

_SAID = (
    "{column!r} is filled in {filled:,} of {rows:,} rows only, as though it stood for those below "
    "it too (the first without it is line {line}). Empty cells stay empty: fill them in the file "
    "if they mean the value above."
)


def groups_said_once(path: Path, body: Body, header: Header) -> tuple[str, ...]:
    """Say of which columns at the left the empty cells seem to mean the value above.

    Args:
        path: The table.
        body: What took its rows: it knows how many begin with an empty cell.
        header: The table's header.
    """
    if not body.begin_empty or body.begin_empty < FEWEST_EMPTY * body.row_lines:
        return ()
    said: list[str] = []
    for at, name in enumerate(header.names[:-1]):
        texts, lines = _first_rows(path, at)
        if all(texts):
            break
        if not _names_groups(texts):
            break
        said.append(
            _SAID.format(
                column=name,
                filled=sum(map(bool, texts)),
                rows=len(texts),
                line=lines[texts.index("")],
            )
        )
    else:
        return ()  # no column is filled in every row
    return tuple(said)


def _first_rows(path: Path, at: int) -> tuple[list[str], list[int]]:
    names = [f"c{at}", "source_line"]
    table = pq.ParquetFile(path).read(columns=names).slice(0, MOST_ROWS)
    texts: list[str] = table.column(names[0]).to_pylist()
    lines: list[int] = table.column(names[1]).to_pylist()
    return texts, lines


def _names_groups(texts: list[str]) -> bool:
    """Whether filled cells, short and each other than the last, begin with the first row."""
    filled = [text for text in texts if text]
    return (
        bool(texts[0])
        and len(filled) > 1
        and all(len(text.split()) <= MOST_WORDS for text in filled)
        and all(one != other for one, other in pairwise(filled))
        and len(texts) - len(filled) >= FEWEST_EMPTY * len(texts)
    )
