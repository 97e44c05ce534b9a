"""Small files for tests, and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cxdash.ingest import importer
from cxdash.store.scratch import Scratch

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.staged import StagedUpload


def written(folder: Path, name: str, *lines: str) -> Path:
    """Write a file of these lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def staged(path: Path, home: Path, mapping: Mapping | None = None) -> StagedUpload:
    """Stage a file with a mapping, by default the proposed one."""
    chosen = mapping or importer.examine(path, home=home).mapping
    return importer.stage(path, chosen, home=home)


def rows(upload: StagedUpload, table: str, columns: str) -> list[tuple[object, ...]]:
    """Return the accepted rows of a staged table in the file's order."""
    folder = Path(str(upload.folder))
    with Scratch(folder) as scratch:
        return scratch.rows(
            f"SELECT {columns} FROM read_parquet('{folder / f'{table}.parquet'}') "
            "ORDER BY source_line"
        )
