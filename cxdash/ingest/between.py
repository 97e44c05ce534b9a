"""Lines between rows that may be none: totals and headings of groups.

They are collected while a file is read and judged once all of its rows are known.
"""

import re
from typing import Final, NamedTuple

from cxdash.ingest.cells import TOTAL_WORDS
from cxdash.ingest.sparse import is_sparse, lacking
from cxdash.ingest.summing_lines import WORDS, may_sum_up

SUBTOTAL: Final = "total between rows"
HEADING: Final = "heading of a group of rows"

MOST_LINES: Final = 100_000
"""Lines that are judged; where there are more, they are what the rows of the file look like."""

MOST_SHARE, FEWEST_OF_SHARE = 0.5, 1_000
"""So many lines, and more than this share of all, are what the rows of the file look like."""

_ANY: Final = rf"(?:{TOTAL_WORDS}|{'|'.join(sorted(map(re.escape, WORDS), reverse=True))})"
_NAMED_BEHIND: Final = re.compile(
    rf"{_ANY}\s*(?:[-–:]|\b(?:for|of|by|per|f(?:ü|ue)r|von|pour|du|de la|de|por|para|di|del|della|"
    rf"voor|van|do|da)\b|\s)\s*(\S.*)",
    re.IGNORECASE,
)  # fmt: skip
_NAMED_BEFORE: Final = re.compile(
    r"(.*\S)[\s:–-]+(?:sub-?totals?|totals?|sum|sums|summe|gesamt|zwischensumme|ergebnis|"
    r"gesamtergebnis|average|mean|count|mittelwert|durchschnitt|anzahl|somme|suma|totale|totaal|"
    r"subtotaal|razem|итого)",
    re.IGNORECASE,
)


_FIGURE_BEHIND: Final = re.compile(r"\s*[:=(]\s*[-+(]?\d[\d.,\s%€$£)]*$")


class Between(NamedTuple):
    """A line that may be no row.

    Attributes:
        line: Its number.
        cells: Its fields, as they stand in the file.
    """

    line: int
    cells: list[str]

    @property
    def first(self) -> int:
        """The place of its first filled field."""
        return next(at for at, cell in enumerate(self.cells) if cell)

    @property
    def filled(self) -> list[int]:
        """The places of its filled fields."""
        return [at for at, cell in enumerate(self.cells) if cell]


class Told(NamedTuple):
    """What a line is that is no row.

    Attributes:
        skip: What it is, "" where it is refused.
        reason: Why it is refused.
        next_step: What to do then.
    """

    skip: str
    reason: str = ""
    next_step: str = ""


class LinesBetween:
    """Collects the lines of a file that may stand between its rows."""

    def __init__(self, steady: tuple[int, ...]) -> None:
        self._steady = steady
        self.lines: list[Between] = []
        self.gave_up = False

    def see(self, line: int, cells: list[str], rows: int) -> None:
        """Look at a line that is about to be a row, of which there were so many before it."""
        first = next(filter(None, cells), "")
        if self.gave_up or not first:
            return
        lacks = len(lacking(cells, self._steady))
        if is_sparse(lacks, self._steady) or (
            sums_up_by_name(first) if lacks else may_sum_up(first)
        ):
            self.lines.append(Between(line, cells))
        count = len(self.lines)
        if count > MOST_LINES or (count > FEWEST_OF_SHARE and count > MOST_SHARE * rows):
            self.lines, self.gave_up = [], True


def sums_up_by_name(first: str) -> bool:
    """Whether a line may sum up a group, by its first filled field.

    Examples:
        >>> [sums_up_by_name(text) for text in ("Subtotal", "North Total", "Total North", "North")]
        [True, True, True, False]
    """
    return may_sum_up(first) or group_summed(first) != ""


def group_summed(first: str) -> str:
    """Return the group whose total a field names, "" where it names none.

    Examples:
        >>> group_summed("Total for North"), group_summed("North Total: 9"), group_summed("Total")
        ('North', 'North', '')
    """
    text = _FIGURE_BEHIND.sub("", first.strip())
    found = _NAMED_BEHIND.fullmatch(text) or _NAMED_BEFORE.fullmatch(text)
    return found[1].strip() if found else ""
