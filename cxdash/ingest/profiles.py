"""Mappings a reader confirmed, kept by the header they belong to."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cxdash.ingest.file_tables import ON_SHEET
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.mapping_check import validate

if TYPE_CHECKING:
    from cxdash.ingest.workbook import SheetWish
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


def sheet_chooser(registers: Registers) -> SheetWish:
    """Return what chooses the sheet that was kept last of a workbook with these sheets."""

    def chosen(sheets: tuple[str, ...]) -> str | None:
        profile = registers.profiles.get(_sheets_signature(sheets))
        sheet = Mapping.from_json(profile.mapping).sheet if profile else None
        return sheet if sheet and _sheets_alone((*sheets, sheet)) == sheets else None

    return chosen


def save(
    registers: Registers,
    columns: tuple[str, ...],
    mapping: Mapping,
    *,
    name: str,
    sheets: tuple[str, ...] = (),
) -> None:
    """Keep a confirmed mapping for files with this header, and its sheet for such workbooks.

    Raises:
        MappingError: If the mapping names columns the header does not have.
    """
    validate(mapping, columns)
    registers.profiles.add(header_signature(columns), name, mapping.to_json())
    if mapping.sheet is not None and mapping.sheet in sheets:
        registers.profiles.add(_sheets_signature(sheets), name, mapping.to_json())


def _sheets_signature(sheets: tuple[str, ...]) -> str:
    """Return what tells workbooks apart by their sheets; no header has a column named so."""
    return header_signature(("sheets\n", *_sheets_alone(sheets)))


def _sheets_alone(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of sheets without those of further tables on them; each once."""
    return tuple(
        dict.fromkeys(
            name for name in names if not any(name.startswith(each + ON_SHEET) for each in names)
        )
    )
