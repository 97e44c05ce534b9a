"""Spellings of one thing united under one name: "Tel." and "phone" are Phone."""

from dataclasses import dataclass

from cxdash.errors import QuestionError
from cxdash.store.registers.ledger import Ledger, now

ALIASED = ("channel", "segment", "process", "team", "product", "site", "cause", "region")
"""The dimensions whose spellings a workspace may unite."""


@dataclass(frozen=True)
class Alias:
    """One spelling and what it is read as; the time is UTC in ISO form."""

    id: int
    dimension: str
    spelling: str
    canonical: str
    created_at: str


class Aliases:
    """The register of aliases; a spelling is matched whole, in capitals or not."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def list(self) -> list[Alias]:
        """Return every alias by dimension and spelling."""
        rows = self._ledger.read(
            "select id, dimension, spelling, canonical, created_at from aliases "
            "order by dimension, folded"
        )
        return [
            Alias(int(str(row[0])), str(row[1]), str(row[2]), str(row[3]), str(row[4]))
            for row in rows
        ]

    def add(self, dimension: str, spelling: str, canonical: str) -> Alias:
        """Read a spelling as another name from now on, in every upload; a later alias replaces it.

        Raises:
            QuestionError: If the dimension has no aliases, or a text is empty.
        """
        spelling, canonical = spelling.strip(), canonical.strip()
        if dimension not in ALIASED:
            raise QuestionError(
                f"Spellings of {dimension!r} cannot be united.",
                next_step=f"Choose one of: {', '.join(ALIASED)}.",
            )
        if not spelling or not canonical:
            raise QuestionError(
                "An alias needs a spelling and the name to read it as.",
                next_step="Fill in both and try again.",
            )
        made = now()
        added = self._ledger.write(
            "insert or replace into aliases (dimension, spelling, folded, canonical, created_at) "
            "values (?, ?, ?, ?, ?)",
            (dimension, spelling, spelling.lower(), canonical, made),
        )
        return Alias(added, dimension, spelling, canonical, made)

    def remove(self, number: int) -> Alias:
        """Remove an alias and return it; the files' own spelling shows again.

        Raises:
            QuestionError: If there is none with that number.
        """
        alias = next((one for one in self.list() if one.id == number), None)
        if alias is None:
            raise QuestionError(
                f"There is no united spelling with the number {number}.",
                next_step="Choose one of those that are listed; each has its number.",
            )
        self._ledger.write("delete from aliases where id = ?", (number,))
        return alias

    def resolved(self) -> tuple[tuple[str, str, str], ...]:
        """Return dimension, spelling in small letters and final name, chains followed to their end.

        Where names lead in a circle, the walk stops before it would repeat itself.
        """
        aliases = self.list()
        leads = {(alias.dimension, alias.spelling.lower()): alias.canonical for alias in aliases}
        resolved: list[tuple[str, str, str]] = []
        for (dimension, spelling), canonical in leads.items():
            name, seen = canonical, {spelling}
            while name.lower() not in seen and (dimension, name.lower()) in leads:
                seen.add(name.lower())
                name = leads[dimension, name.lower()]
            resolved.append((dimension, spelling, name))
        return tuple(resolved)
