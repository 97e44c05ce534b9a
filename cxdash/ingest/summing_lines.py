"""Lines at the end of a list that sum it up in other words than "total": a mean, a median.

"Total" at the end is no row whatever stands beside it. These words can be a customer's own, so a
line that begins with one is told by the rest of it too.
"""

import re
from typing import Final

from cxdash.ingest.cells import cell_kind, is_total
from cxdash.ingest.headers import Header
from cxdash.ingest.repair import Mender

WORDS: Final = (
    "average", "averages", "avg", "mean", "median", "minimum", "maximum", "std dev", "stdev",
    "standard deviation", "variance", "count", "overall",
    "mittelwert", "mittel", "durchschnitt", "gesamtdurchschnitt", "schnitt", "gesamtschnitt",
    "standardabweichung", "varianz", "anzahl", "insgesamt", "gesamtergebnis", "zwischensumme",
    "endsumme", "ergebnis", "moyenne", "moyenne générale", "médiane", "mediane", "écart type",
    "écart-type", "total général", "sous-total", "ensemble", "promedio", "media", "mediana",
    "desviación estándar", "total general", "média", "média geral", "desvio padrão", "total geral",
    "media generale", "totale complessivo", "totale generale", "deviazione standard", "gemiddelde",
    "gemiddeld", "mediaan", "eindtotaal", "subtotaal", "standaarddeviatie", "średnia", "medel",
    "medelvärde", "genomsnitt", "gennemsnit", "gjennomsnitt", "keskiarvo", "průměr", "celkem",
    "átlag", "összesen", "ortalama", "toplam", "среднее", "среднее значение", "итого", "المتوسط",
    "المجموع", "الإجمالي", "平均", "平均值", "ø", "⌀", "x̄",
)  # fmt: skip
"""What stands first in such a line, in small letters."""

OPENINGS: Final = tuple(sorted({word[:2] for word in WORDS if word[:2].isascii()}))
"""The first two letters of those words, where they are letters of ASCII."""

_OF: Final = (
    r"(?:score|scores|rating|value|wert|note|csat|nps|ces|total|gesamt|overall|general|all)"
)
PATTERN: Final = (
    rf"(?:{'|'.join(sorted(map(re.escape, WORDS), reverse=True))})"
    rf"(?:\s+{_OF})?\s*(?:[:=(\d].*)?$"
)
"""A first field that sums up, as an expression for a whole text without regard to case."""

_SUMS_UP: Final = re.compile(PATTERN, re.IGNORECASE)
_FIGURE: Final = re.compile(r"[-–—/]|[-±\d.,:%'\s/]*\d[-±\d.,:%'\s/]*[^\W\d_]{0,4}\.?")


def may_sum_up(first: str) -> bool:
    """Whether a line may sum up the others, by its first filled field.

    Examples:
        >>> [may_sum_up(text) for text in ("Mittelwert:", "Average score", "Average service")]
        [True, True, False]
    """
    first = first.strip()
    return is_total(first) or _SUMS_UP.match(first) is not None


def sums_up(cells: list[str], header: Header, mender: Mender) -> bool:
    """Whether a line sums up the rows above it, and cannot be one of them.

    Beside its word stand figures and nothing else, and it lacks what every row has or looks
    otherwise in some column: a customer may well have written "average".
    """
    places = [at for at, cell in enumerate(cells) if cell]
    if not places or not may_sum_up(cells[places[0]]):
        return False
    rest = [cells[at] for at in places[1:]]
    if not rest or not all(map(_is_figure, rest)):
        return False
    if len(cells) != len(header.names):
        return True
    lacks = any(not cells[at] for at in header.always_filled)
    return lacks or not header.fits(cells) or not mender.fits(cells)


def _is_figure(cell: str) -> bool:
    return cell_kind(cell) != "date" and (
        may_sum_up(cell) or cell_kind(cell) == "number" or bool(_FIGURE.fullmatch(cell.strip()))
    )
