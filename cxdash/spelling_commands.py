"""The commands about spellings: which are read as one thing, unite two, part them again."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from cxdash import open_workspace
from cxdash.told import DONE, pair, tell

if TYPE_CHECKING:
    from cxdash.store.registers.aliases import Alias
    from cxdash.store.workspace import Workspace


def spellings(asked: argparse.Namespace) -> int:
    """List every spelling that is read as another name."""
    listed = open_workspace(asked.home).registers.aliases.list()
    lines = [f"{alias.id:4} {_said(alias)}" for alias in listed]
    tell(
        asked,
        {"spellings": [_as_json(alias) for alias in listed]},
        lines or ["Every spelling is its own."],
    )
    return DONE


def unite(asked: argparse.Namespace) -> int:
    """Read a spelling as another name, in every upload."""
    dimension, spelling = pair(asked.spelling)
    workspace = open_workspace(asked.home)
    register = workspace.registers.aliases
    is_found = _is_found(workspace, dimension, spelling.strip().lower())
    alias = register.add(dimension, spelling, asked.name)
    lines = [f"{_said(alias)}; `part {alias.id}` takes that back."]
    if not is_found:
        lines.append(f"No row says {alias.spelling} so far: check how the files spell it.")
    tell(asked, {"united": _as_json(alias), "found": is_found}, lines)
    return DONE


def _is_found(workspace: "Workspace", dimension: str, folded: str) -> bool:
    """Whether any row is spelled so, or was before the spelling was united."""
    from cxdash.metrics.choices import choices  # noqa: PLC0415 - only `unite` reads rows
    from cxdash.metrics.reader import reader_of  # noqa: PLC0415 - as above

    shown = {value.lower() for value in choices(reader_of(workspace)).get(dimension, ())}
    united = {
        alias.spelling.lower()
        for alias in workspace.registers.aliases.list()
        if alias.dimension == dimension
    }
    return folded in shown | united


def part(asked: argparse.Namespace) -> int:
    """Take a united spelling apart again."""
    alias = open_workspace(asked.home).registers.aliases.remove(asked.number)
    lines = [f"{alias.spelling} is {alias.spelling} again, no longer {alias.canonical}."]
    tell(asked, {"parted": _as_json(alias)}, lines)
    return DONE


def _said(alias: "Alias") -> str:
    return f"{alias.dimension}: {alias.spelling} is read as {alias.canonical}"


def _as_json(alias: "Alias") -> dict[str, object]:
    said = asdict(alias)
    return {"number": said.pop("id"), **said}
