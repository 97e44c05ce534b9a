"""Mappings a reader confirmed, kept by the header they belong to."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cxdash.ingest.mapping import Mapping
from cxdash.ingest.mapping_check import validate

if TYPE_CHECKING:
    from cxdash.store.registers import Registers


def header_signature(columns: tuple[str, ...]) -> str:
    """Return what tells one header from another; their order does not matter.

    Examples:
        >>> header_signature(("Id", "Score")) == header_signature(("Score", "Id"))
        True
    """
    return sha256("\n".join(sorted(columns)).encode()).hexdigest()[:32]


def saved(registers: Registers, columns: tuple[str, ...]) -> Mapping | None:
    """Return the mapping saved for this header, or None.

    Raises:
        MappingError: If what was saved does not fit the file.
    """
    profile = registers.profiles.get(header_signature(columns))
    if profile is None:
        return None
    mapping = Mapping.from_json(profile.mapping)
    validate(mapping, columns)
    return mapping


def save(registers: Registers, columns: tuple[str, ...], mapping: Mapping, *, name: str) -> None:
    """Keep a confirmed mapping for files with this header.

    Raises:
        MappingError: If the mapping names columns the header does not have.
    """
    validate(mapping, columns)
    registers.profiles.add(header_signature(columns), name, mapping.to_json())
