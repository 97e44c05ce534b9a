"""Short cuts change nothing: a file gives the same tables, report and sentences without them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.two_ways import every_short_cut, kept, no_short_cut

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEADER = "Response ID,Completed,Customer ID,Channel,Score,Minutes,Comment"
CHANNELS = ("Phone", "Email", "Chat", "web form ", "N/A")
COMMENTS = (
    "", "good", '"late, twice"', '"said ""soon"""', '"one\ntwo"', "caf\u00e9", " spaced ", "null",
    '"\u0085"', "\u00a0", "-", '"three\n\nlines"', "not available", "5", "\x07", '"a ""b"", c"',
)  # fmt: skip
FAULTS = (
    "", "R-1,2024-01-05 10:00:00,C-1", "R-7,2024-02-05 11:00:00,C-8", "Q-1,2024-01-05 10:00:00,C-1",
    "Sum 7,2024-01-05 10:00:00,C-1", "Lot 7,2024-01-05 10:00:00,C-1",
    "R-2,2024-01-05 10:00:00,C-2,Phone,4,3,ok,more,5",
    "Total,,,,4.2,,", ",,,,,,", HEADER, 'R-3,2024-01-05 10:00:00,C-3,Phone,4,3,"open',
    'R-4,2024-01-05 10:00:00,C-4,Pho"ne,4,3,x', 'R-5,"2024-01-05" ,C-5,Phone,4,3,x',
    "R-6,2024-02-30 10:00:00,C-6,Phone,4,3,x", "R-7,05.01.2024,C-7,Phone,four,1.5,x",
    "R-8,2024-01-05T10:00:00Z,C-8,Phone,11,1,000,x", "R-9,,C-9,Phone,,,", "\ufeff,,,,,,",
    "R-10,2024-01-05 10:00:00,C-10,Phone,4,3,a\rb", "Another;table", "(c) ACME",
)  # fmt: skip


@st.composite
def exports(draw: st.DrawFn) -> bytes:
    """Draw an export of plain rows with faults at any place, or none."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    count = draw(st.integers(1, 120))
    comments = draw(st.lists(st.sampled_from(COMMENTS), min_size=1, max_size=4))
    form = draw(st.sampled_from(("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%MZ")))
    lines = [_row(chance, at, comments, form) for at in range(count)]
    for fault in draw(st.lists(st.sampled_from(FAULTS), max_size=6)):
        lines.insert(int(chance.integers(0, len(lines) + 1)), fault)
    end = draw(st.sampled_from(("\n", "\r\n")))
    text = end.join([HEADER, *lines]) + draw(st.sampled_from(("", end)))
    return text.encode(draw(st.sampled_from(("utf-8", "utf-8", "utf-16"))))


def _row(chance: np.random.Generator, at: int, comments: list[str], form: str) -> str:
    day, hour = chance.integers(1, 29), chance.integers(0, 24)
    told = form.replace("%Y", "2024").replace("%m", f"{chance.integers(1, 13):02d}")
    told = told.replace("%d", f"{day:02d}").replace("%H", f"{hour:02d}").replace("%M", "05")
    minutes = chance.choice(("7", "12", f"{chance.integers(0, 100)}.5", ""))
    return ",".join(
        [
            f"R-{at:05d}" if chance.random() < 0.95 else f"R-{at // 2:05d}",
            told.replace("%S", f"{chance.integers(0, 60):02d}"),
            f"C-{chance.integers(1, 41)}",
            chance.choice(CHANNELS),
            str(chance.integers(1, 6)),
            minutes,
            chance.choice(comments),
        ]
    )


def _both(path: Path, folder: Path, *, block_bytes: int, sampled: int) -> None:
    with every_short_cut(block_bytes=block_bytes, sampled=sampled):
        short = kept(path, folder / "short")
    with no_short_cut(sampled=sampled):
        long = kept(path, folder / "long")
    for part in {*short, *long}:
        assert short.get(part) == long.get(part), part


@given(content=exports(), block_bytes=st.sampled_from((150, 1000, 2**20)))
@settings(max_examples=15, deadline=None)
def test_an_export_with_faults_anywhere_is_kept_the_same_without_short_cuts(
    content: bytes, block_bytes: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey export.csv"
        path.write_bytes(content)
        _both(path, Path(folder), block_bytes=block_bytes, sampled=10)


@pytest.mark.parametrize(
    "path",
    sorted([*SAMPLES.glob("formats/*.csv"), *SAMPLES.glob("complaints/*.csv")]),
    ids=lambda path: path.name,
)
def test_each_example_export_is_kept_the_same_without_short_cuts(
    path: Path, tmp_path: Path
) -> None:
    _both(path, tmp_path, block_bytes=2**20, sampled=10_000)


def test_a_fault_far_behind_the_first_blocks_is_told_with_its_line(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    lines = [_row(chance, at, ["fine"], "%Y-%m-%d %H:%M:%S") for at in range(30_000)]
    lines[24_999] = "R-24999,2024-01-05 10:00:00,C-1"
    lines[27_999] = "R-27999,5 o'clock,C-1,Phone,4,7,fine"
    lines[28_999] = "R-28999,2024-01-05 10:00:00,C-1,Phone,44,7,fine"
    path = tmp_path / "survey.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")

    found = kept(path, tmp_path / "home")

    refused = found["report"]["refused"]  # type: ignore[index]
    assert [(cell["line"], cell["column"]) for cell in refused] == [
        (25_001, ""),
        (28_001, "Completed"),
        (29_001, "Score"),
    ]
    assert found["report"]["rows"] == 29_999  # type: ignore[index]
