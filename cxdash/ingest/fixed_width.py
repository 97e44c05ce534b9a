"""Tables whose columns stand one below the other, with blanks between them and no delimiter.

A place is between two columns where every line has a blank. What has no name in the header belongs
to the column before it: dates with a time of day have a blank on every line too.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from cxdash.ingest.cells import is_ruled
from cxdash.ingest.text_table import Row

FEWEST_LINES: Final = 4
"""Lines, the header's among them, that show where columns begin."""

MOST_LINES: Final = 600
"""Lines that are looked at."""

MOST_ABOVE, MOST_BELOW = 5, 2
"""Lines above the names and below the rows that need not have the blanks."""

_WIDE_GAP: Final = "  "
_MOSTLY: Final = 0.8


def column_starts(lines: Iterable[str]) -> tuple[int, ...]:
    """Return where the columns of a table of fixed width begin, none where it is no such table.

    So where at least two columns each have a name on one of the first lines and a value below it,
    and somewhere more than one blank stands between two of them. Titles above the names and a few
    lines at the end, such as a total, need not have the blanks.

    Examples:
        >>> column_starts(["id  name  score", "1   Ann   5", "12  Bo    3", "3   Cyra  4"])
        (0, 4, 10)
        >>> column_starts(["comment", "very good", "not bad at all", "fine"])
        ()
    """
    texts = [line.rstrip() for line in lines]
    texts = [text for text in texts if text and not _is_rule(text)]
    if len(texts) > MOST_LINES:
        texts = [*texts[: MOST_LINES // 2], *texts[-MOST_LINES // 2 :]]
    if any("\t" in text for text in texts):
        return ()
    filled = [_places(text) for text in texts]
    above = [0, *_prose(texts[:MOST_ABOVE])]
    below = [0, *_prose(texts[: -MOST_BELOW - 1 : -1])]
    found = [
        _starts_of(texts[first : len(texts) - last], filled[first : len(texts) - last])
        for last in below
        for first in above
    ]
    return max(found, key=len)


def _prose(texts: list[str]) -> range:
    """Return how many of the outermost lines hold words and no gaps, as titles and totals do."""
    count = next((at for at, text in enumerate(texts) if _WIDE_GAP in text.strip()), len(texts))
    return range(1, count + 1)


def _places(text: str) -> int:
    """Return a number with a bit for each place that is not blank, the first place's last."""
    return sum(1 << at for at, letter in enumerate(text) if not letter.isspace())


def _starts_of(texts: list[str], filled: list[int]) -> tuple[int, ...]:
    """Return where columns begin below their names, which are the first line."""
    if len(texts) < FEWEST_LINES or not any(_WIDE_GAP in text.strip() for text in texts):
        return ()
    anywhere = 0
    for places in filled:
        anywhere |= places
    begins = anywhere & ~(anywhere << 1)
    starts = [at for at in range(begins.bit_length()) if begins >> at & 1]
    ends = [*starts[1:], anywhere.bit_length()]
    named = [at for at, end in zip(starts, ends, strict=True) if texts[0][at:end].strip()]
    if len(named) < 2 or named[0] != starts[0]:  # noqa: PLR2004 - one column is no such table
        return ()
    ends = [*named[1:], anywhere.bit_length()]
    each_filled = all(
        any(text[at:end].strip() for text in texts[1:]) for at, end in zip(named, ends, strict=True)
    )
    return tuple(named) if each_filled else ()


def seems_fixed_width(lines: Iterable[str]) -> bool:
    """Whether nearly every line has several blanks between words, as such tables have."""
    texts = [line.strip() for line in lines][:MOST_LINES]
    texts = [text for text in texts if text]
    wide = sum(_WIDE_GAP in text for text in texts)
    return len(texts) > 1 and wide >= _MOSTLY * len(texts)


def fixed_width_rows(
    lines: Iterable[str], starts: tuple[int, ...], *, first_line: int
) -> Iterator[Row]:
    """Return each line as a record, cut where columns begin.

    A line with a letter where a blank must stand before a column is given in one piece, as are
    lines of dashes: they are no rows.
    """
    for number, line in enumerate(lines, start=first_line):
        text = line.rstrip("\r\n")
        cut = [text[at:end].strip() for at, end in zip(starts, (*starts[1:], None), strict=True)]
        is_whole = all(not text[at - 1 : at].strip() for at in starts if at)
        if not text.strip():
            yield Row(number, [], [line])
        elif is_whole and not text[: starts[0]].strip() and not is_ruled(cut):
            yield Row(number, cut, [line])
        else:
            yield Row(number, ["".join(text.split()) if _is_rule(text) else text.strip()], [line])


def _is_rule(text: str) -> bool:
    return is_ruled(text.split())
