"""The command line: what a script can ask, what it prints, and how it ends."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cxdash.__main__ import main
from cxdash.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]

SURVEY = "Answer ID,Date,Customer,Segment,Satisfaction (1-5)\n" + "".join(
    f"A{place},2025-{place % 12 + 1:02d}-{place % 27 + 1:02d},C{place % 40},"
    f"{('Retail', 'Hotels')[place % 2]},{place % 5 + 1}\n"
    for place in range(240)
)


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "survey.csv"
    path.write_text(SURVEY + "A999,2025-03-01,C1,Retail,9\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, survey: Path) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    assert main(["load", str(survey), "--home", str(folder), "--yes"]) == 0
    return folder


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(filled, tmp_path / "workspace"))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_load_keeps_a_file_and_names_every_refused_line(
    survey: Path, tmp_path: Path, capsys
) -> None:
    (report,) = told(capsys, "load", str(survey), "--home", str(tmp_path / "w"), "--yes")["files"]
    assert (report["kept"], report["upload"], report["rows"]) == (True, 1, 241)
    (refused,) = report["refused"]
    assert (refused["line"], refused["column"], refused["value"]) == (
        242,
        "Satisfaction (1-5)",
        "9",
    )
    assert refused["next_step"]


def test_the_same_file_again_brings_nothing_and_names_the_first(home, survey, capsys) -> None:
    (report,) = told(capsys, "load", str(survey), "--home", home, "--yes")["files"]
    assert report["kept"] is False
    assert "upload 1" in report["message"]


def test_answer_gives_sentences_and_tables(home: str, capsys) -> None:
    found = told(capsys, "answer", "trend", "--home", home, "--by", "segment")
    assert found["metric"] == "csat"
    assert found["sentences"]
    groups = {row["Segment"]: row["Answers"] for row in found["panels"]["comparison"]["rows"]}
    assert groups == {"Retail": 120, "Hotels": 120}


def test_answer_takes_filters_and_dates(home: str, capsys) -> None:
    words = ("--where", "segment=Retail", "--from", "2025-01-01", "--to", "2025-06-30")
    found = told(capsys, "answer", "trend", "--home", home, *words)
    assert found["period"] == ["2025-01-01", "2025-06-30"]
    assert found["where"] == {"segment": ["Retail"]}


def test_undo_takes_rows_out_and_redo_brings_them_back(home: str, capsys) -> None:
    count = ("query", "select count(*) from responses", "--home", home)
    assert told(capsys, *count)["rows"] == [[240]]
    told(capsys, "undo", "1", "--home", home)
    assert told(capsys, *count)["rows"] == [[0]]
    assert told(capsys, "uploads", "--home", home)["uploads"][0]["undone"] is True
    told(capsys, "redo", "1", "--home", home)
    assert told(capsys, *count)["rows"] == [[240]]


def test_rebuild_makes_the_same_version(home: str, capsys) -> None:
    first = told(capsys, "rebuild", "--home", home)["version"]
    assert told(capsys, "rebuild", "--home", home)["version"] == first


@pytest.mark.parametrize(
    ("words", "what", "next_step"),
    [
        (("answer", "weather"), "There is no answer called 'weather'.", "Use one of overview"),
        (("answer", "trend", "--metric", "joy"), "There is no metric called 'joy'.", "csat"),
        (("answer", "trend", "--by", "mood"), "There is no dimension called 'mood'.", "segment"),
        (("answer", "trend", "--where", "segment"), "'segment' has no =.", "NAME=VALUE"),
        (("undo", "7"), "There is no upload 7", "Choose one"),
        (("query", "select nonsense"), "nonsense", ""),
        (("query", "select * from read_csv('/etc/passwd')"), "", ""),
    ],
)
def test_a_refusal_says_why_and_what_to_do(home: str, capsys, words, what, next_step) -> None:
    assert main([*words, "--home", home]) == 1
    said = capsys.readouterr().err
    assert what in said
    assert next_step in said
    assert "Traceback" not in said


def test_a_file_that_is_not_there_is_a_sentence(home: str, capsys) -> None:
    assert main(["load", "no such file.csv", "--home", home]) == 1
    assert "no such file.csv" in capsys.readouterr().err


def test_wrong_usage_ends_with_two() -> None:
    command = [sys.executable, "-m", "cxdash", "dance"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "invalid choice: 'dance'" in done.stderr


@pytest.mark.parametrize("command", ["metrics", "formats"])
def test_catalogues_can_be_listed(command: str, capsys) -> None:
    listed = told(capsys, command)[command]
    assert len(listed) >= 10
    assert all(one["name"] and one["label"] for one in listed)


def test_the_time_zone_of_a_workspace_is_set_with_its_first_file(
    survey: Path, tmp_path: Path, capsys
) -> None:
    home = tmp_path / "w"
    told(capsys, "load", str(survey), "--home", str(home), "--yes")
    assert Workspace(home).registers.settings.time_zone == "UTC"
    told(capsys, "load", str(survey), "--home", str(home), "--time-zone", "Europe/Berlin")
    assert Workspace(home).registers.settings.time_zone == "Europe/Berlin"
    assert main(["load", str(survey), "--home", str(home), "--time-zone", "Berlin"]) == 1


def test_spellings_are_united_listed_and_parted_again(home: str, capsys) -> None:
    segments = "select segment, count(*) from responses group by all order by all"
    before = told(capsys, "query", segments, "--home", home)["rows"]
    assert before == [["Hotels", 120], ["Retail", 120]]

    united = told(capsys, "unite", "segment=hotels", "Hospitality", "--home", home)
    assert united["found"] is True
    alias = united["united"]
    assert (alias["number"], alias["dimension"]) == (1, "segment")
    assert (alias["spelling"], alias["canonical"]) == ("hotels", "Hospitality")
    assert told(capsys, "spellings", "--home", home)["spellings"] == [alias]
    assert told(capsys, "query", segments, "--home", home)["rows"] == [
        ["Hospitality", 120],
        ["Retail", 120],
    ]

    assert told(capsys, "part", "1", "--home", home)["parted"] == alias
    assert told(capsys, "query", segments, "--home", home)["rows"] == before
    assert main(["spellings", "--home", home]) == 0
    assert capsys.readouterr().out == "Every spelling is its own.\n"


def test_a_spelling_no_row_has_is_united_and_doubted(home: str, capsys) -> None:
    assert main(["unite", "segment=Hotles", "Hotels", "--home", home]) == 0
    assert capsys.readouterr().out == (
        "segment: Hotles is read as Hotels; `part 1` takes that back.\n"
        "No row says Hotles so far: check how the files spell it.\n"
    )


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["part", "7"], "There is no united spelling with the number 7."),
        (["unite", "employee=Anna", "Anne"], "Spellings of 'employee' cannot be united."),
        (["unite", "Tel.", "Phone"], "'Tel.' has no =."),
    ],
)
def test_a_spelling_that_cannot_be_united_or_parted_is_a_sentence(
    words: list[str], what: str, home: str, capsys
) -> None:
    assert main([*words, "--home", home]) == 1
    assert capsys.readouterr().err.splitlines()[0] == what
