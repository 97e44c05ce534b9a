"""Tables with a broken line or a bad cell: mended where only one reading fits, else refused."""

from __future__ import annotations

from itertools import chain

from tests.bad_files.cases import (
    ALL_ROWS,
    ROWS,
    TABLE,
    BadFile,
    Fault,
    lines_with,
    rows_without,
    text,
)

PLACES = (1, 6, 12)
"""The rows a fault is put into: the first, one in the middle, the last."""


def _joined(at: int, **changed: str) -> str:
    names = TABLE[0]
    return ",".join(changed.get(name, cell) for name, cell in zip(names, ROWS[at - 1], strict=True))


def _mended(name: str, at: int, line: str, note: str) -> BadFile:
    return BadFile(f"{name}-{at}.csv", lines_with(at, line).encode(), rows=ALL_ROWS, note=note)


def _mends(at: int) -> tuple[BadFile, ...]:
    number, day, channel, comment, score = ROWS[at - 1]
    back, out = "A delimiter that was lost was put back", "A surplus delimiter was left out"
    return (
        _mended("lost-after-id", at, f"{number}{day},{channel},{comment},{score}", back),
        _mended("lost-after-day", at, f"{number},{day}{channel},{comment},{score}", back),
        _mended("lost-before-score", at, f"{number},{day},{channel},{comment}{score}", back),
        _mended("surplus-first", at, f",{number},{day},{channel},{comment},{score}", out),
        _mended("surplus-inside", at, f"{number},{day},,{channel},{comment},{score}", out),
        _mended(
            "other-delimiter", at, f"{number};{day};{channel};{comment};{score}",
            "A line with another delimiter was split",
        ),
    )  # fmt: skip


def _with_comma(at: int) -> BadFile:
    """A comment with a comma and no quotes, in a table that shows where comments stand."""
    changed = [list(row) for row in ROWS]
    changed[at - 1][3] = "Slow, but kind"
    return BadFile(
        f"comma-in-comment-{at}.csv",
        lines_with(at, _joined(at, comment="Slow, but kind")).encode(),
        rows=tuple(map(tuple, changed)),
        note="A field that holds the delimiter without quotes was kept whole",
    )


def _with_quote(at: int) -> BadFile:
    changed = [list(row) for row in ROWS]
    changed[at - 1][3] = '"' + ROWS[at - 1][3]
    return BadFile(
        f"stray-quote-{at}.csv",
        lines_with(at, _joined(at, comment='"' + ROWS[at - 1][3])).encode(),
        rows=tuple(map(tuple, changed)),
        note="A stray quote mark was read as part of its field",
    )


def _refused(at: int, above: str, kind: str) -> BadFile:
    number, day, channel, comment, score = ROWS[at - 1]
    line, told = {
        "short": (f"{number},{day}", "has 2 fields where the header has 5"),
        "long": (f"{number},{day},{channel},a,b,c,{score},x,y", "has 9 fields"),
        "words-run-together": (f"{number},{day},{channel}{comment},{score}", "has 4 fields"),
        "two-commas-lost": (f"{number}{day}{channel},{comment},{score}", "has 3 fields"),
        "open-quote": (f'{number},{day},"{channel}', "opens a quote that is never closed"),
    }[kind]
    shift = above.count("\n")
    return BadFile(
        f"{kind}-{at}-{shift}.csv",
        (above + lines_with(at, line)).encode(),
        rows=rows_without(at),
        faults=(Fault(at + 1 + shift, told),),
    )


REFUSED = tuple(
    _refused(at, above, kind)
    for at in PLACES
    for above in ("", "Answers of March\n\n")
    for kind in ("short", "long", "words-run-together", "two-commas-lost", "open-quote")
)

AFTER_BREAKS = tuple(
    BadFile(
        f"after-{breaks}-line-breaks.csv",
        (
            text(TABLE[:1])
            + ",".join(
                [*ROWS[0][:3], f'"{"more" + chr(10)}{chr(10).join(["of it"] * breaks)}"', "3"]
            )
            + "\n"
            + f"{text(ROWS[1:5])}9,bad\n{text(ROWS[5:])}"
        ).encode(),
        rows=(
            (*ROWS[0][:3], "more\n" + "\n".join(["of it"] * breaks), "3"),
            *rows_without(1),
        ),
        faults=(Fault(7 + breaks, "has 2 fields"),),
    )
    for breaks in (1, 2, 5)
)


def _cell(name: str, at: int, column: str, value: str, told: str) -> BadFile:
    return BadFile(
        f"{name}-{at}.csv",
        lines_with(at, _joined(at, **{column: value})).encode(),
        faults=(Fault(at + 1, told, column, value),),
        checked=True,
    )


CELLS = tuple(
    _cell(name, at, column, value, told)
    for at in PLACES
    for name, column, value, told in (
        ("word-for-score", "score", "five", "is not a number"),
        ("score-too-high", "score", "9", "lies outside the scale"),
        ("score-too-low", "score", "-1", "lies outside the scale"),
        ("score-with-unit", "score", "4pt", "is not a number"),
        ("day-that-is-none", "day", "2025-02-30", "is no day of the calendar"),
        ("day-in-words", "day", "last week", "is no date"),
        ("no-day", "day", "", "is empty"),
    )
)

BROKEN_LINES = tuple(
    chain(
        *(_mends(at) for at in PLACES),
        map(_with_comma, PLACES),
        map(_with_quote, PLACES),
        REFUSED,
        AFTER_BREAKS,
        CELLS,
    )
)
