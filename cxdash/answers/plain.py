"""An answer as plain values and back: the same to the last bit, or not at all.

What is kept on disk is read by this and nothing else. It makes numbers and text, each of the kind
it says, and refuses all else.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final, cast

import pandas as pd

from cxdash.answers.answer import Answer, Finding, Panel
from cxdash.metrics.filters import Question

_KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "float64": (float, type(None)),
    "int64": (int,),
    "bool": (bool,),
    "str": (str, type(None)),
    "object": (str, int, float, bool, type(None)),
}
"""What may stand in a column of each type; nothing stands for a number or text that is missing."""


def plain_of(answer: Answer) -> dict[str, object]:
    """Return all that an answer says, as values that JSON gives back unchanged.

    Args:
        answer: One about several metrics, without rows behind its marks.

    Raises:
        ValueError: If it holds what would not come back the same.
    """
    if answer.metric is not None:
        raise ValueError("an answer about one metric is not kept")
    return {
        "sentences": list(answer.sentences),
        "panels": {name: _plain_panel(panel) for name, panel in answer.panels.items()},
        "findings": [{**asdict(found), "link": dict(found.link)} for found in answer.findings],
    }


def answer_of(said: object, name: str, version: str, question: Question) -> Answer:
    """Return the answer that plain values say.

    Args:
        said: What `plain_of` gave.
        name: Which question of the product it answers.
        version: The version of the facts.
        question: What was asked.

    Raises:
        ValueError: If they are not what `plain_of` gives.
    """
    whole = _fields(said, "sentences", "panels", "findings")
    sentences = tuple(_text(one) for one in _list(whole["sentences"]))
    panels = {panel: _panel(one) for panel, one in _object(whole["panels"]).items()}
    findings = tuple(_finding(one) for one in _list(whole["findings"]))
    return Answer(name, version, question, None, sentences, panels, findings)


def _plain_panel(panel: Panel) -> dict[str, object]:
    if panel.rows:
        raise ValueError("a panel with rows behind its marks is not kept")
    return {
        "title": panel.title,
        "frames": {name: _plain_frame(frame) for name, frame in panel.frames.items()},
        "table": _plain_frame(panel.table),
        "how": panel.how,
    }


def _panel(said: object) -> Panel:
    part = _fields(said, "title", "frames", "table", "how")
    frames = {name: _frame(one) for name, one in _object(part["frames"]).items()}
    return Panel(_text(part["title"]), frames, _frame(part["table"]), _text(part["how"]))


def _plain_frame(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return a frame's columns in order, each with its name, type and values."""
    if not frame.index.equals(pd.RangeIndex(len(frame))) or (len(frame) and not len(frame.columns)):
        raise ValueError("rows with names of their own are not kept")
    return [_plain_column(name, frame[name]) for name in frame.columns]


def _plain_column(name: object, column: object) -> dict[str, object]:
    if not isinstance(column, pd.Series):
        raise ValueError(f"two columns are called {name!r}")  # noqa: TRY004 - a matter of values
    kind = str(column.dtype)
    values = cast("list[object]", column.tolist())
    if kind in ("float64", "str"):
        values = [None if value is None or value != value else value for value in values]  # noqa: PLR0124 - only NaN
    return {"name": _text(name), "type": kind, "values": _checked(kind, values)}


def _frame(said: object) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for one in _list(said):
        part = _fields(one, "name", "type", "values")
        kind = _text(part["type"])
        columns[_text(part["name"])] = pd.Series(_checked(kind, _list(part["values"])), dtype=kind)
    if len({len(column) for column in columns.values()}) > 1:
        raise ValueError("columns of one frame differ in length")
    return pd.DataFrame(columns)


def _checked(kind: str, values: list[object]) -> list[object]:
    """Return values once each is of a type that its column may hold, and JSON can write it."""
    allowed = _KINDS.get(kind, ())
    for value in values:
        if type(value) not in allowed or (isinstance(value, float) and not math.isfinite(value)):
            raise ValueError(f"a column of {kind} cannot keep {value!r}")
    return values


def _finding(said: object) -> Finding:
    part = _fields(said, "sentence", "better", "page", "link", "weight", "p_adjusted")
    better = part["better"]
    if better is not None and not isinstance(better, bool):
        raise ValueError(f"a finding is better, worse or neither, not {better!r}")
    link = {key: _text(value) for key, value in _object(part["link"]).items()}
    weight, p_adjusted = _number(part["weight"]), _number(part["p_adjusted"])
    return Finding(_text(part["sentence"]), better, _text(part["page"]), link, weight, p_adjusted)


def _fields(said: object, *names: str) -> dict[str, object]:
    """Return an object that has these fields and no others."""
    found = _object(said)
    if set(found) != set(names):
        raise ValueError(f"fields are {', '.join(found)} instead of {', '.join(names)}")
    return found


def _object(said: object) -> dict[str, object]:
    if not isinstance(said, dict):
        raise ValueError(f"{said!r} is no object")  # noqa: TRY004 - a matter of values
    return cast("dict[str, object]", said)


def _list(said: object) -> list[object]:
    if not isinstance(said, list):
        raise ValueError(f"{said!r} is no list")  # noqa: TRY004 - a matter of values
    return cast("list[object]", said)


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise ValueError(f"{said!r} is no text")  # noqa: TRY004 - a matter of values
    return said


def _number(said: object) -> float:
    if not isinstance(said, float) or not math.isfinite(said):
        raise ValueError(f"{said!r} is no number")
    return said
