"""How much a header sounds like one of our fields, in seven languages.

English, German, French, Spanish, Dutch, Italian and Portuguese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from cxdash.ingest.shared_names import SHARED_NAMES
from cxdash.ingest.table_names import GENERAL_NAMES, TABLE_NAMES

TRAILING: Final = frozenset(
    ("id", "no", "nr", "number", "code", "name", "date", "at", "on", "time", "timestamp", "utc",
     "datetime", "datum", "am", "eur", "usd", "gbp", "chf", "brl", "min", "minutes", "hours", "hrs",
     "seconds", "in", "text", "tsd", "thousand", "thousands", "teur", "keur", "kchf", "kusd", "mio",
     "million", "millions", "k", "t", "m", "sek", "nok", "dkk", "pln", "czk", "inr",
     "aed", "ars", "aud", "bhd", "cad", "clp", "cny", "cop", "egp", "hkd", "huf", "idr", "ils",
     "iqd", "jod", "jpy", "krw", "kwd", "lyd", "mad", "mxn", "myr", "nzd", "omr", "php", "qar",
     "ron", "rub", "sar", "sgd", "thb", "tnd", "uah", "vnd", "zar")
)  # fmt: skip
"""Last words that do not change what a column is about."""

OF_DURATIONS: Final = TRAILING | frozenset(
    ("d", "h", "s", "ms", "mm", "ss", "hh", "day", "days", "hour", "hr", "sec", "secs", "std",
     "stunden", "minuten", "sekunden", "tage", "tagen", "jours", "heures", "secondes", "dias",
     "horas", "minutos", "segundos", "dagen", "uren", "seconden", "giorni", "ore", "minuti")
)  # fmt: skip
"""The same for columns of durations, whose last words may be their unit."""

SHORTEST_PLURAL: Final = 4
"""Words from this length on are compared without their plural s."""

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return a header's words without case, accents and signs.

    Examples:
        >>> words_of("orderPurchase_Timestamp")
        ('order', 'purchase', 'timestamp')
        >>> words_of("Größe (cm)")
        ('grosse', 'cm')
    """
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(word.lower() for word in _WORD.findall(plain))


@cache
def names_of(table: str, field: str) -> tuple[tuple[str, ...], ...]:
    """Return the known names of a field as tuples of words, the better ones first."""
    own = TABLE_NAMES.get(table, {}).get(field)
    listed = own if own is not None else SHARED_NAMES.get(field, "")
    phrases = [words_of(field)]
    for name in listed.split(","):
        general = GENERAL_NAMES.get(name.strip())
        phrases += [tuple(one.split()) for one in (general.split(",") if general else [name])]
    return tuple(phrase for phrase in phrases if phrase)


def likeness(name: str, table: str, field: str) -> tuple[float, str]:
    """Say how much a header sounds like a field.

    A name that ends on the phrase is about it ("customer state" is a state); words behind the
    phrase mostly turn it into something else ("customer state" is not a customer).

    Returns:
        0 to 1, and the known name that fits best.

    Examples:
        >>> likeness("order_purchase_timestamp", "cases", "occurred_at")
        (0.7998, 'purchase timestamp')
        >>> likeness("Kundennummer", "cases", "customer_id")
        (0.9972, 'kundennummer')
    """
    words = words_of(name)
    trailing = OF_DURATIONS if field == "duration_min" else TRAILING
    best, best_name = 0.0, ""
    for rank, phrase in enumerate(names_of(table, field)):
        score = _fit(words, phrase, trailing) - min(rank, 90) * 0.0001
        if score > best:
            best, best_name = score, " ".join(phrase)
    return round(best, 4), best_name


def _fit(words: tuple[str, ...], phrase: tuple[str, ...], trailing: frozenset[str]) -> float:
    length = len(phrase)
    best = 0.0
    for start in range(len(words) - length + 1):
        if not all(map(_same, words[start : start + length], phrase)):
            continue
        before, after = start, words[start + length :]
        changed = sum(word not in trailing and not word.isdigit() for word in after)
        neutral = len(after) - changed
        score = 1.0 if not before and not after else 0.88
        best = max(best, score - 0.08 * before - 0.33 * changed - 0.02 * neutral)
    return best


def _same(word: str, known: str) -> bool:
    """Compare two words; longer ones may differ by a plural's s."""
    if word == known:
        return True
    return len(known) >= SHORTEST_PLURAL and word.removesuffix("s") == known.removesuffix("s")
