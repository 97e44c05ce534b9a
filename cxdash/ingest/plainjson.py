"""JSON from a file or a page, read strictly: what is not there as expected is said."""

from __future__ import annotations

from typing import cast

from cxdash.errors import MappingError


def wrong(name: str, expected: str) -> MappingError:
    """Return the error for a part of a mapping that has the wrong shape."""
    return MappingError(
        f"The mapping is not readable: {name} should be {expected}.",
        next_step="Upload the file again and confirm the proposed mapping.",
    )


def object_of(said: object, name: str) -> dict[str, object]:
    """Return a JSON object with text keys."""
    if not isinstance(said, dict):
        raise wrong(name, "an object")
    return {str(key): value for key, value in cast("dict[object, object]", said).items()}


def list_of(said: object, name: str) -> list[object]:
    """Return a JSON list."""
    if not isinstance(said, list | tuple):
        raise wrong(name, "a list")
    return list(cast("list[object]", said))


def text_of(said: object, name: str) -> str:
    """Return a text."""
    if not isinstance(said, str):
        raise wrong(name, "text")
    return said


def text_or_none(said: object, name: str) -> str | None:
    """Return a text, or None for null."""
    return None if said is None else text_of(said, name)
