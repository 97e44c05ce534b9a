"""Scores that name their own scale: 4/5, 8 out of 10, 4 stars, ★★★★☆, faces and thumbs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cxdash.ingest.score_shapes import OUT_OF
from cxdash.ingest.words import COVERED, ReadScale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxdash.ingest.columns import ColumnProfile

_STARRED: Final = "star|stern|étoile|estrella|sterren|stelle|estrela|★|⭐|🌟"
_PYTHON: Final = re.compile(OUT_OF.replace(r"\x{FE0F}", "\ufe0f"))

MOSTLY_ONE: Final = 0.95
"""The share of scores that must name the same highest one; the others are refused, line by line."""

HALF: Final = 0.5
_LARGEST: Final = 100

_FILLED: Final = "★⭐🌟✭✮"
_EMPTY: Final = "☆✩"
_LONGEST: Final = 10
_FACES: Final = {
    1: "😡😠🤬😤😭",
    2: "🙁☹😞😟😕😢😔",
    3: "😐😶😑🫤",
    4: "🙂😊☺",
    5: "😀😃😄😁😍🤩😆🥰",
}
"""Faces from the worst to the best, as scales of five show them."""
_NEUTRAL: Final = 3
_STEP: Final = {face: step for step, faces in _FACES.items() for face in faces}
_THUMBS: Final = {"👎": 0, "👍": 1}
_DRESS: Final = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\\s]")
"""What changes how a sign is drawn, and not what it says."""


def highest_of(column: ColumnProfile) -> str | None:
    """Return the highest score that nearly all scores of a column name; "" where only units do.

    None where it holds no such scores, or several highest ones.
    """
    if column.fractions < HALF or column.fractions + column.numbers < COVERED:
        return None
    total = sum(column.tops.values())
    if not total:
        return ""
    top, count = max(column.tops.items(), key=lambda one: one[1])
    is_scale = top.isdigit() and 1 < int(top) <= _LARGEST
    return top if is_scale and count >= MOSTLY_ONE * total else None


def mixed_scales(column: ColumnProfile) -> str:
    """Say that the scores of a column are out of different numbers; "" where they are not."""
    total = sum(column.tops.values())
    usual = {top: count for top, count in column.tops.items() if count > (1 - MOSTLY_ONE) * total}
    if column.fractions < COVERED or not 1 < len(usual) <= len(("5", "10", "100")):
        return ""
    listed = " and ".join(sorted(usual, key=int))
    return (
        f"'{column.name}' holds scores out of {listed}, which are different scales, and is not "
        "read. Put each scale into a column or a file of its own."
    )


def as_numbers(column: ColumnProfile) -> ColumnProfile:
    """Return the profile of a column of such scores as if it held their numbers alone."""
    counted: Counter[str] = Counter()
    for value, count in column.values:
        found = _PYTHON.match(value)
        counted[found[1] if found else value] += count
    return replace(column, values=tuple(counted.items()), numbers=1.0, whole=1.0)


def is_starred(column: ColumnProfile) -> bool:
    """Whether the scores of a column say by their unit that they are stars."""
    return all(re.search(_STARRED, value.lower()) for value in column.examples)


def sign_scale(values: Iterable[tuple[str, int]]) -> ReadScale | None:
    """Return the scale of answers that are stars, faces or thumbs, or None.

    Every step of the scale gets its value, seen or not: next month's answers may be others.

    Examples:
        >>> sign_scale([("★★★★☆", 3), ("★☆☆☆☆", 1)]).words["★★☆☆☆"]
        '2'
        >>> sign_scale([("👍", 3), ("👎", 1)]).words["👎"]
        '0'
    """
    counted = [(value, count, _DRESS.sub("", value)) for value, count in values]
    total = sum(count for _, count, _ in counted)
    for read in (_stars, _thumbs, _faces):
        scale = read({bare for _, _, bare in counted})
        if scale is None:
            continue
        words = {value: scale.words[bare] for value, _, bare in counted if bare in scale.words}
        covered = sum(count for value, count, _ in counted if value in words)
        if covered >= COVERED * total and len(set(words.values())) > 1:
            return replace(scale, words={**scale.words, **words})
    return None


def _stars(texts: set[str]) -> ReadScale | None:
    """Return the scale of texts that are nothing but stars, the empty ones behind the full."""
    rows = [text for text in texts if re.fullmatch(f"[{_FILLED}]*[{_EMPTY}]*", text) and text]
    full = {sign for text in rows for sign in text if sign in _FILLED}
    empty = {sign for text in rows for sign in text if sign in _EMPTY}
    lengths = {len(text) for text in rows if set(text) & empty}
    if not rows or not full or len(lengths) > 1:
        return None
    high = (
        lengths.pop()
        if lengths
        else next(end for end in (5, 7, _LONGEST, _LARGEST) if end >= max(map(len, rows)))
    )
    if max(map(len, rows)) > high or high > _LONGEST:
        return None
    low = 0 if any(not set(text) & full for text in rows) else 1
    words: dict[str, str] = {}
    for step in range(low, high + 1):
        for sign in sorted(full):
            words |= {sign * step + rest * (high - step): str(step) for rest in sorted(empty)}
            words |= {sign * step: str(step)} if step else {}
    return ReadScale("stars", Decimal(low), Decimal(high), words)


def _thumbs(texts: set[str]) -> ReadScale | None:
    if not texts & set(_THUMBS):
        return None
    words = {sign: str(step) for sign, step in _THUMBS.items()}
    return ReadScale("thumbs", Decimal(0), Decimal(1), words)


def _faces(texts: set[str]) -> ReadScale | None:
    """Return the scale of faces: of five, or of two or three where only so many are in use."""
    steps = sorted({_STEP[text] for text in texts if text in _STEP})
    bad, good = (
        [step for step in steps if step < _NEUTRAL],
        [step for step in steps if step > _NEUTRAL],
    )
    if len(steps) < 2:  # noqa: PLR2004 (one face alone has no scale)
        return None
    if len(bad) > 1 or len(good) > 1:
        return _faces_as({step: step for step in _FACES}, 1, 5)
    if _NEUTRAL in steps:
        return _faces_as({**dict.fromkeys(bad, 1), _NEUTRAL: 2, **dict.fromkeys(good, 3)}, 1, 3)
    return _faces_as({**dict.fromkeys(bad, 0), **dict.fromkeys(good, 1)}, 0, 1)


def _faces_as(values: dict[int, int], low: int, high: int) -> ReadScale:
    words = {face: str(value) for step, value in values.items() for face in _FACES[step]}
    return ReadScale("faces", Decimal(low), Decimal(high), words)
