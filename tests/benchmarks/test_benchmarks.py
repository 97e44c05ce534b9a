"""Every benchmark runs and prints its figures, on little data and once; no time is judged here."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import results
from tests.browser.visiting import NO_CHROMIUM, chromium_path

ROOT = Path(__file__).resolve().parents[2]
ROWS = 6000
FIGURE = r"\*\*\d+\.\d+\*\*"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where made workspaces and results go; all tests here use the same workspace."""
    return tmp_path_factory.mktemp("benchmarks")


def part(folder: Path, command: str, *options: str) -> str:
    """Run a benchmark once on little data and return the part that it writes."""
    return written_by(folder, command, "--runs", "1", *options)


def written_by(folder: Path, command: str, *options: str) -> str:
    """Run a benchmark on little data and return the part that it writes."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{command}", "--rows", str(ROWS), "--to", str(folder),
         *options],
        cwd=ROOT, env=os.environ | {"CXDASH_BENCH": str(folder)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = (folder / f"{command.upper()}.md").read_text("utf-8")
    assert written in done.stdout
    for said in ("- **Machine:** ", "- **Versions:** Python ", "- **Not measured:** "):
        assert said in written
    title = written.partition("\n")[0].removeprefix("# ")
    assert f"[{title}]({command.upper()}.md)" in (folder / results.WHOLE).read_text("utf-8")
    return written


def cells(written: str, first: str) -> list[str]:
    """Return the cells after the first in a table's line."""
    line = next(line for line in written.splitlines() if line.startswith(f"| {first} |"))
    return [cell.strip() for cell in line.strip("| ").split("|")][1:]


@pytest.mark.browser
@pytest.mark.skipif(chromium_path() is None, reason=NO_CHROMIUM)
def test_a_page_of_the_sample_company_is_timed_against_the_empty_one(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sample_page", "--runs", "1", "--pages", "touchpoints",
         "--to", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    written = (folder / "SAMPLE_PAGE.md").read_text("utf-8")
    [line] = [line for line in written.splitlines() if line.startswith("| Touchpoints |")]
    assert len(re.findall(FIGURE, line)) == 2
    assert written.count("\n- the slowest page") == 1


@pytest.mark.browser
@pytest.mark.skipif(chromium_path() is None, reason=NO_CHROMIUM)
def test_a_page_is_timed_against_the_empty_and_the_usual_one(folder: Path) -> None:
    written = part(folder, "page", "--pages", "touchpoints")
    drawn, scripted = (
        [line for line in written.splitlines() if line.startswith("| Touchpoints |")]
    )  # fmt: skip
    assert len(re.findall(FIGURE, drawn)) == 3
    assert len(re.findall(FIGURE, scripted)) == 3
    assert written.count("\n- the ") == 3


def test_answers_show_the_figures_that_pandas_computes_from_the_same_rows(folder: Path) -> None:
    written = part(folder, "answers")
    # 24 months of which the first and the newest are not whole; four values and both changes.
    assert cells(written, "trend")[-1] == "23"
    assert cells(written, "overview")[-1] == "6"
    assert cells(written, "touchpoints")[-1] == "none to compare"


def test_loading_a_file_is_timed_against_pandas_and_the_others(folder: Path) -> None:
    written = part(folder, "ingest")
    ways = ("pandas, pyarrow engine", "DuckDB, plain typed load", "the bytes alone")
    for way in (*ways, "cxdash, clean", "cxdash, 1 % bad rows"):
        assert len(cells(written, way)) == 6
    assert ("| polars |" in written) == (find_spec("polars") is not None)
    assert cells(written, ways[0])[1::2] == ["1.00"] * 3
    assert len(results.BAR.findall(written)) == 5


def test_questions_have_the_same_answers_from_where_they_are_sent_and_from_the_rows(
    folder: Path,
) -> None:
    written = part(folder, "questions")
    rows = [line for line in written.splitlines() if re.match(r"\| [A-Z]\w+ \| [a-z-]+ \|", line)]
    assert len(rows) == 4 * 5, "each page under each filter"
    # Tables this small keep no rollup, so none may be said to answer.
    assert re.search(r"\b0 of \d+ questions \(0%\) are covered by one of the 0 rollups", written)


def test_rows_are_added_to_a_warehouse_as_if_it_were_made_anew(folder: Path) -> None:
    written = written_by(folder, "append")
    for step in ("copying the file that stands", "adding the rows to the copy"):
        assert len(cells(written, step)) == 2
    assert re.search(r"Adding takes \*\*-?\d+\.\d%\*\* of the processor time", written)


def test_a_start_is_timed_against_a_bare_app(folder: Path) -> None:
    written = part(folder, "start")
    told = ("bare app", "cxdash, Overview", "cxdash, Overview worked out")
    assert [len(cells(written, name)) for name in told] == [4, 4, 4]


def test_sessions_click_and_meet_no_fault(folder: Path) -> None:
    written = part(folder, "sessions", "--levels", "4", "--every", "0.2")
    told = cells(written, "4")
    assert (told[0], told[-1]) == ("4", "0"), "one click of each session, no fault"


def test_growth_is_told_by_exponents(folder: Path) -> None:
    written = part(folder, "growth", "--sizes", "600", str(ROWS))
    assert "| | 600 rows | 6,000 rows | exponent |" in written
    assert re.fullmatch(FIGURE, cells(written, "uploads on disk, MB")[-1])


def test_a_cost_that_grows_tenfold_with_a_hundred_times_the_rows_has_an_exponent_of_a_half() -> (
    None
):
    from benchmarks.growth import exponent  # noqa: PLC0415 - a script that changes the path

    assert exponent([2.0, 20.0], [10, 1000]) == "**0.50**"
    assert exponent([2.0], [10]) == "–"


def test_a_bar_says_what_was_found_and_whether_it_holds() -> None:
    assert results.bar("a start", 1.5, at_most=1.5) == "- a start: **1.50**, at most 1.5: holds."
    assert results.bar("a page", 2.51, at_most=2.5).endswith("at most 2.5: does not hold.")


def test_too_few_runs_are_called_a_trial() -> None:
    assert results.counted(7) == "7 runs of each kind."
    assert "a trial run" in results.counted(6)


def test_the_results_name_every_part_with_its_bars() -> None:
    assert (results.FOLDER / results.WHOLE).read_text("utf-8") == results.whole(results.FOLDER), (
        "run make bench-results"
    )
