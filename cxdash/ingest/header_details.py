"""Lines right below the names that say what the columns hold: units, types, letters, questions.

A first row that looks like none of the others may be a row with faults, so a line counts as part
of the header only where no cell of it can be a value of its column.
"""

import re
from dataclasses import dataclass
from typing import Literal

from cxdash.ingest.cells import TYPED, CellKind, cell_kind, usual_kind
from cxdash.ingest.header_names import EVIDENCE_ROWS
from cxdash.ingest.shapes import cannot_be
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.words import is_silent

MOST_LINES = 8
"""Lines of details a header may have: statistical offices write code, unit, base and dates."""

FEWEST_ROWS = 3
"""Rows below that must show what the columns hold."""

FEWEST_COUNTED = 3
"""Columns from which on letters or numbers in their order are no chance."""

FEWEST_AGAINST = 2
"""Columns of numbers or dates in which a line of words must stand before it is no row."""

_ALIKE = 4
"""Letters two words share at their beginning that are about the same thing."""

_WRAPPED = re.compile(r"[(\[{]\s*(.*?)\s*[)\]}]")
_UNIT = re.compile(
    r"(?:m(?:in)?(?:s|utes?|uten|uti|utos)?\.?|h|hrs?|hours?|std\.?|stunden?|heures?|horas?|uren|ore|"
    r"s|secs?|seconds?|sek\.?|sekunden|secondes?|segundos|seconden|ms|days?|tage?|jours?|d[ií]as?|"
    r"dagen|giorni|weeks?|wochen|months?|monate|years?|jahre|"
    r"[kmt]?(?:€|\$|£|¥|eur|usd|chf|gbp|sek|nok|dkk|pln|czk|inr|brl)|(?:€|\$|£)\s?[km]?|"
    r"(?:tsd|mio|mln)\.?\s?(?:€|eur|\$|usd|chf)?|[€$£]?\s?['’]?000s?|"
    r"%|percent|prozent|pct|‰|ppm|pcs|pieces?|stk\.?|st(?:ü|ue)ck|units?|each|"
    r"kg|g|mg|t|lbs?|km|m|cm|mm|µm|in|ft|l|ml|°c|°f|k|v|a|kw|kwh|bar|points?|punkte|"
    r"\d{1,3}\s?(?:-|–|to|bis|\.\.)\s?\d{1,3}|[ymdhsjat]{2,4}(?:[-./: ]{1,2}[ymdhsjat]{1,4}){1,5})",
    re.IGNORECASE,
)  # fmt: skip
_FORM = re.compile(r"[ymdhsjat]{2,4}(?:[-./: ]{1,2}[ymdhsjat]{1,4})+", re.IGNORECASE)
_TYPE = re.compile(
    r"(?:(?:long |short |free )?text|string|str|char(?:acter)?|n?varchar2?|number|numeric|num|"
    r"integer|int|bigint|smallint|float|double|decimal|real|date|datetime|date9|time|timestamp|"
    r"date/time|bool(?:ean)?|object|int64|float64|datetime64\[ns\]|category|zahl|ganzzahl|datum|"
    r"uhrzeit|texte|nombre|texto|n[uú]mero|fecha|testo|numero|data|tekst|getal|"
    r"single choice|multiple choice|dropdown|email|id|key|uuid)(?:\s?\(\d+(?:,\s?\d+)?\))?",
    re.IGNORECASE,
)  # fmt: skip
_Kind = Literal["unit", "detail", "question", "label"]
_DRAWN = re.compile(r"\s*(?:-+|=+)\s*")
_NOTHING = re.compile(r"[-–—/.]?")


@dataclass(frozen=True)
class Details:
    """Lines below the names that belong to the header.

    Attributes:
        count: How many they are.
        questions: Which of them, from 0, holds a description for each name; None without.
        names: The names, with the unit behind where a line gives one.
        notes: What was done, as sentences.
    """

    count: int
    questions: int | None
    names: list[str]
    notes: tuple[str, ...]


UNITS = "The line below the names gives units: they stand behind the names now, as in '{}'."
SAID = "The header goes on below the names with what its columns hold; lines: {}."


def details_below(names: list[str], rows: list[list[str]]) -> Details:
    """Return the lines below the names that say what the columns hold.

    Args:
        names: The header's names.
        rows: The filled records below them.
    """
    count, questions, named = 0, None, names
    for at, line in enumerate(rows[:MOST_LINES]):
        kind = _kind_of(line, names, _rows_for(rows, at))
        if kind is None:
            break
        if kind == "label":
            continue
        count = at + 1
        if kind == "question" and questions is None:
            questions = at
        elif kind == "unit":
            named = _with_units(names, line)
    changed = next((new for new, old in zip(named, names, strict=True) if new != old), "")
    note = UNITS.format(changed) if changed else SAID.format(count)
    return Details(count, questions, named, (note,) if count else ())


def _rows_for(rows: list[list[str]], at: int) -> list[list[str]]:
    """Return the rows a line is held against: beyond all lines of details, where there are some."""
    beyond = rows[MOST_LINES : MOST_LINES + EVIDENCE_ROWS]
    return beyond if len(beyond) >= FEWEST_ROWS else rows[at + 1 : at + 1 + EVIDENCE_ROWS]


def _kind_of(line: list[str], names: list[str], below: list[list[str]]) -> _Kind | None:
    """Return what a line says of the columns, None where it may be a row.

    A "label" names in its first cell what statistical offices would write beside it, and
    nothing stands there: it belongs to the header where a further line of it does.
    """
    if len(line) == len(names) and all(map(_DRAWN.fullmatch, line)) and max(map(len, line)) > 2:  # noqa: PLR2004 - a dash or two may stand for nothing
        return "detail"
    if len(below) < FEWEST_ROWS or len(line) != len(names) or not any(line):
        return None
    against, values = _held_against(line, below)
    if _counts(line, len(names)):
        return "detail" if against >= FEWEST_AGAINST else None
    if values or not against:
        return None
    if _is_labelled(line, below):
        other = "detail" if against >= FEWEST_AGAINST else None if any(line[1:]) else "label"
        return _unit_or_type(line[1:]) or other
    return _unit_or_type(line) or ("question" if _describes(line, names, below) else None)


def _unit_or_type(cells: list[str]) -> _Kind | None:
    if any(map(_joins, cells)) and _all(_is_unit, cells):
        return "unit"
    return "detail" if _all(_TYPE.fullmatch, cells) else None


def is_counted(cells: list[str]) -> bool:
    """Whether a record is A, B, C … or 1, 2, 3 …, as a spreadsheet heads its columns.

    Examples:
        >>> is_counted(["A", "B", "C"]), is_counted(["1", "2", "3", "4"]), is_counted(["A", "B"])
        (True, True, False)
    """
    return _counts(cells, len(cells))


def _counts(cells: list[str], width: int) -> bool:
    if width < FEWEST_COUNTED or len(cells) != width:
        return False
    plain = [_unwrapped(cell).casefold() for cell in cells]
    letters = [_letters(at) for at in range(width)]
    numbers = [[str(at + first) for at in range(width)] for first in (0, 1)]
    return plain in (letters, *numbers)


def _letters(at: int) -> str:
    """Return the letters of a spreadsheet's column, counted from 0."""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)  # noqa: PLR2004 - letters


def _held_against(line: list[str], below: list[list[str]]) -> tuple[int, int]:
    """Return how many cells of a line cannot be values of their columns, and how many must be."""
    against = values = 0
    for at, cell in enumerate(line):
        seen = [row[at] for row in below if at < len(row) and row[at]]
        if not cell or not seen or _NOTHING.fullmatch(cell):
            continue
        kind = usual_kind(seen, share=0.95)
        is_value = cell in seen or is_silent(cell) or (kind in TYPED and cell_kind(cell) == kind)
        values += is_value
        against += cannot_be(cell, seen)
    return against, values


def _all(fits: object, line: list[str]) -> bool:
    filled = [_unwrapped(cell) for cell in line if not _NOTHING.fullmatch(cell)]
    return bool(filled) and all(map(fits, filled))  # pyright: ignore[reportArgumentType] - any test


def _unwrapped(cell: str) -> str:
    found = _WRAPPED.fullmatch(cell.strip())
    return found[1] if found else cell.strip()


def _is_unit(cell: str) -> bool:
    return bool(_UNIT.fullmatch(cell) or _TYPE.fullmatch(cell))


def _joins(cell: str) -> bool:
    """Whether a cell is a unit that says something behind a name: no type, no form of a date."""
    plain = _unwrapped(cell)
    is_plain_unit = bool(_UNIT.fullmatch(plain)) and not _FORM.fullmatch(plain)
    return is_plain_unit and not _TYPE.fullmatch(plain)


def _with_units(names: list[str], line: list[str]) -> list[str]:
    """Return the names, each with its unit behind where the line gives one."""
    return [
        f"{name} ({_unwrapped(unit)})" if at and _joins(unit) and name.strip() else name
        for at, (name, unit) in enumerate(zip(names, line, strict=True))
    ]


def _is_labelled(line: list[str], below: list[list[str]]) -> bool:
    """Whether a line names in its first cell what follows, where every row has a value there.

    Statistical offices write so: "Release date, 12-02-2025" above years and numbers.
    """
    firsts = [row[0] for row in below if row]
    many = len(firsts) >= FEWEST_ROWS and all(firsts)
    return many and usual_kind(firsts, share=1) in TYPED and cell_kind(line[0]) not in TYPED


def _describes(line: list[str], names: list[str], below: list[list[str]]) -> bool:
    """Whether a line says each name again in other words."""
    told = [(name, cell) for name, cell in zip(names, line, strict=True) if cell]
    if len(told) < max(2, len(names) - 1) or len({*line}) < len(told):
        return False
    if any(cell_kind(cell) in TYPED for _, cell in told):
        return False
    kinds: list[CellKind] = [
        usual_kind((row[at] for row in below if at < len(row)), share=0.95)
        for at in range(len(names))
    ]
    against = sum(kind in TYPED for kind in kinds)
    shared = sum(_shares(name, cell) or cell.strip().endswith("?") for name, cell in told)
    return shared > 0 and (against >= FEWEST_AGAINST or 2 * shared >= len(told))


def _shares(name: str, cell: str) -> bool:
    mine, theirs = words_of(name), words_of(cell)
    return any(
        one == other or (len(one) >= _ALIKE and one[:_ALIKE] == other[:_ALIKE])
        for one in mine
        for other in theirs
    )
