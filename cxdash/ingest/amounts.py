"""Amounts of money: what a header says of their unit, and in which currencies they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

MONEY: Final = "currency"
"""The unit of fields that hold amounts of money."""

CENTS: Final = 2
"""Decimals of an amount of money: 1.250 is no amount of one and a quarter."""

FILS: Final = 3
"""Decimals of an amount of a currency whose unit is divided into a thousand."""

_IN_FILS: Final = (
    r"(?i:(?:^|[^\pL])(?:KWD|BHD|OMR|JOD|TND|IQD|LYD|fils|baisa|millimes)(?:$|[^\pL])|"
    r"\b(?:kuwait|bahrain|jordan|tunis|iraq|irak|liby|oman)\pL*\W+(?:dinar|rial)|"
    r"\b(?:dinar|rial)\pL*\W+(?:kuwait|koweït|bahre|jordan|tunis|ira[qk]|liby|oman))|"
    r"[(\[]\s*(?:KD|BD|JD|DT)\s*[)\]]|\d\s?(?:KD|BD|JD|DT)\b|\b(?:KD|BD|JD|DT)\s?\d|"
    r"د\.\s?[كبأتعل]|ر\.\s?ع"
)
"""The currencies of three decimals, as a header or a cell names them. Source: ISO 4217 (the minor
units of KWD, BHD, OMR, JOD, TND, IQD and LYD)."""

_SIGN: Final = r"(?:€|\$|£|¥|₹|EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|BRL|INR)"
_UNITS: Final = {
    "1000": rf"\b(?:tsd|tausend|thousands?|milliers|miles de|milhares|duizend(?:en)?|migliaia)\b|"
    rf"\b[kt]\s?{_SIGN}(?![^\W\d_])|{_SIGN}\s?k\b|[\[(]\s*k\s*[\])]|"
    rf"{_SIGN}\s*['’]?000s?\b|\bin\s*['’]?000s?\b|['’]000s?\b",
    "1000000": rf"\b(?:mio|mill?ions?|millionen|millones|milhões|miljoen|milioni|mln)\b|"
    rf"\bm\s?{_SIGN}(?![^\W\d_])|{_SIGN}\s?m\b",
}  # fmt: skip
_BEFORE_UNIT: Final = re.compile(
    r"(?:\b(?:per|pro|je|jede[rs]?|par|por|pr|na|à|a|every|each|cada|ogni|elke|chaque)\b\.?|/)"
    r"\s*(?:1\s*)?$",
    re.IGNORECASE,
)
"""Words that make what follows the quantity of a price: "per thousand" multiplies nothing."""

_CALLED: Final = {"1000": "thousands", "1000000": "millions"}
_LISTED: Final = {unit: re.compile(shape, re.IGNORECASE) for unit, shape in _UNITS.items()}

_CURRENCIES: Final = {
    "EUR": "€|EUR", "USD": r"(?:^|[^A-Z])\$|US\$|USD", "GBP": "£|GBP", "CHF": "CHF|SFr",
    "JPY": "¥|JPY", "INR": "₹|INR|Rs", "BRL": r"R\$|BRL", "SEK": "SEK", "NOK": "NOK",
    "DKK": "DKK", "PLN": "zł|PLN", "CZK": "Kč|CZK",
}  # fmt: skip
"""Currencies by the signs that tell them; "kr" is that of several."""


def times_of(header: str) -> str | None:
    """Return what the amounts under a header are multiplied by, None where they stand as they are.

    Examples:
        >>> [times_of(name) for name in ("Betrag in Tsd. €", "Cost (k€)", "Umsatz (Mio. EUR)")]
        ['1000', '1000', '1000000']
        >>> times_of("Kosten CHF")
        >>> times_of("Preis je Tsd. Stück")
    """
    return next((times for times, shape in _LISTED.items() if _counts_in(header, shape)), None)


def _counts_in(header: str, unit: re.Pattern[str]) -> bool:
    """Whether a header names a unit, and not as the quantity that a price is for."""
    return any(not _BEFORE_UNIT.search(header[: found.start()]) for found in unit.finditer(header))


def decimals_of(scratch: Scratch, view: str, raw: str, header: str) -> int:
    """Return how many decimals the amounts of a column have at most.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        header: The header name.
    """
    named = scratch.rows(
        f"SELECT regexp_matches({text_sql(header)}, {text_sql(_IN_FILS)}) OR EXISTS ("
        f"SELECT 1 FROM (SELECT {raw} AS v FROM {view}) "
        rf"WHERE regexp_matches(v, '\pL') AND regexp_matches(v, {text_sql(_IN_FILS)}))"
    )[0][0]
    return FILS if named else CENTS


def unit_note(header: str, times: str) -> str:
    """Say that amounts are kept in whole units of their currency."""
    return (
        f"'{header}' counts in {_CALLED[times]}, as its header says: each amount is multiplied by "
        f"{int(times):,}."
    )


def currency_warning(scratch: Scratch, view: str, raw: str, name: str) -> str:
    """Say that a column holds amounts in several currencies, which add up to nothing.

    Args:
        scratch: Where the file's text is.
        view: The table or view that holds it.
        raw: SQL for the cell's text, NULL where missing.
        name: The header name, for the sentence.

    Returns:
        The sentence; "" where no two currencies are told.
    """
    counted = ", ".join(
        f"count(*) FILTER (WHERE regexp_matches(v, {text_sql(shape)}))"
        for shape in _CURRENCIES.values()
    )
    found = cast(
        "tuple[int, ...]",
        scratch.rows(
            f"SELECT {counted} FROM (SELECT DISTINCT {raw} AS v FROM {view}) "
            r"WHERE regexp_matches(v, '[^\d.,\s]')"
        )[0],
    )
    told = [currency for currency, count in zip(_CURRENCIES, found, strict=True) if count]
    if len(told) < 2:  # noqa: PLR2004 (one currency is as it should be)
        return ""
    return (
        f"'{name}' holds amounts in {', '.join(told[:-1])} and {told[-1]}, and none is converted: "
        "their sum means nothing. Convert them to one currency in the file, or do not map the "
        "column."
    )
