"""Digits of other alphabets, and the signs that go with them, as a keyboard of the West has them.

Only what becomes a number, a date or a yes or no is read so: ids and comments stay as they are.
"""

from __future__ import annotations

from typing import Final

from cxdash.ingest.sqltext import text_sql

_ZEROS: Final = "٠۰०০๐０"  # noqa: RUF001 (letters that look alike are what this is about)
"""The zero of Arabic, Persian, Devanagari, Bengali, Thai and of full width; 1 to 9 follow each."""

_SIGNS: Final = {
    "\u066c": "'", "\u066a": "%",
    "\uff0d": "-", "\uff0b": "+", "\uff0e": ".", "\uff0c": ",", "\uff0f": "/", "\uff1a": ":",
    "\uff05": "%", "\u3000": " ",
}  # fmt: skip
"""Signs of Arabic, then those of full width. The one that groups thousands in Arabic becomes an
apostrophe, which is no decimal sign in any column."""

_MARKS: Final = "\u200e\u200f\u061c"
"""Marks of the direction of writing around numbers; they are not seen."""

DECIMAL: Final = "\u066b"
"""The decimal sign of Arabic, which stands for that of its column."""

_WESTERN: Final = {
    **{chr(ord(zero) + digit): str(digit) for zero in _ZEROS for digit in range(10)},
    **_SIGNS,
    **dict.fromkeys(_MARKS, ""),
}
_BY_CODE: Final = str.maketrans(_WESTERN)

_SHOWN: Final = [letter for letter, sign in _WESTERN.items() if sign]
_FROM: Final = text_sql("".join(_SHOWN) + _MARKS)
_TO: Final = text_sql("".join(_WESTERN[letter] for letter in _SHOWN))
_ANY: Final = text_sql(f"[{''.join(_WESTERN)}]")
_DIGIT: Final = text_sql(f"[{''.join(letter for letter in _WESTERN if letter.isdigit())}]")


def western(text: str) -> str:
    r"""Return a text with its digits and signs as ASCII has them.

    Examples:
        >>> western("\u0661\u0662\u066c\u0665\u0660\u0660"), western("\uff14\uff0c\uff15")
        ("12'500", '4,5')
    """
    return text if text.isascii() else text.translate(_BY_CODE)


def western_sql(raw: str) -> str:
    """Return SQL for what `western` does to the text `raw`.

    A text of ASCII alone has as many bytes as letters, which is told faster than anything else.
    `raw` is written once, whatever it takes to work it out.
    """
    is_plain = f"strlen(v) = length(v) OR NOT regexp_matches(v, {_ANY})"
    read = f"CASE WHEN {is_plain} THEN v ELSE translate(v, {_FROM}, {_TO}) END"
    return f"list_transform([{raw}], lambda v: {read})[1]"


def holds_digits_sql(raw: str) -> str:
    """Return SQL for whether digits of another alphabet stand in the text `raw`."""
    return f"(strlen({raw}) > length({raw}) AND regexp_matches({raw}, {_DIGIT}))"
