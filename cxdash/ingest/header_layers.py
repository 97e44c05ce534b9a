"""Headers that need the line above or below them: groups of columns, and names split in two."""

from cxdash.ingest.cells import TYPED, cell_kind, usual_kind
from cxdash.ingest.header_names import EVIDENCE_ROWS

GROUPS = "The header has several lines: each name is its group and its own name."


def with_layers(rows: list[list[str]], at: int) -> tuple[int, int, list[str]]:
    """Return the header's names with what the lines around it add to them.

    Args:
        rows: The filled records, titles above the header among them.
        at: Which of them is the header.

    Returns:
        How many records above and below the header belong to it (0 or 1 each), and the names.
    """
    names = rows[at]
    if len(rows) > at + 1 and _stands_above_names(names, rows[at + 1], rows[at + 2 :]):
        return 0, 1, _grouped(names, rows[at + 1])
    if at > 0 and _stands_above_names(rows[at - 1], names, rows[at + 1 :]):
        return 1, 0, _grouped(rows[at - 1], names)
    above = at > 0 and _names_groups(rows[at - 1], names)
    if above:
        names = _joined(_spread(rows[at - 1], len(names)), names)
    below = len(rows) > at + 1 and _names_parts(rows[at + 1], rows[at], rows[at + 2 :])
    if below:
        part = [*rows[at + 1], *[""] * len(names)][: len(names)]
        names = _joined(_spread_over(names, part), part)
    return int(above), int(below), names


def _stands_above_names(groups: list[str], names: list[str], rows: list[list[str]]) -> bool:
    """Whether a line names groups, with gaps as merged cells leave them, above full names.

    Rows below must show that the names are no row: numbers or dates stand where they have words,
    and no name is a value of its column.
    """
    if len(groups) != len(names) or not all(names) or len(set(names)) < len(names):
        return False
    if any(cell_kind(cell) in TYPED for cell in (*groups, *names)):
        return False
    starts = [at for at, cell in enumerate(groups) if cell]
    if len(starts) < 2 or starts == list(range(len(starts))):  # noqa: PLR2004 - a title, or a full line
        return False
    columns = [
        [row[at] for row in rows[:EVIDENCE_ROWS] if at < len(row)] for at in range(len(names))
    ]
    is_value = any(name in column for name, column in zip(names, columns, strict=True))
    return not is_value and any(usual_kind(column) in TYPED for column in columns)


def _grouped(groups: list[str], names: list[str]) -> list[str]:
    """Return names behind their groups, where they do not name these themselves."""
    return [
        name if set(group.casefold().split()) <= set(name.casefold().split()) else f"{group} {name}"
        for group, name in zip(_spread(groups, len(names)), names, strict=True)
    ]


def _names_groups(above: list[str], names: list[str]) -> bool:
    """Whether a line above the header says which group columns of the same name belong to."""
    reach = next((at for at in range(len(above), 0, -1) if above[at - 1]), 0)
    if not 0 < reach <= len(names) or any(cell_kind(cell) in TYPED for cell in names):
        return False
    if sum(map(bool, above)) == 1 and above[0]:
        return False  # a title
    joined = _joined(_spread(above, len(names)), names)
    filled = [name for name in names if name]
    return len(set(filled)) < len(filled) and len(set(joined)) > len(set(names))


def _names_parts(below: list[str], names: list[str], rows: list[list[str]]) -> bool:
    """Whether a line below the header names what its blank or repeated names leave open.

    Rows below must show that it is no row: numbers or dates stand where it has words.
    """
    if not below or below[0] or not any(below) or len(below) > len(names):
        return False
    places = [at for at, cell in enumerate(below) if cell]
    if any(cell_kind(below[at]) in TYPED for at in places):
        return False
    follows_blank = [*(not name for name in names[1:]), False]
    if not all(not names[at] or names.count(names[at]) > 1 or follows_blank[at] for at in places):
        return False
    kinds = (usual_kind(row[at] for row in rows[:EVIDENCE_ROWS] if at < len(row)) for at in places)
    return any(kind in TYPED for kind in kinds)


def _spread(cells: list[str], width: int) -> list[str]:
    """Return a line of groups with each name carried on to the next."""
    names: list[str] = []
    for cell in [*cells, *[""] * width][:width]:
        names.append(cell or (names[-1] if names else ""))
    return names


def _spread_over(names: list[str], part: list[str]) -> list[str]:
    """Return names with each carried on over the blank ones that have a part below."""
    spread: list[str] = []
    for name, below in zip(names, part, strict=True):
        carried = spread[-1] if spread and below else ""
        spread.append(name or carried)
    return spread


def _joined(first: list[str], second: list[str]) -> list[str]:
    return [
        " ".join(filter(None, (above.strip(), below.strip())))
        for above, below in zip(first, second, strict=True)
    ]
