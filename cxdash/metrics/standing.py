"""What every page stands on: how many rows of how many files, and how many were refused."""

from dataclasses import dataclass

from cxdash.metrics.reader import Reader

_COUNTED = (("responses", "answers"), ("complaints", "complaints"), ("contacts", "touches"))
"""Warehouse table and the noun of its rows."""


@dataclass(frozen=True)
class Standing:
    """What a workspace holds.

    Attributes:
        counts: The noun of the rows and how many there are, without those there are none of.
        files: How many files count.
        refused: How many of their rows were refused.
        undated: How many of the counted rows carry no date, so that no period holds them.
    """

    counts: tuple[tuple[str, int], ...]
    files: int
    refused: int
    undated: int


def standing(reader: Reader) -> Standing:
    """Return what a workspace holds."""
    each = ", ".join(f"(select count(*) from {table})" for table, _ in _COUNTED)
    dated = " + ".join(f"(select count(occurred_on) from {table})" for table, _ in _COUNTED)
    *numbers, with_date = reader.facts.rows(f"select {each}, {dated}")[0]
    counts = [
        (noun, int(number)) for number, (_, noun) in zip(numbers, _COUNTED, strict=True) if number
    ]
    files, refused = reader.facts.rows("select count(*), sum(rows_refused)::bigint from files")[0]
    undated = sum(map(int, numbers)) - int(with_date)
    return Standing(tuple(counts), int(files), int(refused or 0), undated)
