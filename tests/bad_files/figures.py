"""Reads every bad file and prints how many were dealt with as they must be."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bad_files.judging import Verdict, judge
from tests.bad_files.make import FILES


def main() -> int:
    """Print the figures; return 1 when any file was dealt with wrongly."""
    verdicts: dict[str, Verdict] = {}
    for file in FILES:
        with TemporaryDirectory() as folder:
            verdicts[file.name] = judge(file, Path(folder))
    print(report(verdicts))  # noqa: T201 - a command that prints
    return int(any(verdict.complaints() for verdict in verdicts.values()))


def report(verdicts: dict[str, Verdict]) -> str:
    """Return the figures, and below them whatever went wrong."""
    every = verdicts.values()
    told = sum(verdict.lines_told for verdict in every)
    faults = sum(len(file.faults) for file in FILES)
    lines = [
        f"bad files                       {len(verdicts)}",
        f"crashes                         {sum(bool(each.crash) for each in every)}",
        f"silently wrong                  {sum(bool(each.silent) for each in every)}",
        f"sentences that lack a fact      {sum(bool(each.unsaid) for each in every)}",
        f"faults told on their line       {told} of {faults}",
    ]
    wrong = (f"{name}: {each}" for name, found in verdicts.items() for each in found.complaints())
    return "\n".join([*lines, *wrong])


if __name__ == "__main__":
    sys.exit(main())
