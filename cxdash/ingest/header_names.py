"""How many lines a header takes, and what the columns are called."""

import html
import re

from cxdash.ingest.cells import TYPED, cell_kind

EVIDENCE_ROWS = 50
"""Rows below a possible header that are compared with it."""

MOST = 0.8
"""Share of cells that must agree before a second line counts as part of the header."""

QUALTRICS = "Qualtrics export: the names are those of the first header line."
OLDER_QUALTRICS = "Older Qualtrics export: V1, V2, … take their names from the second line."
TWO_LINES = "The header has two lines: each name is the question and its option."

_IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:')
_LEGACY_ID = re.compile(r"V\d+")
_QUALTRICS_NAMES = {"startdate", "enddate", "recordeddate", "responseid"}
WHOLE_ANSWERS = frozenset({"response", "open-ended response"})
"""What SurveyMonkey writes below a question that has one answer: no option of it."""


def name_columns(rows: list[list[str]]) -> tuple[int, list[str], tuple[str, ...]]:
    """Return how many records the header takes, the columns' names, and notes."""
    first = rows[0]
    second = rows[1] if len(rows) > 1 else []
    third = rows[2] if len(rows) > 2 else []  # noqa: PLR2004 - the third of three
    if _is_import_ids(third):
        return 3, first, (QUALTRICS,)
    if _is_import_ids(second):
        return 2, first, (QUALTRICS,)
    if _is_legacy_qualtrics(first, second):
        names = [
            below if _LEGACY_ID.fullmatch(above) else above
            for above, below in zip(first, _padded(second, len(first)), strict=True)
        ]
        return 2, names, (OLDER_QUALTRICS,)
    if _is_qualtrics_workbook(first, second):
        return 2, first, (QUALTRICS,)
    if _is_question_and_option(rows):
        names = _questions_with_options(first, _padded(second, len(first)))
        return 2, names, (TWO_LINES,)
    return 1, first, ()


def _is_import_ids(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_IMPORT_ID.match(cell) for cell in filled)


def _is_legacy_qualtrics(first: list[str], second: list[str]) -> bool:
    ids = [cell for cell in first if _LEGACY_ID.fullmatch(cell)]
    return first[:1] == ["V1"] and len(ids) > 1 and second[:1] == ["ResponseID"]


def _is_qualtrics_workbook(first: list[str], second: list[str]) -> bool:
    """The XLSX export leaves out the line of import ids."""
    names = [cell.strip().casefold() for cell in first]
    if not _QUALTRICS_NAMES.issubset(names):
        return False
    at = names.index("startdate")
    return at < len(second) and cell_kind(second[at]) in ("text", "code")


def _is_question_and_option(rows: list[list[str]]) -> bool:
    """Whether line two names options below the questions of line one (SurveyMonkey's form).

    The first column has a name above and nothing below, rows fill it, options stand under
    (nearly) every question that was left blank, and none of them is a number or date.
    """
    if len(rows) < 2:  # noqa: PLR2004 - two lines of header
        return False
    first, second = rows[0], _padded(rows[1], len(rows[0]))
    if not first[0] or second[0] or not any(second):
        return False
    if any(cell_kind(cell) in TYPED for cell in second):
        return False
    below = [row[0] for row in rows[2 : 2 + EVIDENCE_ROWS]]
    if sum(map(bool, below)) < MOST * len(below):
        return False
    options = [option for question, option in zip(first, second, strict=True) if not question]
    named = {cell.strip().casefold() for cell in second}
    if options:
        return sum(map(bool, options)) >= MOST * len(options)
    return bool(named & WHOLE_ANSWERS)


def _questions_with_options(first: list[str], second: list[str]) -> list[str]:
    names: list[str] = []
    question = ""
    for above, option in zip(first, second, strict=True):
        question = above or question
        whole = not option or option.strip().casefold() in WHOLE_ANSWERS
        names.append(question if whole else f"{question}: {option}" if question else option)
    return names


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def distinct_names(names: list[str]) -> tuple[str, ...]:
    """Trim names, name the nameless and number the repeated.

    Examples:
        >>> distinct_names([" score ", "", "score", "Q&apos;s"])
        ('score', 'column 2', 'score (2)', "Q's")
    """
    taken: set[str] = set()
    distinct: list[str] = []
    for position, text in enumerate(names, start=1):
        plain = re.sub(r"\s*[\r\n\v\f]+\s*", " ", html.unescape(text).strip())
        plain = plain or f"column {position}"
        name, count = plain, 1
        while name in taken:
            count += 1
            name = f"{plain} ({count})"
        taken.add(name)
        distinct.append(name)
    return tuple(distinct)
