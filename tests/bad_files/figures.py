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
    every = verdicts.values()
    told = sum(verdict.lines_told for verdict in every)
    faults = sum(len(file.faults) for file in FILES)
    print(f"bad files                       {len(FILES)}")  # noqa: T201 - a command that prints
    print(f"crashes                         {sum(bool(each.crash) for each in every)}")  # noqa: T201 - see above
    print(f"silently wrong                  {sum(bool(each.silent) for each in every)}")  # noqa: T201 - see above
    print(f"sentences that lack a fact      {sum(bool(each.unsaid) for each in every)}")  # noqa: T201 - see above
    print(f"faults told on their line       {told} of {faults}")  # noqa: T201 - see above
    for name, verdict in verdicts.items():
        for complaint in verdict.complaints():
            print(f"{name}: {complaint}")  # noqa: T201 - see above
    return int(any(verdict.complaints() for verdict in every))


if __name__ == "__main__":
    sys.exit(main())
