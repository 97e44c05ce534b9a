"""Mappings a person confirmed, found again by what a file's header looks like."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from cxdash.store.registers.ledger import Ledger, now


@dataclass(frozen=True)
class Profile:
    """A saved mapping; the time is UTC in ISO form."""

    signature: str
    name: str
    mapping: dict[str, Any]
    updated_at: str


class Profiles:
    """The register of saved mappings; they change no answer, so they leave the revision alone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Profile]:
        """Return every profile by name."""
        rows = self._ledger.read(
            "select signature, name, mapping, updated_at from profiles order by name, signature"
        )
        return [_profile(row) for row in rows]

    def get(self, signature: str) -> Profile | None:
        """Return the profile for a header, or None."""
        rows = self._ledger.read(
            "select signature, name, mapping, updated_at from profiles where signature = ?",
            (signature,),
        )
        return _profile(rows[0]) if rows else None

    def add(self, signature: str, name: str, mapping: Mapping[str, Any]) -> Profile:
        """Save a mapping for a header; an older one for the same header is replaced."""
        profile = Profile(signature, name.strip(), dict(mapping), now())
        self._ledger.write(
            "insert or replace into profiles values (?, ?, ?, ?)",
            (signature, profile.name, json.dumps(profile.mapping), profile.updated_at),
            revises=False,
        )
        return profile

    def remove(self, signature: str) -> None:
        """Forget a mapping; files with that header are asked about again."""
        self._ledger.write("delete from profiles where signature = ?", (signature,), revises=False)


def _profile(row: tuple[object, ...]) -> Profile:
    mapping = cast("dict[str, Any]", json.loads(str(row[2])))
    return Profile(str(row[0]), str(row[1]), mapping, str(row[3]))
