"""Where each benchmark's figures go: a part of its own, and RESULTS.md, which names every part.

Run as a script it writes RESULTS.md anew from the parts that lie beside it.
"""

import argparse
import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

FOLDER: Final = Path(__file__).parent
WHOLE: Final = "RESULTS.md"

FEWEST_RUNS: Final = 7
"""Runs of each kind that a published figure stands on."""

BAR: Final = re.compile(
    r"^- .+: \*\*.+\*\*, at (most|least) .+: (holds|does not hold)\.$", re.MULTILINE
)
"""A line of a part that says whether a bar holds; `bar` writes it."""


def options(
    about: str | None, *, rows: int = 1_000_000, runs: int = FEWEST_RUNS
) -> argparse.ArgumentParser:
    """Return the options that every benchmark on made data takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rows", type=int, default=rows, help="lines of touches")
    parser.add_argument("--runs", type=int, default=runs, help="runs of each kind that count")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder for the results")
    return parser


def keep(name: str, text: str, folder: Path) -> None:
    """Print a part, write it, and write RESULTS.md anew.

    Args:
        name: The part's file without its ending.
        text: Its Markdown; begins with a heading.
        folder: Where results lie.
    """
    print(text)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / WHOLE).write_text(whole(folder), encoding="utf-8")


def whole(folder: Path) -> str:
    """Return RESULTS.md: every part by its title, with the bars it says to hold or not."""
    parts = sorted(path for path in folder.glob("*.md") if path.name != WHOLE)
    told = "\n\n".join(_told(path) for path in parts)
    return f"""# What was measured

Each command measures side by side on one machine and writes its own part; here are its bars. The
part holds the figures, the machine, the versions, and what was not measured.

{told}
"""


def _told(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    command = re.search(r"`make [a-z-]+`", text)
    by = f" · {command[0]}" if command else ""
    bars = [found[0] for found in BAR.finditer(text)] or ["- No bar, or it stands in its table."]
    return "\n".join([f"## [{title}]({path.name}){by}", "", *bars])


def bar(what: str, value: float, *, at_most: float) -> str:
    """Return the line that says whether a bar holds."""
    holds = "holds" if value <= at_most else "does not hold"
    return f"- {what}: **{value:.2f}**, at most {at_most:g}: {holds}."


def counted(runs: int) -> str:
    """Return how many runs a figure stands on, said plainly where that is too few."""
    few = "" if runs >= FEWEST_RUNS else " **Too few to be believed: a trial run.**"
    return f"{runs} runs of each kind.{few}"


def spread(took: list[float]) -> str:
    """Return the median of some milliseconds with the lowest and the highest."""
    return f"{median(took):,.0f} ({min(took):,.0f} to {max(took):,.0f})"


def machine(*packages: str, more: str = "") -> str:
    """Return the lines about the machine and the versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    cores, busy = os.cpu_count(), os.getloadavg()[1]
    return (
        f"- **Machine:** {cores} cores, {platform.system()} {platform.machine()}. At the end "
        f"{busy:.1f} processes wanted\n  them, this measurement included: where those are more "
        "than the cores, believe the ratios only.\n"
        f"- **Versions:** Python {platform.python_version()}, {versions}{more}."
    )


if __name__ == "__main__":
    (FOLDER / WHOLE).write_text(whole(FOLDER), encoding="utf-8")
