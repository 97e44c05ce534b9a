"""Text to numbers: the decimal sign is decided from all values of a column, and said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from cxdash.ingest.digits import DECIMAL
from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

_CURRENCY: Final = (
    r"(?:[$€£¥₹%₽₺₩₪]|(?:US|CA|AU|NZ|HK|MX|[RCAS])\$|kr\.?|zł|Kč|Ft|lei|Rs\.?|S?Fr\.|CHF|EUR|Euros?|"
    r"USD|GBP|BRL|JPY|CNY|RMB|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|TRY|ZAR|MXN|SGD|HKD|AED|"
    r"SAR|RUB|KRW|KWD|BHD|OMR|JOD|TND|IQD|LYD|KD|BD|JD|DT|QAR|EGP|MAD|THB|TWD|MYR|IDR|PHP|VND|"
    r"CLP|COP|ARS|UAH|BGN|ISK|ILS|د\.[كبأإتعل]\.?|ر\.ع\.?)"
)
_MONEY: Final = f"{_CURRENCY}?"
ORNAMENT: Final = rf"^([-+]?)\p{{Zs}}*{_MONEY}\p{{Zs}}*|\p{{Zs}}*{_MONEY}\p{{Zs}}*$"
"""Currency signs, percent signs and spaces around a number, behind its sign too."""

DASH: Final = r"^[-\x{2212}\x{2013}]\p{Zs}*"
"""A minus in front, however long it is drawn."""

BEHIND: Final = r"^\((\p{Zs}*[^-()]*\d[^-()]*)\)$|^([^-()]*\d[^-()]*)[-\x{2212}]$"
"""How books write below zero: in brackets, or with the minus behind."""

NO_CENTS: Final = r"(\d)[.,][-\x{2013}\x{2014}]{1,2}(\D*)$"
"""Dashes in place of cents, 12.– or 12,--: they are no minus behind."""

GROUPS: Final = {
    ".": (
        r"[-+]?(?:\d{1,3}(?:[,'’\p{Zs}]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)?(?:\.\d+)?"
        r"(?:[eE][-+]?\d{1,2})?"
    ),
    ",": r"[-+]?(?:\d{1,3}(?:[.'’\p{Zs}]\d{3})+|\d+)?(?:,\d+)?(?:[eE][-+]?\d{1,2})?",
}
"""A whole number with or without thousands or lakhs, for each decimal sign. 12,34 is no number in
a column whose decimal sign is a point: a stray comma must not make it 1234."""

_BELOW_ONE: Final = r"^\D*0[{}]\d"

_OF_GROUP: Final = 3
"""Digits of a group of thousands."""

EITHER: Final = "either"
EITHER_GROUPED: Final = "either, three digits are thousands"
"""Decimal signs of a column that writes both, 1.50 and 2,50: each number by its own sign. One that
can be read in two ways, such as 1.250, is no number, or thousands where decimals are fewer."""

SIGNS: Final = (".", ",", EITHER, EITHER_GROUPED)
"""How the decimals of a column are written."""

_STRAYS: Final = 0.05
"""Fewer numbers with the other sign are faults, where the two signs leave other numbers unclear."""

_EXPONENT: Final = r"[eE][-+]?\d"
_MAY_BE: Final = rf"\D*\d(?:[^\pL:/-]|{_EXPONENT})*\D*"
_LETTERS: Final = rf"{_CURRENCY}|\d{_EXPONENT}"
"""What any number looks like, and the letters one may have: a look that spares most ids and dates
all others."""

PLAIN: Final = r"-?\d{1,20}"
"""Numbers that read the same whatever the decimal sign."""


@dataclass(frozen=True)
class DecimalDecision:
    """The decimal sign of one column, and why, as a sentence ("" when there is nothing to say)."""

    decimal: str
    why: str


def number_sql(raw: str, decimal: str) -> str:
    """Return SQL for the exact decimal in the text `raw`, NULL where it is not a number.

    Args:
        raw: SQL for the cell's text, its digits those of ASCII.
        decimal: One of `SIGNS`; that of Arabic stands for it in any column.
    """
    if decimal in (EITHER, EITHER_GROUPED):
        return _either_sql(raw, is_grouped=decimal == EITHER_GROUPED)
    whole = f"regexp_replace({raw}, {text_sql(NO_CENTS)}, '\\1\\2')"
    own = f"replace({whole}, {text_sql(DECIMAL)}, '{decimal}')"
    bare = _signed(f"regexp_replace({_signed(own)}, {text_sql(ORNAMENT)}, '\\1', 'g')")
    thousands = r"[,'’\p{Zs}]" if decimal == "." else r"[.'’\p{Zs}]"
    ungrouped = f"regexp_replace({bare}, {text_sql(thousands)}, '', 'g')"
    plain = f"replace({ungrouped}, ',', '.')"
    # The exact decimal is made from the text: a detour over DOUBLE would lose digits.
    # Plain numbers are most of what machines write and are read without a look for ornaments.
    return (
        f"(CASE WHEN regexp_full_match({raw}, {text_sql(PLAIN)}) "
        f"THEN try_cast({raw} AS DECIMAL(38, 10)) "
        f"WHEN NOT regexp_full_match({raw}, {text_sql(_MAY_BE)}) THEN NULL "
        rf"WHEN regexp_matches({raw}, '\pL') "
        f"AND NOT regexp_matches({raw}, {text_sql(_LETTERS)}) THEN NULL "
        f"WHEN {bare} <> '' AND regexp_full_match({bare}, {text_sql(GROUPS[decimal])}) "
        f"THEN try_cast({plain} AS DECIMAL(38, 10)) END)"
    )


def _either_sql(raw: str, *, is_grouped: bool) -> str:
    """Return SQL for a number whose own sign tells where its decimals begin."""
    point, comma = number_sql(raw, "."), number_sql(raw, ",")
    unclear = f"if(abs({point}) > abs({comma}), {point}, {comma})" if is_grouped else "NULL"
    return (
        f"(CASE WHEN {comma} IS NULL OR {point} = {comma} THEN {point} "
        f"WHEN {point} IS NULL THEN {comma} "
        f"WHEN regexp_matches({raw}, '{_BELOW_ONE.format('.')}') THEN {point} "
        f"WHEN regexp_matches({raw}, '{_BELOW_ONE.format(',')}') THEN {comma} "
        f"ELSE {unclear} END)"
    )


def _signed(raw: str) -> str:
    """Return SQL that writes the minus of books in front: (12.50), 12.50- and a long minus."""
    dashed = f"regexp_replace({raw}, {text_sql(DASH)}, '-')"
    return f"regexp_replace({dashed}, {text_sql(BEHIND)}, '-\\1\\2')"


def decide_decimal(
    scratch: Scratch, view: str, raw: str, name: str, *, decimals: int | None = None
) -> DecimalDecision:
    """Decide from all rows whether a comma or a point is the decimal sign.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        name: The header name, for the sentence.
        decimals: How many decimals such numbers have at most, where that is known.
    """
    row = scratch.rows(
        f"SELECT count(*), count(*) FILTER (WHERE regexp_matches(v, '[.,]')), "
        f"count({number_sql('v', '.')}), count({number_sql('v', ',')}), "
        r"count(*) FILTER (WHERE regexp_matches(v, '^\D*\d{1,3}([,]\d{3})+\D*$')), "
        r"count(*) FILTER (WHERE regexp_matches(v, '^\D*\d{1,3}([.]\d{3})+\D*$')), "
        f"count(*) FILTER (WHERE regexp_matches(v, '{_BELOW_ONE.format(',')}')), "
        f"count(*) FILTER (WHERE regexp_matches(v, '{_BELOW_ONE.format('.')}')) "
        f"FROM (SELECT DISTINCT {raw} AS v FROM {view}) WHERE v IS NOT NULL"
    )[0]
    seen = _Marks(*cast("tuple[int, ...]", row))
    if not seen.marked:
        return DecimalDecision(".", "")
    both = _both_signs(scratch, view, raw, name, decimals=decimals)
    return both or _one_sign(seen, name, decimals)


class _Marks(NamedTuple):
    """How many different texts of a column have which marks, or are numbers with which sign."""

    filled: int
    marked: int
    as_point: int
    as_comma: int
    comma_groups: int
    point_groups: int
    comma_below_one: int
    point_below_one: int


def _one_sign(seen: _Marks, name: str, decimals: int | None) -> DecimalDecision:
    """Return how a column is read whose decimals all have the same sign."""
    groups = seen.comma_groups or seen.point_groups
    if seen.as_point == seen.as_comma and not groups:
        return DecimalDecision(".", "")
    if seen.as_comma > seen.as_point:
        return DecimalDecision(",", f"'{name}' writes decimals with a comma.")
    if seen.as_point > seen.as_comma:
        said = f"'{name}' writes thousands with a comma." if seen.comma_groups else ""
        return DecimalDecision(".", said)
    if seen.comma_groups:
        return _decided_comma(seen, name, decimals)
    if decimals is not None and decimals < _OF_GROUP and not seen.point_below_one:
        why = (
            f"Every point in '{name}' stands before three digits, and such amounts have at most "
            f"{decimals} decimals: read as thousands."
        )
        return DecimalDecision(",", why)
    why = f"Every point in '{name}' stands before three digits: read as a decimal point."
    return DecimalDecision(".", why)


def _decided_comma(seen: _Marks, name: str, decimals: int | None) -> DecimalDecision:
    """Decide what every comma of a column means that stands before three digits."""
    said = f"Every comma in '{name}' stands before three digits"
    if seen.comma_below_one:
        return DecimalDecision(",", f"{said}, once behind a 0: read as a decimal comma.")
    if decimals == _OF_GROUP and seen.comma_groups == seen.filled:
        # Thousands would leave amounts below a thousand without a comma.
        why = f"{said}, as many as its currency has decimals: read as a decimal comma."
        return DecimalDecision(",", why)
    return DecimalDecision(".", f"{said}: read as thousands, not decimals.")


def _both_signs(
    scratch: Scratch, view: str, raw: str, name: str, *, decimals: int | None
) -> DecimalDecision | None:
    """Return how a column is read in which both signs stand before decimals; None of others."""
    either = number_sql("v", EITHER)
    found = scratch.rows(
        f"SELECT count(*) FILTER (WHERE c IS NULL), min(v) FILTER (WHERE c IS NULL), "
        f"count(*) FILTER (WHERE p IS NULL), min(v) FILTER (WHERE p IS NULL), "
        f"count(*) FILTER (WHERE e IS NULL), min(v) FILTER (WHERE e IS NULL) FROM "
        f"(SELECT v, {number_sql('v', '.')} AS p, {number_sql('v', ',')} AS c, {either} AS e "
        f"FROM (SELECT DISTINCT {raw} AS v FROM {view}) WHERE regexp_matches(v, '[.,]')) "
        "WHERE p IS NOT NULL OR c IS NOT NULL"
    )[0]
    points, point, commas, comma, unclear, one = cast("tuple[int, str, int, str, int, str]", found)
    if not points or not commas:
        return None
    said = (
        f"'{name}' writes decimals with a point and with a comma, such as {point} and {comma}: "
        "each number is read by its own sign."
    )
    if not unclear:
        return DecimalDecision(EITHER, said)
    if decimals is not None and decimals < _OF_GROUP:
        why = f" Such amounts have at most {decimals} decimals: {one} is read as thousands."
        return DecimalDecision(EITHER_GROUPED, said + why)
    if min(points, commas) < _STRAYS * max(points, commas):
        return None
    why = f" Of {one} and others alike it is not certain whether they are thousands: refused."
    return DecimalDecision(EITHER, said + why)
