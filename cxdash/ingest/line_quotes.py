"""Which lines of a block have quote marks where they cannot be read beyond doubt.

No line is split here. Where the marks stand decides: within a line, every odd one (the first, the
third) opens a field or is the second half of a doubled mark, every even one closes a field or is
the first half of a doubled mark, and they come in pairs.
"""

import numpy as np

from cxdash.ingest.arrow_columns import Flags, Letters, Numbers

_LINE_FEED, _RETURN = 10, 13


def misquoted_lines(block: bytes, ends: Numbers, *, quote: bytes, delimiter: bytes) -> Numbers:
    r"""Return the places of the lines in which a quote mark stands in the wrong place.

    Fields that run over several lines are among them, on each of the lines that hold a mark.

    Args:
        block: Whole lines that end in LF or CR LF, with at least one quote mark.
        ends: Where the line feed of each line stands; the last line may lack it.
        quote: What encloses fields.
        delimiter: What separates them.

    Examples:
        >>> block = b'a,"b"\na,b"c\n"a""b",c\n"a,b\n'
        >>> misquoted_lines(block, np.array([5, 10, 18, 23]), quote=b'"', delimiter=b",").tolist()
        [1, 3]
    """
    letters = np.frombuffer(block, np.uint8)
    marks = np.flatnonzero(letters == quote[0])
    if _all_enclose(letters, marks, ends, quote=quote[0], delimiter=delimiter[0]):
        return marks[:0]
    lines = np.searchsorted(ends, marks)
    opens = _nth_in_line(lines) % 2 == 0
    before = letters[marks - 1]
    begins = (before == delimiter[0]) | (before == _LINE_FEED) | (before == quote[0]) | (marks == 0)
    stops = _ends_field(letters, marks + 1, delimiter=delimiter[0]) | _is(
        letters, marks + 1, quote[0]
    )
    wrong = lines[np.where(opens, ~begins, ~stops)]
    last = np.append(lines[1:] != lines[:-1], [True])
    return np.unique(np.concatenate([wrong, lines[last & opens]]))


def _all_enclose(
    letters: Letters, marks: Numbers, ends: Numbers, *, quote: int, delimiter: int
) -> bool:
    """Return whether all marks, taken in pairs, enclose something within a line of their own.

    This is what nearly every block is like, and sooner seen than which line breaks it.
    """
    if marks.size % 2 or marks[0] == 0 or marks[-1] == letters.size - 1:
        return False
    opens, closes = marks[::2], marks[1::2]
    begins, stops = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
    begins[[delimiter, _LINE_FEED, quote]] = stops[[delimiter, _LINE_FEED, _RETURN, quote]] = True
    return bool(
        begins[letters[opens - 1]].all()
        and stops[letters[closes + 1]].all()
        and (closes < ends[np.searchsorted(ends, opens)]).all()
    )


def _nth_in_line(lines: Numbers) -> Numbers:
    """Return how many marks of the same line stand before each."""
    count = np.arange(lines.size)
    starts = np.append([True], lines[1:] != lines[:-1])
    return count - np.maximum.accumulate(np.where(starts, count, 0))


def _ends_field(letters: Letters, places: Numbers, *, delimiter: int) -> Flags:
    """Return whether a delimiter, a line end or the end of the text stands at each place."""
    return (
        _is(letters, places, delimiter)
        | _is(letters, places, _LINE_FEED)
        | _is(letters, places, _RETURN)
        | (places >= letters.size)
    )


def _is(letters: Letters, places: Numbers, letter: int) -> Flags:
    """Return whether a letter stands at each place; not beyond the end."""
    return (letters[np.minimum(places, letters.size - 1)] == letter) & (places < letters.size)
