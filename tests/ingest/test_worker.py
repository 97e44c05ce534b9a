"""A file is read in a child process: with limits, without pandas, watched and cancelled."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cxdash.errors import UnreadableFileError
from cxdash.ingest import importer, jobs
from tests.ingest.loading import written

ORDERS = ("Order ID,Order date,Promised date", "O1,2024-01-05,2024-01-09")


def finished(number: int) -> jobs.JobView:
    for _ in range(600):
        view = jobs.poll(number)
        if view.state != "running":
            return view
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def test_loading_runs_in_a_child_and_reports_progress(tmp_path: Path) -> None:
    steps: list[str] = []
    report = importer.load(
        written(tmp_path, "orders.csv", *ORDERS),
        home=tmp_path / "workspace",
        progress=lambda _, step: steps.append(step),
    )
    assert (report.kept, report.upload) == (True, 1)
    assert steps[-1] == "done"
    assert json.loads(json.dumps(report.to_json()))["tables"][0]["rows"] == 1


def test_an_error_of_the_child_is_the_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        importer.load(written(tmp_path, "empty.csv"), home=tmp_path / "workspace")


def test_the_child_imports_neither_pandas_nor_streamlit() -> None:
    program = (
        "import sys; from cxdash.ingest import importer, worker, jobs; "
        "print([m for m in ('pandas', 'streamlit', 'altair', 'scipy') if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_a_job_is_followed_to_its_result(tmp_path: Path) -> None:
    path = written(tmp_path, "orders.csv", *ORDERS)
    number = jobs.start(
        {"do": "examine", "path": str(path), "home": str(tmp_path / "workspace")},
        file_name="orders.csv",
    )
    view = finished(number)
    assert view.state == "done"
    assert view.result is not None
    assert view.result["mapping"]["feeds"][0]["table"] == "cases"
    assert number in [listed.id for listed in jobs.listed()]


def test_a_cancelled_job_keeps_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "orders.csv", *ORDERS)
    job = {"do": "load", "path": str(path), "home": str(tmp_path / "w"), "answers": {}, "yes": True}
    number = jobs.start(job, file_name="orders.csv")
    jobs.cancel(number)
    assert jobs.poll(number).state == "cancelled"
    time.sleep(1.0)
    assert not list((tmp_path / "w" / "uploads").glob("0*"))


def test_a_failed_job_says_what_to_do(tmp_path: Path) -> None:
    job = {"do": "examine", "path": str(tmp_path / "no.csv"), "home": str(tmp_path)}
    view = finished(jobs.start(job, file_name="no.csv"))
    assert view.state == "failed"
    assert view.error is not None
    assert view.error.next_step == "Check its name and folder."
