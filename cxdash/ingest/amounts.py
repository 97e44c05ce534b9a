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

_SIGN: Final = r"(?:€|\$|£|¥|₹|EUR|USD|CHF|GBP|SEK|NOK|DKK|PLN|CZK|BRL|INR)"
_UNITS: Final = {
    "1000": rf"\b(?:tsd|tausend|thousands?|milliers|miles de|milhares|duizend(?:en)?|migliaia)\b|"
    rf"\b[kt]\s?{_SIGN}(?![^\W\d_])|{_SIGN}\s?k\b|[\[(]\s*k\s*[\])]|"
    rf"{_SIGN}\s*['’]?000s?\b|\bin\s*['’]?000s?\b|['’]000s?\b",
    "1000000": rf"\b(?:mio|mill?ions?|millionen|millones|milhões|miljoen|milioni|mln)\b|"
    rf"\bm\s?{_SIGN}(?![^\W\d_])|{_SIGN}\s?m\b",
}  # fmt: skip
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
    """
    return next((times for times, shape in _LISTED.items() if shape.search(header)), None)


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
