"""Files of survey answers of any length, the same for the same length, clean or with bad rows."""

from pathlib import Path
from typing import Final

import numpy as np

SEED: Final = 20_250_601
BLOCK: Final = 200_000
HEADER: Final = "Response ID,Completed,Customer ID,Channel,Score,Comment\n"
CHANNELS: Final = ("Phone", "Email", "Chat", "Web form")
COMMENTS: Final = (
    "",
    "",
    "",
    "Quick and friendly",
    '"Nobody called back, twice"',
    "The parcel came late",
    '"They said ""tomorrow"" and meant it"',
)
FIRST_DAY: Final = np.datetime64("2023-01-01T00:00:00")
SECONDS: Final = 2 * 365 * 24 * 3600
BAD: Final = 100
"""One row in so many is bad: cut off behind its third field, or with a second score in it."""


def write_file(path: Path, rows: int, *, bad: bool) -> None:
    """Write survey answers, a seventh of them with a quoted comment, no line in a quote."""
    chance = np.random.default_rng(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for first in range(0, rows, BLOCK):
            lines = _lines(chance, first, min(BLOCK, rows - first))
            file.writelines(_spoilt(lines, first) if bad else lines)


def _lines(chance: np.random.Generator, first: int, rows: int) -> list[str]:
    times = FIRST_DAY + chance.integers(0, SECONDS, rows).astype("timedelta64[s]")
    customers = chance.integers(0, 400_000, rows).tolist()
    channels = chance.integers(0, len(CHANNELS), rows).tolist()
    scores = chance.integers(1, 6, rows).tolist()
    comments = chance.integers(0, len(COMMENTS), rows).tolist()
    told = np.datetime_as_string(times, unit="s").tolist()
    return [
        f"R-{number:08d},{time.replace('T', ' ')},C-{customer:06d},{CHANNELS[channel]},"
        f"{score},{COMMENTS[comment]}\n"
        for number, time, customer, channel, score, comment in zip(
            range(first, first + rows), told, customers, channels, scores, comments, strict=True
        )
    ]


def _spoilt(lines: list[str], first: int) -> list[str]:
    """Cut one line in so many off, or give it a field too many, in turn."""
    spoilt = list(lines)
    for at in range(-first % BAD, len(lines), BAD):
        fields = lines[at].rstrip("\n").split(",", 5)
        cut = (first + at) // BAD % 2 == 0
        kept = fields[:3] if cut else [*fields[:5], fields[4], fields[5], "x"]
        spoilt[at] = ",".join(kept) + "\n"
    return spoilt
