"""How the command line tells what it did, and reads what it was told."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from cxdash.errors import QuestionError

DONE, REFUSED = 0, 1
"""Exit status; argparse ends with 2 on wrong usage."""


def pair(text: str) -> tuple[str, str]:
    """Read NAME=VALUE.

    Raises:
        QuestionError: If there is no =.
    """
    name, sign, value = text.partition("=")
    if not sign:
        raise QuestionError(f"{text!r} has no =.", next_step="Write NAME=VALUE, as segment=Retail.")
    return name, value


def tell(asked: argparse.Namespace, as_json: dict[str, Any], lines: Sequence[str]) -> None:
    """Print one JSON object, or the same as lines."""
    text = json.dumps(as_json, indent=2, ensure_ascii=False) if asked.json else "\n".join(lines)
    print(text)  # noqa: T201 - what the command line is for
