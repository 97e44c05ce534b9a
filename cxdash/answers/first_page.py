"""What a first page shows, from what the last start kept of it where that is of the same data.

A start then reads no columns and loads nothing that answers. It is kept under all that it depends
on: the version of the data, the question, what the reader may see, and the code.
"""

import functools
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from sys import version as python
from typing import Final, cast

from cxdash.answers.answer import Answer
from cxdash.answers.plain import answer_of, plain_of
from cxdash.metrics.choices import choices
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import Reader
from cxdash.store.first_page import FirstPage

_CODE: Final = ("answers", "metrics", "model", "stats", "store")
"""The packages that figures and sentences come from."""

_LIBRARIES: Final = ("duckdb", "numpy", "pandas", "scipy")
"""What computes them, by the names they are installed under."""


def kept_answer(page: FirstPage, name: str, reader: Reader, question: Question) -> Answer | None:
    """Return an answer as it was kept; None where it was not, or of anything else.

    Args:
        page: Where it is kept.
        name: One of `cxdash.answers.open.ANSWERS`.
        reader: What is known and may be seen.
        question: What is asked, its dates resolved.
    """
    said = page.kept(name, _key(reader, question))
    try:
        return None if said is None else answer_of(said, name, reader.facts.version, question)
    except ValueError:
        return None  # somebody changed the file


def keep_answer(page: FirstPage, answer: Answer, reader: Reader) -> None:
    """Keep an answer; one that would not come back the same is not kept.

    Args:
        page: Where to keep it.
        answer: One about several metrics.
        reader: What was known and could be seen.
    """
    with suppress(ValueError):
        page.keep(answer.name, _key(reader, answer.question), plain_of(answer))


def kept_choices(page: FirstPage, reader: Reader) -> Mapping[str, Sequence[str]]:
    """Return the values of each dimension that has any as they were kept, or count and keep them.

    Args:
        page: Where they are kept.
        reader: What is known and may be seen.
    """
    key = _key(reader)
    said = page.kept("choices", key)
    if _are_choices(said):
        return cast("dict[str, list[str]]", said)
    found = choices(reader)
    page.keep("choices", key, found)
    return found


def _are_choices(said: object) -> bool:
    if not isinstance(said, dict):
        return False
    lists = cast("dict[str, object]", said).values()
    return all(
        isinstance(values, list)
        and all(isinstance(value, str) for value in cast("list[object]", values))
        for values in lists
    )


def _key(reader: Reader, question: Question | None = None) -> str:
    """Return a name for all that a part of a first page depends on."""
    # Every field of a reader, those to come as well: the calendar, the policy, what was noted.
    # Not its facts, which are one version, nor what it remembers of them.
    names = [one.name for one in fields(reader) if one.compare and one.name != "facts"]
    known = [(name, getattr(reader, name)) for name in names]
    return sha256(repr((reader.facts.version, known, question, _code())).encode()).hexdigest()


@functools.cache
def _code() -> str:
    """Return a name for the code and the libraries that make figures and sentences."""
    package = Path(__file__).resolve().parents[1]
    digest = sha256(python.encode())
    for name in _LIBRARIES:
        digest.update(version(name).encode())
    for path in sorted(path for name in _CODE for path in (package / name).rglob("*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
