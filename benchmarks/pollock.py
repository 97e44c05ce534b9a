"""How well damaged and real files are read, scored as the Pollock benchmark scores loaders.

Ten measures a file, each 0 to 1: success, and precision, recall and F1 of the header, the records
and the cells against the clean version of the file. The simple score is their sum, averaged over
the files (at most 10). Nothing is given to the reader but the file.

Source: Vitagliano, Hameed, Jiang, Reisener, Wu, Naumann (2023), "Pollock: A Data Loading
Benchmark", PVLDB 16(8):1870-1882. Header names and records are compared after numbers and truth
values were brought to one form and letters to lower case, cells as they stand. Pollock also brings
dates, times and prices to one form; here they must stand as in the file, which is stricter.
"""

import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import fmean
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import pyarrow.parquet as pq  # noqa: E402 - found through the line above

from cxdash.errors import CxdashError  # noqa: E402 - as above
from cxdash.ingest.read import read_table  # noqa: E402 - as above
from cxdash.ingest.text_table import TextTable  # noqa: E402 - as above

BARS: Final = {"polluted": 9.5, "survey": 9.0}
"""The simple score each set must reach."""

RECORDS_BAR: Final = 0.95
"""The F1 of records each set must reach."""

RESULTS: Final = Path(__file__).with_name("POLLOCK.md")
WORST_SHOWN: Final = 12

Rows = list[list[str]]
Parts = tuple[float, float, float]
"""Precision, recall, F1."""


@dataclass(frozen=True)
class Score:
    """The ten measures of one file, or their means over several."""

    success: float
    header_precision: float
    header_recall: float
    header_f1: float
    record_precision: float
    record_recall: float
    record_f1: float
    cell_precision: float
    cell_recall: float
    cell_f1: float

    @property
    def simple(self) -> float:
        """The sum of the ten measures."""
        return sum(astuple(self))


FAILED: Final = Score(*[0.0] * 10)


def main() -> None:
    """Score every set, print the tables, and keep them in POLLOCK.md."""
    home = os.environ.get("CXDASH_TEST_DATA")
    if not home:
        sys.exit(
            "Set CXDASH_TEST_DATA to the folder that holds pollock/polluted and pollock/survey."
        )
    written = report({name: scores(Path(home) / "pollock" / name) for name in BARS})
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


def scores(folder: Path) -> dict[str, Score]:
    """Return the score of every file of a set: a folder with `csv` and `clean`."""
    return {
        file.name: score_of(file, folder / "clean") for file in sorted((folder / "csv").iterdir())
    }


def mean(each: Iterable[Score]) -> Score:
    """Return the mean of every measure."""
    columns = zip(*map(astuple, each), strict=True)
    return Score(*map(fmean, columns))


def score_of(file: Path, clean: Path) -> Score:
    """Read one file and compare it with its clean version.

    A file without a byte has nothing to load: to refuse it with a sentence counts as success.
    """
    with (clean / file.name).open(encoding="utf-8-sig", newline="") as wanted:
        expected = list(csv.reader(wanted))
    if not expected:
        return Score(*[1.0] * 10)
    try:
        loaded = loaded_rows(file)
    except CxdashError:
        return FAILED
    return compared(expected, loaded)


def loaded_rows(file: Path) -> Rows:
    """Return the header as the file has it, where it has one, and the rows below."""
    with tempfile.TemporaryDirectory() as work:
        table = read_table(file, Path(work))
        rows = [list(row.values())[1:] for row in pq.read_table(table.path).to_pylist()]
    return [*_header(table), *rows]


def _header(table: TextTable) -> Rows:
    """Return one header row: as the file has it, trimmed, or the joined names of several lines."""
    if len(table.header_rows) > 1:
        return [list(table.columns)]
    return [[name.strip() for name in row] for row in table.header_rows]


def compared(expected: Rows, loaded: Rows) -> Score:
    """Return the measures of the rows that were loaded; the first row is the header."""
    header = _overlap(map(_normal, expected[0]), map(_normal, loaded[0] if loaded else []))
    records = _overlap(map(_record, expected[1:]), map(_record, loaded[1:]))
    cells = _overlap(
        (cell for row in expected for cell in row), (cell for row in loaded for cell in row)
    )
    return Score(1.0, *header, *records, *cells)


def _overlap(expected: Iterable[str], loaded: Iterable[str]) -> Parts:
    wanted, found = Counter(expected), Counter(loaded)
    if not wanted:
        return 1.0, 1.0, 1.0
    both = (wanted & found).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / found.total(), both / wanted.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def _record(cells: list[str]) -> str:
    return "".join(map(_normal, cells))


def _normal(cell: str) -> str:
    if cell.lower() in ("true", "false"):
        return str(int(cell.lower() == "true"))
    for number in (int, float):
        try:
            return str(number(cell))
        except ValueError:
            continue
    return cell.lower()


def report(sets: dict[str, dict[str, Score]]) -> str:
    """Return the tables as Markdown."""
    measures = [field.name for field in fields(Score)]
    means = {name: mean(each.values()) for name, each in sets.items()}
    lines = ["# Damaged and real files: Pollock", "", *(__doc__ or "").splitlines()[2:], ""]
    lines += ["| measure | " + " | ".join(sets) + " |", "|---|" + "---:|" * len(sets)]
    lines.append("| files | " + " | ".join(str(len(each)) for each in sets.values()) + " |")
    for measure in measures:
        shown = (f"{getattr(means[name], measure):.4f}" for name in sets)
        lines.append(f"| {measure.replace('_', ' ')} | " + " | ".join(shown) + " |")
    lines.append(
        "| **simple score** (bar) | "
        + " | ".join(f"**{means[name].simple:.3f}** ({BARS[name]})" for name in sets)
        + " |"
    )
    return "\n".join([*lines, "", *_worst(sets), ""])


def _worst(sets: dict[str, dict[str, Score]]) -> list[str]:
    """Return the files furthest from their clean version."""
    flat = [
        (score.simple, name, file) for name, each in sets.items() for file, score in each.items()
    ]
    below = [entry for entry in sorted(flat) if entry[0] < 9.9995][:WORST_SHOWN]  # noqa: PLR2004 - shown as 10.000
    return [
        "The files furthest from their clean version:",
        "",
        "| set | file | score |",
        "|---|---|---:|",
        *(f"| {name} | {file} | {score:.3f} |" for score, name, file in below),
    ]


if __name__ == "__main__":
    main()
