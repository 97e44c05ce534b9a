"""How plausible a text is as one of a language, letter by letter, as logarithms of chances."""

# ruff: noqa: RUF001 - signs of several languages that look alike are told apart here
import unicodedata
from functools import cache
from math import exp, log
from typing import Final

from cxdash.ingest.alphabets import ALPHABETS, SCRIPTS, Alphabet, Script

_ASCII_LETTER: Final = log(0.05)
_ASCII_IN_OTHERS: Final = log(0.005)
"""A letter of ASCII beside letters of another alphabet, as in a brand's name."""

_ASCII_REST: Final = log(0.02)
_FOREIGN: Final = log(2e-4)
"""A letter of another language, as in the name of a customer from abroad."""

_USUAL_MARK: Final = log(0.25)
_MARK: Final = log(0.05)
_ODD_MARK: Final = log(2e-4)
_MARK_AT_WORD: Final = log(1e-5)
_MARK_IN_WORD: Final = log(2e-6)
_NO_TEXT: Final = log(1e-8)
"""Signs: those that every text has, those written beside words, others by themselves, beside a
letter and between two, and what is no text."""

_CAPITAL: Final = log(0.12)
_CAPITAL_IN_WORD: Final = log(0.003)
_BESIDE_DIGIT: Final = log(0.01)
_ALONE: Final = log(0.2)
"""What is seldom: a capital, one behind a small letter, a letter beside a digit or by itself."""

_USUAL_MARKS: Final = frozenset("“”„‘’‚–—…€、。，！？：；（）「」・～《》")
_MARKS: Final = frozenset("£°§«»®™©¿¡ºª½µ·\u00a0")
_BARS: Final = frozenset("¦¬")
"""What stands between columns if it stands in a file at all."""

_BETWEEN_LETTERS: Final = frozenset("’·・") | _BARS
_CLOSING: Final = frozenset("’»½ºª®™£")
_OPENING: Final = frozenset("‘‚„¿¡")
_POWERS: Final = frozenset("²³")
_MEASURED: Final = frozenset("m0123456789")
_NOTHING: Final = "\ufffd"

_FREQUENT, _USUAL, _RARE = 0.55, 0.4, 0.01
"""What a language of many characters holds of its frequent, usual and rare ones."""

_MANY: Final = 3000
"""About how many characters are usual, and how many are rare."""


def languages() -> list[tuple[str, str]]:
    """Return each language with each of the encodings it is written in."""
    tables = {**ALPHABETS, **SCRIPTS}
    return [(name, codec) for name, table in tables.items() for codec in table.codecs]


def plausibility(word: str, language: str) -> float:
    """Return the logarithm of the chance that someone who writes a language writes this word.

    Args:
        word: Letters without blanks; a byte that could not be decoded stands as U+FFFD.
        language: A name from `languages`.
    """
    chances = _Chances.of(language)
    total = _ALONE if len(word) == 1 and word.isalpha() else 0.0
    before = ""
    for at, letter in enumerate(word):
        after = word[at + 1 : at + 2]
        if letter.isascii():
            total += chances.ascii_letter if letter.isalpha() else _ASCII_REST
            if letter.isupper() and before.islower() and not before.isascii():
                total += _CAPITAL_IN_WORD
        elif letter not in _MARKS and (letter.isalpha() or unicodedata.category(letter)[0] == "M"):
            total += chances.letter(letter, before)
            if chances.are_letters and (before.isdigit() or after.isdigit()):
                total += _BESIDE_DIGIT
        else:
            total += _sign(letter, before, after)
        before = letter
    return total


def _sign(letter: str, before: str, after: str) -> float:
    """Return the chance of what is neither of ASCII nor a letter, between its neighbours."""
    behind, ahead = before.isalpha(), after.isalpha()
    if letter == _NOTHING or unicodedata.category(letter)[0] == "C":
        # A damaged byte by itself says little; within a word it says that the letters are others.
        return _NO_TEXT if before or after else _ODD_MARK
    if behind and ahead and letter not in _BETWEEN_LETTERS and not _is_wide(letter):
        return _MARK_IN_WORD
    opens, closes = ahead and not before, behind and not after
    if (opens and letter in _CLOSING) or (closes and letter in _OPENING):
        return _ODD_MARK
    if letter in _USUAL_MARKS:
        return _USUAL_MARK
    if letter in _MARKS or letter in _BARS or (letter in _POWERS and before in _MEASURED):
        return _MARK
    return _MARK_AT_WORD if behind or ahead else _ODD_MARK


def _is_wide(letter: str) -> bool:
    """Whether a sign is one of those that stand between characters without blanks."""
    return unicodedata.east_asian_width(letter) in "WF"


class _Chances:
    """The chances of a language's letters."""

    def __init__(self, table: Alphabet | Script) -> None:
        self._known: dict[str, float] = {}
        self._script = table if isinstance(table, Script) else None
        self.ascii_letter = _ASCII_IN_OTHERS
        self.are_letters = self._script is None
        if isinstance(table, Alphabet):
            self._known = _ranked(table)
            latin = unicodedata.name(table.letters[0]).startswith("LATIN")
            self.ascii_letter = _ASCII_LETTER if latin else _ASCII_IN_OTHERS

    @staticmethod
    @cache
    def of(language: str) -> "_Chances":
        """Return those of a language."""
        return _Chances({**ALPHABETS, **SCRIPTS}[language])

    def letter(self, letter: str, before: str) -> float:
        """Return the chance of a letter beyond ASCII behind another one."""
        if letter not in self._known:
            self._known[letter] = self._worked_out(letter)
        chance = self._known[letter]
        if letter.islower() or letter == letter.lower() or chance == _FOREIGN:
            return chance
        return chance + (_CAPITAL_IN_WORD if before.islower() else _CAPITAL)

    def _worked_out(self, letter: str) -> float:
        if self._script is not None:
            return _character(self._script, letter)
        return self._known.get(letter.lower(), _FOREIGN)


def _ranked(table: Alphabet) -> dict[str, float]:
    """Return the chances of letters, each the same part of the one before it."""
    count = len(table.letters)
    weights = [exp(-table.steep * at / count) for at in range(count)]
    total = sum(weights)
    return {
        letter: log(weight / total) for letter, weight in zip(table.letters, weights, strict=True)
    }


def _character(script: Script, letter: str) -> float:
    """Return the chance of one of very many characters."""
    rest = 1 - script.own_share
    if letter in script.own:
        return log(script.own_share / len(script.own))
    if letter in script.frequent:
        return log(rest * _FREQUENT / len(script.frequent))
    try:
        first = letter.encode(script.ranks)[0]
    except UnicodeEncodeError:
        return _NO_TEXT
    if not _is_wide(letter) or unicodedata.category(letter) != "Lo":
        return _FOREIGN + log(0.01)
    share = _USUAL if first < script.first_rare else _RARE
    return log(rest * share / _MANY)
