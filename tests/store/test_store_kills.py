"""A loading process is killed twenty times (`make kills` does it 500 times): nothing is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9 and no fork")
def test_twenty_kills_lose_nothing_and_leave_no_half_upload() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "--kills", "20", "--json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    figures = json.loads(done.stdout)
    assert figures["said"] == []
    assert (figures["kills"], done.returncode) == (20, 0)
    assert figures["kinds of steps met"] >= 13, "each kill at a step is at a step of another kind"
