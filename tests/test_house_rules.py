"""What holds for the whole house, whoever adds a room."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = sorted((ROOT / "cxdash").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))

LONGEST_MODULE = 300
LONGEST_PAGE = 100


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PACKAGE, ids=relative)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_is_thin_and_begins_with_the_question_it_answers(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_PAGE
    assert (ast.get_docstring(ast.parse(text)) or "").splitlines()[0].endswith("?")


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_holds_no_query_and_no_drawing(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    for word in ("select ", "duckdb", "altair", "import numpy", "groupby"):
        assert word not in text


def test_the_layers_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_requirement_says_why_and_is_pinned_to_a_range() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line.startswith("-r"):
                continue
            assert re.match(r"^[a-z][\w.\[\]-]*>=[\d.]+(,<[\d.]+)?\s+# \w", line), line


def test_the_guides_are_what_the_catalogues_say() -> None:
    sys.path.insert(0, str(ROOT))
    from docs.write import GUIDES  # noqa: PLC0415 - a script beside the guides, no package

    for name, guide in GUIDES.items():
        assert (ROOT / "docs" / name).read_text("utf-8") == guide(), "run make docs"


def test_the_command_line_guide_names_every_command_and_answer() -> None:
    from cxdash.answers.open import ANSWERS  # noqa: PLC0415 - beside the other guide's import

    guide = (ROOT / "docs" / "cli.md").read_text("utf-8")
    source = (ROOT / "cxdash" / "__main__.py").read_text("utf-8")
    commands = set(re.findall(r'command\(\s*"(\w+)"', source)) | {"undo", "redo"}
    assert {"load", "answer", "query"} <= commands
    for word in (*commands, *ANSWERS):
        assert re.search(rf"\b{word}\b", guide), word


def test_a_process_that_only_parses_never_loads_pandas() -> None:
    code = (
        "import sys, cxdash.ingest.importer, cxdash.ingest.worker;"
        "sys.exit('pandas' in sys.modules or 'streamlit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_app_starts_without_what_reads_files_fits_models_and_draws_charts() -> None:
    code = (
        "import sys, cxdash.web.frame, cxdash.web.indicators, cxdash.web.drill, cxdash.web.needed;"
        "late = {'cxdash.ingest.importer', 'statsmodels', 'scipy.stats', 'scipy.optimize',"
        " 'altair', 'numpy.f2py'};"
        "sys.exit(', '.join(sorted(late & set(sys.modules))) or None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.partition("nanobind")[0]) == (0, "")


def test_no_chart_or_page_asks_the_internet_for_anything() -> None:
    found = [
        (relative(path), match)
        for path in (*PACKAGE, *PAGES, ROOT / "app.py", ROOT / ".streamlit" / "config.toml")
        for match in re.findall(r"https?://[^\s\"')>]+", path.read_text("utf-8"))
        if not re.match(r"https?://(localhost|127\.0\.0\.1|www\.w3\.org/2000/svg)", match)
    ]
    assert found == []
