"""The data page: a file is dropped, looked at, checked, accepted, undone; nothing is lost."""

import csv
import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from cxdash.errors import CxdashError, MappingError
from cxdash.ingest.importer import accept, examine, original_at_hand, stage
from cxdash.ingest.jobs import JobView
from cxdash.ingest.mapping import Feed, How, Last, Mapping, Source
from cxdash.ingest.staging import READER_VERSION
from cxdash.ingest.worker_protocol import Job
from cxdash.model import TABLES, Table
from cxdash.store.workspace import Workspace
from cxdash.web import (
    intake,
    intake_again_words,
    intake_constants,
    intake_files,
    intake_mapping,
    intake_words,
    intake_zone,
    workspaces,
)
from cxdash.web.holdings_templates import template_file
from tests.ingest.test_updates import TICKETS
from tests.ingest.workbooks import book
from tests.web.places import ONE_ANSWER, is_framed, kept, opened, said

ANSWERS = (
    "Answer ID,Answered at,Customer ID,Segment,Process,How satisfied are you? (1-5)\n"
    + "".join(
        f"A-{day},2025-03-{day:02d} 10:00,C-{day % 3},Retail,Delivery,{day % 5 + 1}\n"
        for day in range(1, 21)
    )
).encode()
SECONDS = 60.0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace without the sample company."""
    monkeypatch.setenv(workspaces.HOME, str(tmp_path))
    monkeypatch.setattr(workspaces, "can_load_sample", lambda: False)
    return tmp_path


class AtOnce:
    """Does in this process, and at once, what a child would do; one test uses real children."""

    def __init__(self) -> None:
        self.views: list[JobView] = []

    def start(self, job: Job, *, file_name: str) -> int:
        """Do a job and keep how it ended."""
        home = Path(str(job["home"]))
        if "upload" in job:
            rest = {key: value for key, value in job.items() if key != "upload"}
            with original_at_hand(int(str(job["upload"])), home=home) as path:
                return self.start({**rest, "path": str(path)}, file_name=file_name)
        path = Path(str(job["path"]))
        view = JobView(len(self.views), str(job["do"]), file_name, state="failed")
        try:
            if job["do"] == "examine":
                sheet = cast("str | None", job["sheet"])
                result = examine(path, home=home, file_name=file_name, sheet=sheet).to_json()
            else:
                mapping = Mapping.from_json(job["mapping"])
                result = stage(
                    path,
                    mapping,
                    home=home,
                    file_name=file_name,
                    leave_out_repeats=bool(job["leave_out_repeats"]),
                    replaces=cast("int | None", job["replaces"]),
                ).to_json()
            result = json.loads(json.dumps(result))
            self.views.append(replace(view, state="done", result=result))
        except CxdashError as error:
            self.views.append(replace(view, error=error))
        return view.id

    def poll(self, number: int) -> JobView:
        """Return how a job ended."""
        return self.views[number]


@pytest.fixture
def at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty workspace, with files read at once."""
    monkeypatch.setattr(intake, "jobs", AtOnce())
    return home


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files and wait until nothing is read any more."""
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    """Run the page until every child is done."""
    end = time.monotonic() + SECONDS
    while any(button.key.startswith("stop_") for button in app.button if button.key):
        assert time.monotonic() < end, said(app)
        time.sleep(0.1)
        app.run()
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button that begins so, and wait for what it starts."""
    button = next(one for one in app.button if one.label.startswith(label))
    return settled(button.click().run())


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_empty_workspace_says_where_to_begin(home: Path) -> None:
    app = opened("data")
    assert not app.exception
    assert is_framed(app)
    assert "Nothing yet. Drop a file above" in said(app)
    assert not home.joinpath("uploads").exists()


def test_a_certain_file_is_ready_at_once_and_its_rows_count_after_accepting(home: Path) -> None:
    app = drop(opened("data"), ("answers.csv", ANSWERS))
    assert "Ready to accept: 20 new rows, 0 the same, 0 changed, 0 lines refused." in said(app)
    assert "From 2025-03-01 to 2025-03-20." in said(app)
    press(app, "Accept")
    assert not app.exception
    assert "is upload 1: 20 rows kept, 0 lines refused." in said(app)
    assert Workspace(home).snapshot().rows("select count(*) from responses") == [(20,)]
    assert not list(home.glob("incoming/*"))
    # The same file again brings nothing, and says which upload it is.
    drop(app, ("answers.csv", ANSWERS))
    assert "This file is upload 1 already, read in the same way: 0 new rows." in said(app)
    assert "Accept" not in labels(app)


def test_refused_rows_are_shown_with_line_reason_and_what_to_do(at_once: Path) -> None:
    broken = ANSWERS + b"A-21,31/02/2025,C-1,Retail,Delivery,3\nA-22,2025-03-21,C-1,Retail,,9\n"
    app = drop(opened("data"), ("answers.csv", broken))
    assert "20 new rows, 0 the same, 0 changed, 2 lines refused." in said(app)
    shown = next(one.value for one in app.dataframe if "Why it is refused" in one.value.columns)
    assert shown["Line"].tolist() == [22, 23]
    assert shown["Value"].tolist() == ["31/02/2025", "9"]
    assert "no day of the calendar" in shown["Why it is refused"].iloc[0]
    assert all(shown["What to do"])
    press(app, "Accept")
    assert Workspace(at_once).uploads.all()[0].facts.rows_refused == 2


def test_what_cannot_be_read_is_said_in_a_sentence_and_the_others_go_on(at_once: Path) -> None:
    pdf = b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n%%EOF\n"
    app = drop(opened("data"), ("a.csv", b""), ("b.csv", pdf), ("answers.csv", ANSWERS))
    assert not app.exception
    assert "a.csv is empty." in said(app)
    assert "b.csv is a PDF, not a table." in said(app)
    assert "Ready to accept: 20 new rows" in said(app)
    press(app, "Put aside")
    assert "a.csv is empty." not in said(app)
    assert len(list(at_once.glob("incoming/*"))) == 2


def test_a_question_is_asked_without_an_answer_in_advance(at_once: Path) -> None:
    rows = "".join(f"T-{n},0{n}/0{9 - n}/2025,{n % 5 + 1}\n" for n in range(1, 9))
    app = drop(opened("data"), ("calls.csv", f"Ticket,Date,Score (1-5)\n{rows}".encode()))
    asked = next(radio for radio in app.radio if "can be read in two ways" in radio.label)
    assert asked.value is None
    check = next(button for button in app.button if button.label == "Check every row")
    assert check.disabled
    asked.set_value("dmy").run()
    press(app, "Check every row")
    press(app, "Accept")
    days = Workspace(at_once).snapshot().rows("select min(occurred_on)::varchar from responses")
    assert days == [("2025-01-08",)]


def test_rows_without_an_id_that_are_there_already_are_asked_about(at_once: Path) -> None:
    first = b"date,segment,invited\n2025-01-01,Retail,20\n2025-01-02,Retail,22\n"
    second = b"date,segment,invited\n2025-01-02,Retail,22\n2025-01-03,Retail,25\n"
    app = drop(opened("data"), ("invitations.csv", first))
    press(app, "Accept")
    drop(app, ("invitations.csv", second))
    asked = next(radio for radio in app.radio if "are there already" in radio.label)
    assert asked.value is None
    assert next(button for button in app.button if button.label == "Accept").disabled
    asked.set_value("leave out").run()
    press(settled(app), "Accept")
    invited = Workspace(at_once).snapshot().rows("select sum(invited)::int from invitations")
    assert invited == [(67,)]


COMPLAINTS = (
    b"Complaint ID,Received,Resolved,Cause\n"
    + b"".join(f"K-{n},2025-03-{n:02d},2025-04-{n:02d},Late\n".encode() for n in range(10, 30))
    + b"K-2,2025-03-02,2025-02-04,Late\nK-3,2025-03-03,yesterday,Late\n"
)


def test_a_date_before_its_rows_own_is_shown_as_refused_and_the_row_is_kept(at_once: Path) -> None:
    app = drop(opened("data"), ("complaints.csv", COMPLAINTS))
    assert (
        "21 new rows, 0 the same, 0 changed, 1 line refused. 1 row is kept without a date that "
        "contradicts the row's own."
    ) in said(app)
    cells = next(one.value for one in app.dataframe if "Its row" in one.value.columns)
    assert cells["Value"].tolist() == ["2025-02-04", "yesterday"]
    assert cells["Its row"].tolist() == ["kept", "left out"]
    press(app, "Accept")
    assert "21 rows kept, 1 line refused. **1 date refused** for contradicting" in said(app)
    app.selectbox(key="chosen_upload").select(1).run()
    assert "**1 date refused** for contradicting the date of the same row" in said(app)
    assert "**1 line refused**; the rest of the file is not affected." in said(app)
    found = (
        Workspace(at_once)
        .snapshot()
        .rows("select complaint_id from complaints where resolved_at is null")
    )
    assert found == [("K-2",)]


def test_checked_files_are_accepted_together(at_once: Path) -> None:
    later = ANSWERS.replace(b"2025-03", b"2025-04").replace(b"A-", b"B-")
    app = press(
        drop(opened("data"), ("answers.csv", ANSWERS), ("answers.csv", later)), "Accept all 2"
    )
    assert not app.exception
    assert Workspace(at_once).snapshot().rows("select count(*) from responses") == [(40,)]
    assert len(Workspace(at_once).uploads.all()) == 2


def test_a_file_dropped_twice_waits_once_and_a_sentence_says_so(at_once: Path) -> None:
    app = drop(opened("data"), ("answers.csv", ANSWERS), ("copy.csv", ANSWERS))
    assert labels(app).count("Accept") == 1
    assert "copy.csv is here already (as answers.csv), with the same content" in said(app)
    drop(app, ("answers.csv", ANSWERS))
    assert labels(app).count("Accept") == 1
    assert "answers.csv is here already, with the same content. It is offered once." in said(app)
    assert len(list(at_once.glob("incoming/*"))) == 1


def test_a_file_dropped_again_after_a_reload_is_offered_once(at_once: Path) -> None:
    drop(opened("data"), ("answers.csv", ANSWERS))
    app = opened("data")
    assert "1 file dropped earlier and not finished" in said(app)
    drop(app, ("answers.csv", ANSWERS))
    assert "not finished: answers.csv" not in said(app)
    assert "answers.csv was dropped earlier and not finished. It is offered once." in said(app)
    press(app, "Accept")
    assert not list(at_once.glob("incoming/*"))
    assert len(Workspace(at_once).uploads.all()) == 1


@pytest.mark.usefixtures("at_once")
def test_a_file_that_could_not_be_read_is_read_once_more_when_it_is_dropped_again() -> None:
    app = drop(opened("data"), ("a.csv", b""))
    drop(app, ("a.csv", b""))
    assert said(app).count("a.csv is empty.") == 1
    assert "is here already" not in said(app)


def test_a_file_of_the_inbox_is_not_offered_beside_its_dropped_twin(at_once: Path) -> None:
    inbox = at_once / intake_files.INBOX
    inbox.mkdir()
    (inbox / "answers.csv").write_bytes(ANSWERS)
    app = drop(opened("data"), ("answers.csv", ANSWERS))
    assert "1 file in" not in said(app)
    assert labels(app).count("Accept") == 1


def test_a_file_another_tab_has_accepted_meanwhile_brings_no_row(at_once: Path) -> None:
    first, second = opened("data"), opened("data")
    drop(first, ("answers.csv", ANSWERS))
    drop(second, ("answers.csv", ANSWERS))
    press(first, "Accept")
    press(second, "Accept")
    assert not second.exception
    assert "answers.csv is upload 1 already, read in the same way" in said(second)
    assert len(Workspace(at_once).uploads.all()) == 1


def test_the_browsers_zone_is_proposed_and_kept_with_the_first_file(
    at_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_zone, "browser_zone", lambda: "Europe/Berlin")
    app = drop(opened("data"), ("answers.csv", ANSWERS))
    assert "Times without a zone are read as **Europe/Berlin** (your browser's)" in said(app)
    assert Workspace(at_once).registers.settings.time_zone == "UTC"
    press(app, "Accept")
    assert Workspace(at_once).registers.settings.time_zone == "Europe/Berlin"
    # The next reader sits elsewhere, and reads by the same clock.
    monkeypatch.setattr(intake_zone, "browser_zone", lambda: "Asia/Tokyo")
    other = opened("data")
    assert "read as **Europe/Berlin**, for every reader. Your browser is in Asia/Tokyo." in said(
        other
    )
    later = ANSWERS.replace(b"2025-03", b"2025-04").replace(b"A-", b"B-")
    press(drop(other, ("answers.csv", later)), "Accept")
    assert Workspace(at_once).registers.settings.time_zone == "Europe/Berlin"


def test_another_zone_can_be_chosen_before_the_first_file(
    at_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_zone, "browser_zone", lambda: "Europe/Berlin")
    app = opened("data")
    app.selectbox(key="zone_of_uploads_Europe/Berlin").select("Europe/Lisbon").run()
    assert "Times without a zone are read as **Europe/Lisbon**;" in said(app)
    press(drop(app, ("answers.csv", ANSWERS)), "Accept")
    assert Workspace(at_once).registers.settings.time_zone == "Europe/Lisbon"


def test_a_workspace_that_has_files_keeps_its_zone_whatever_the_browser_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_zone, "browser_zone", lambda: "Europe/Berlin")
    kept(home, ONE_ANSWER)
    app = opened("data")
    assert "Times without a zone are read as **UTC**, for every reader." in said(app)
    assert Workspace(home).registers.settings.time_zone == "UTC"


def test_rows_without_a_date_are_said_where_others_have_one(home: Path) -> None:
    dated, *_ = ONE_ANSWER["responses"]
    undated = [{**dated, "response_id": str(one), "occurred_at": None} for one in (2, 3)]
    kept(home, {"responses": [dated, *undated]})

    stands = "3 answers · 1 file · newest 14 Mar 2025 · 2 rows without a date, in no period"
    assert stands in said(opened("data"))


UNDATED = b"Answer ID,Segment,How satisfied are you? (1-5)\n" + b"".join(
    f"A-{number},Retail,{number % 5 + 1}\n".encode() for number in range(1, 21)
)


@pytest.mark.usefixtures("at_once")
def test_a_file_without_a_date_says_what_that_means_for_charts() -> None:
    app = drop(opened("data"), ("answers.csv", UNDATED))
    assert "No column of this file holds a date. No chart over time can show its rows" in said(app)
    press(app, "Accept")
    app.selectbox(key="chosen_upload").select(1).run()
    assert "None of its rows carries a date. No chart over time can show its rows" in said(app)


def test_a_file_with_a_date_nobody_mapped_names_its_column(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(ANSWERS)
    found = examine(path, home=tmp_path)
    (feed,) = found.mapping.feeds
    fields = {name: source for name, source in feed.fields.items() if name != "occurred_at"}
    bare = Mapping((replace(feed, fields=fields),), "answers")
    assert intake_words.undated(found.mapping, found) == ""
    assert "though “Answered at” holds dates" in intake_words.undated(bare, found)


def test_a_list_of_customers_needs_no_date(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Customer ID,Customer name,Segment\nC-1,A,Retail\nC-2,B,Retail\n")
    found = examine(path, home=tmp_path)
    assert [feed.table for feed in found.mapping.feeds] == ["customers"]
    assert intake_words.undated(found.mapping, found) == ""


@pytest.mark.usefixtures("at_once")
def test_what_reading_left_out_is_said_before_anything_is_unfolded() -> None:
    two = ANSWERS + b"\nReturn ID,Reason,Quantity,Product\n" + b"R1,Broken,2,Lamp\n" * 5
    app = drop(opened("data"), ("answers.csv", two))
    other = "(from line 23, 6 filled rows)"
    outside = [one.value for one in app.main.markdown if other in one.value]
    folded = [one.value for box in app.expander for one in box.markdown if other in one.value]
    assert len(outside) == len(folded) + 1


@pytest.mark.usefixtures("at_once")
def test_the_sheets_of_a_workbook_are_offered_and_another_one_can_be_read(at_once: Path) -> None:
    answers = ANSWERS.decode().splitlines()
    sheets = {"Answers": answers, "Tickets": ["Ticket,Note", "1,x"], "Early": answers[:11]}
    app = drop(opened("data"), ("quarter.xlsx", book(sheets)))
    assert "The sheet 'Answers' was read" in said(app)
    (choice,) = [one for one in app.selectbox if one.label == "Sheet of the workbook to read"]
    assert choice.options == [
        "Answers (21 filled rows)",
        "Early (11 filled rows)",
        "Tickets (2 filled rows)",
    ]
    settled(choice.select("Early").run())
    assert "Ready to accept: 10 new rows" in said(app)
    press(app, "Accept")
    (upload,) = Workspace(at_once).uploads.all()
    assert upload.facts.mapping["sheet"] == "Early"
    # Read again, it is the same sheet, although another one is fuller.
    app.selectbox(key="chosen_upload").select(1).run()
    press(app, "Read it again")
    assert "The sheet 'Early' was read." in said(app)


@pytest.mark.usefixtures("at_once")
def test_the_tables_of_one_text_file_are_offered_and_another_one_can_be_read(
    at_once: Path,
) -> None:
    returns = b"\nReturn ID,Returned on,Reason,Quantity\n" + b"".join(
        b"R%d,2025-03-%02d,Broken,2\n" % (day, day) for day in range(1, 6)
    )
    app = drop(opened("data"), ("answers.csv", ANSWERS + returns))
    (choice,) = [one for one in app.selectbox if one.label == "Table of the file to read"]
    read, other = choice.value, "Return ID, Returned on, Reason"
    assert choice.options == [f"{read} (21 filled rows)", f"{other} (6 filled rows)"]
    settled(choice.select(other).run())
    assert "Ready to accept: 5 new rows" in said(app)
    press(app, "Accept")
    (upload,) = Workspace(at_once).uploads.all()
    assert upload.facts.mapping["sheet"] == other
    # Read again, it is the same table, although the other one is fuller.
    app.selectbox(key="chosen_upload").select(1).run()
    press(app, "Read it again")
    assert f"The table '{other}' was read." in said(app)


@pytest.mark.usefixtures("at_once")
def test_a_corrected_mapping_is_used_on_the_sheet_that_was_chosen() -> None:
    answers = ANSWERS.decode().splitlines()
    app = drop(opened("data"), ("quarter.xlsx", book({"Answers": answers, "Early": answers[:11]})))
    (choice,) = [one for one in app.selectbox if one.label == "Sheet of the workbook to read"]
    settled(choice.select("Early").run())
    press(app, "Correct")
    (zone,) = [one for one in app.selectbox if one.label == "Time zone of its times"]
    zone.select("UTC").run()
    press(app, "Check every row")
    assert "Ready to accept: 10 new rows" in said(app)


@pytest.mark.usefixtures("at_once")
def test_a_corrected_mapping_still_counts_the_last_update_of_each_thing() -> None:
    app = drop(opened("data"), ("tickets.csv", "\n".join(TICKETS).encode()))
    press(app, "Correct")
    (zone,) = [one for one in app.selectbox if one.label == "Time zone of its times"]
    zone.select("UTC").run()
    press(app, "Check every row")
    # Three tickets with six lines: an answer of each.
    assert "Ready to accept: 3 new rows" in said(app)


@pytest.mark.usefixtures("at_once")
def test_a_sheet_without_rows_says_so_and_the_other_one_can_be_taken_back() -> None:
    sheets = {"Answers": ANSWERS.decode().splitlines(), "Notes": ["..."]}
    app = drop(opened("data"), ("quarter.xlsx", book(sheets)))
    (choice,) = [one for one in app.selectbox if one.label == "Sheet of the workbook to read"]
    settled(choice.select("Notes").run())
    assert "This file has a header and no row below it" in said(app)
    (choice,) = [one for one in app.selectbox if one.label == "Sheet of the workbook to read"]
    settled(choice.select("Answers").run())
    assert "Ready to accept: 20 new rows" in said(app)


def test_an_upload_is_undone_and_redone(home: Path) -> None:
    kept(home, ONE_ANSWER)
    app = opened("data")
    app.selectbox(key="chosen_upload").select(1).run()
    press(app, "Undo")
    assert [upload.undone for upload in Workspace(home).uploads.all()] == [True]
    assert "0 files" in said(app)
    press(app, "Redo")
    assert [upload.undone for upload in Workspace(home).uploads.all()] == [False]
    assert "1 answer" in said(app)
    assert not app.exception


SCORES = "select response_id, score::int from responses order by all limit 2"


def wrongly_read(home: Path, folder: Path) -> None:
    """Keep the answers with all scores off by a wrong word for one of them."""
    path = folder / "answers.csv"
    path.write_bytes(ANSWERS)
    mapping = examine(path, home=home).mapping
    (feed,) = mapping.feeds
    score = replace(feed.fields["score"], how={"words": {"1": "5", "5": "1"}})
    wrong = replace(feed, fields={**feed.fields, "score": score})
    accept(stage(path, replace(mapping, feeds=(wrong,)), home=home), home=home)


def test_an_upload_is_read_again_with_another_mapping_and_undo_brings_the_old_rows_back(
    at_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrongly_read(at_once, tmp_path_factory.mktemp("files"))
    workspace = Workspace(at_once)
    assert workspace.snapshot().rows(SCORES) == [("A-1", 2), ("A-10", 5)]
    app = opened("data")
    app.selectbox(key="chosen_upload").select(1).run()
    press(app, "Read it again")
    assert not app.exception
    assert "kept original of upload 1. Its columns would be read differently today" in said(app)
    assert next(one for one in app.button if one.label == "Read it again").disabled
    press(app, "Check every row")
    assert "takes the place of upload 1, with 20 rows kept instead of 20 and 0 lines" in said(app)
    press(app, "Accept")
    assert workspace.snapshot().rows(SCORES) == [("A-1", 2), ("A-10", 1)]
    assert "Upload 2 counts in its place" in said(app)
    assert [one.counts for one in workspace.uploads.all()] == [False, True]
    assert not list(at_once.glob("incoming/*"))
    app.selectbox(key="chosen_upload").select(2).run()
    press(app, "Undo")
    assert workspace.snapshot().rows(SCORES) == [("A-1", 2), ("A-10", 5)]
    assert not app.exception


def test_an_upload_read_again_in_the_same_way_brings_nothing_and_is_put_away(home: Path) -> None:
    """With real children: they unpack the original themselves."""
    app = press(drop(opened("data"), ("answers.csv", ANSWERS)), "Accept")
    app.selectbox(key="chosen_upload").select(1).run()
    press(app, "Read it again")
    assert "upload 1. These are its columns as they were read then." in said(app)
    press(app, "Check every row")
    assert "it brings exactly the rows of upload 1: nothing would change" in said(app)
    assert "Accept" not in labels(app)
    press(app, "Cancel")
    assert "the kept original" not in said(app)
    assert [one.number for one in Workspace(home).uploads.all()] == [1]


def test_an_upload_of_an_older_reader_says_so(home: Path) -> None:
    kept(home, ONE_ANSWER)
    facts = Workspace(home).uploads.all()[0].facts
    older = replace(facts, reader_version="0")
    assert "An older version of cxdash read this file" in intake_again_words.older_reader(older)
    today = replace(facts, reader_version=READER_VERSION)
    assert intake_again_words.older_reader(today) == ""


def test_the_same_file_read_differently_takes_the_place_of_its_upload(
    at_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrongly_read(at_once, tmp_path_factory.mktemp("files"))
    app = drop(opened("data"), ("answers.csv", ANSWERS))
    assert "It takes the place of upload 1, with 20 rows kept instead of 20" in said(app)
    press(app, "Accept")
    assert [one.counts for one in Workspace(at_once).uploads.all()] == [False, True]
    counted = Workspace(at_once).snapshot().rows("select count(*) from responses")
    assert counted == [(20,)]


def test_names_are_shown_only_with_a_recorded_reason(home: Path) -> None:
    kept(home, ONE_ANSWER)
    app = opened("data")
    assert next(one for one in app.button if one.label == "Show names").disabled
    app.text_input(key="names_reason").set_value("Works council, 3 March").run()
    press(app, "Show names")
    setting = next(
        one for one in Workspace(home).registers.settings.list() if one.name == "names_shown"
    )
    assert (setting.value, setting.reason) == ("yes", "Works council, 3 March")


def test_a_setting_is_kept_as_soon_as_it_changes(home: Path) -> None:
    kept(home, ONE_ANSWER)
    app = opened("data")
    app.selectbox(key="setting_time_zone").select("Europe/Berlin").run()
    assert not app.exception
    assert Workspace(home).registers.settings.time_zone == "Europe/Berlin"


def test_a_file_in_the_inbox_is_offered_and_moves_aside_once_accepted(at_once: Path) -> None:
    inbox = at_once / intake_files.INBOX
    inbox.mkdir()
    (inbox / "answers.csv").write_bytes(ANSWERS)
    (inbox / "notes.docx").write_bytes(b"no table")
    app = opened("data")
    assert "1 file in" in said(app)
    press(app, "Look at it")
    press(app, "Accept")
    assert (inbox / intake_files.LOADED / "answers.csv").is_file()
    assert [upload.facts.file_name for upload in Workspace(at_once).uploads.all()] == [
        "answers.csv"
    ]


def test_a_name_from_outside_never_becomes_a_path(tmp_path: Path) -> None:
    for name in ("../../evil.csv", "C:\\temp\\evil.csv", "/etc/evil.csv", "evil\x00.csv"):
        arrived = intake_files.keep(tmp_path, io.BytesIO(b"a,b\n1,2\n"), name)
        assert arrived.file_name == "evil.csv"
        assert arrived.path.parent.parent == tmp_path / "incoming"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_template_has_two_full_rows_of_examples(table: Table) -> None:
    header, *rows = list(csv.reader(io.StringIO(template_file(table).decode("utf-8-sig"))))
    assert len(rows) == 2
    assert all(len(row) == len(header) for row in rows)
    assert all(rows[0])


def test_a_template_comes_back_recognised_and_whole(tmp_path: Path) -> None:
    (table,) = [one for one in TABLES if one.name == "complaints"]
    path = tmp_path / "back.csv"
    path.write_bytes(template_file(table))
    found = examine(path, home=tmp_path / "home")
    assert (found.format, found.needs_confirmation) == ("template_complaints", False)
    staged = stage(path, found.mapping, home=tmp_path / "home")
    assert [(one.table, one.rows) for one in staged.tables] == [("complaints", 2)]
    assert staged.refused_lines == 0


SURVEY = Mapping(
    (
        Feed(
            "responses",
            {
                "response_id": Source("Id"),
                "survey": Source(constant="care"),
                "score": Source("Q1"),
                "question": Source(constant="Q1"),
                "scale_low": Source(constant="1"),
                "scale_high": Source(constant="5"),
                "metric_kind": Source(constant="csat"),
                "comment": Source("Why"),
            },
        ),
    ),
    "care",
)


def test_a_second_score_column_becomes_a_question_of_its_own() -> None:
    wanted = {**intake_mapping.chosen(SURVEY), "Q2": [("responses", "score")]}
    first, second = intake_mapping.retargeted(SURVEY, wanted).feeds
    assert first == SURVEY.feeds[0]
    assert second.fields == {
        "response_id": Source("Id"),
        "survey": Source(constant="care"),
        "score": Source("Q2"),
        "question": Source(constant="Q2"),
        "metric_kind": Source(constant="rating"),
    }


def test_taking_a_score_away_takes_its_scale_and_question_along() -> None:
    wanted = {**intake_mapping.chosen(SURVEY), "Q1": []}
    (feed,) = intake_mapping.retargeted(SURVEY, wanted).feeds
    assert set(feed.fields) == {"response_id", "survey", "comment"}


LAST = Last("Id", Source("Changed", how=How(date_order="ymd")))
UPDATED = replace(SURVEY, feeds=(replace(SURVEY.feeds[0], last=LAST),))


def test_another_score_counts_the_last_update_of_each_thing_too() -> None:
    wanted = {**intake_mapping.chosen(UPDATED), "Q1": [], "Q2": [("responses", "score")]}
    (feed,) = intake_mapping.retargeted(UPDATED, wanted).feeds
    assert (feed.fields["score"], feed.last) == (Source("Q2"), LAST)


def test_a_table_of_things_added_by_hand_counts_their_last_update_and_steps_stay_steps() -> None:
    wanted = {
        **intake_mapping.chosen(UPDATED),
        "Cause": [("complaints", "cause")],
        "Agent": [("touches", "employee")],
    }
    feeds = intake_mapping.retargeted(UPDATED, wanted).feeds
    assert {feed.table: feed.last for feed in feeds} == {
        "responses": LAST,
        "complaints": LAST,
        "touches": None,
    }


def test_two_columns_for_one_date_are_refused_with_both_named() -> None:
    both = {"A": [("complaints", "occurred_at")], "B": [("complaints", "occurred_at")]}
    with pytest.raises(MappingError, match="'A' and 'B'"):
        intake_mapping.retargeted(Mapping((), "care"), both)


def test_an_untouched_mapping_comes_back_as_it_was() -> None:
    again = intake_mapping.retargeted(SURVEY, intake_mapping.chosen(SURVEY))
    again = intake_constants.with_questions(again, intake_constants.score_questions(again))
    again = intake_constants.with_fixed_values(again, intake_constants.fixed_values(again))
    assert again == SURVEY


def test_answers_in_words_get_their_numbers() -> None:
    (asked,) = intake_constants.score_questions(SURVEY)
    said_so = [type(asked)(asked.column, "Liked it?", "Effort (CES)", "1", "3", "Yes = 3; No = 1")]
    (feed,) = intake_constants.with_questions(SURVEY, said_so).feeds
    assert feed.fields["score"].how == {"words": {"Yes": "3", "No": "1"}}
    assert feed.fields["metric_kind"] == Source(constant="ces")
    assert feed.fields["scale_high"] == Source(constant="3")
