"""Event logs whose headers name nothing known: the case and its steps are seen in the rows."""

from pathlib import Path

import pytest

from cxdash.ingest import columns, importer
from cxdash.ingest.examination import Examination
from tests.ingest.loading import staged, written

STEPS = ("Filed", "Checked", "Decided", "Sent")


def log(header: str, *, start: str = "") -> tuple[str, ...]:
    """Return a log of 24 permits with two to four steps each: 72 steps."""
    return (
        header,
        *(
            f"P-{permit},{start if step == 'Filed' and start else step},"
            f"2025-{permit % 12 + 1:02}-{3 * place + 1:02} 1{place}:00,Clerk {permit % 4}"
            for permit in range(24)
            for place, step in enumerate(STEPS[: 2 + permit % 3])
        ),
    )


def examined(folder: Path, *lines: str) -> Examination:
    return importer.examine(written(folder, "log.csv", *lines), home=folder / "w")


def read_as(found: Examination) -> list[tuple[str, dict[str, object]]]:
    """Return each table that is fed, with its fields."""
    return [
        (feed.table, {name: source.column for name, source in feed.fields.items()})
        for feed in found.mapping.feeds
    ]


@pytest.mark.parametrize("names", ["Permit,Was,When,By", "Akte,Vermerk,Uhrzeit,Kürzel"])
def test_the_case_and_its_steps_are_known_by_their_rows(names: str, tmp_path: Path) -> None:
    case, step, when, _ = names.split(",")
    found = examined(tmp_path, *log(names))
    assert read_as(found) == [("touches", {"occurred_at": when, "case_id": case, "process": step})]
    (said,) = found.read_first
    assert said in found.notes
    assert said == (
        "Touches: each row is one step of a case: the 72 rows are about 24 different values of "
        f"'{case}', within which '{when}' moves on and '{step}' changes; 100% of them begin with "
        "'Filed'."
    )
    upload = staged(tmp_path / "log.csv", tmp_path / "w", found.mapping)
    assert [(feed.rows, feed.accepted) for feed in upload.feeds] == [(72, 72)]


def test_rows_in_no_order_are_put_in_that_of_their_times(tmp_path: Path) -> None:
    header, *rows = log("Permit,Was,When,By")
    ((table, fields),) = read_as(
        examined(tmp_path, header, *sorted(rows, key=lambda row: row[-9:]))
    )
    assert (table, fields["case_id"], fields["process"]) == ("touches", "Permit", "Was")


def test_what_begins_with_one_thing_or_another_is_no_log(tmp_path: Path) -> None:
    """A customer has several orders, and they begin with no product in particular."""
    header, *rows = log("Konto,Artikel,Am,Wer")
    turned = [
        row.replace("Filed", STEPS[at % 4]).replace("Sent", "Filed") for at, row in enumerate(rows)
    ]
    assert read_as(examined(tmp_path, header, *turned)) == []


def test_what_every_row_says_is_no_beginning(tmp_path: Path) -> None:
    header, *rows = log("Konto,Artikel,Am,Wer")
    alike = [row if "Sent" in row else f"{row[:4].strip(',')},Lamp,{row[-26:]}" for row in rows]
    assert read_as(examined(tmp_path, header, *alike)) == []


def test_cases_are_told_exactly_however_many_rows_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "MOST_COUNTED", 10)
    (said,) = examined(tmp_path, *log("Permit,Was,When,By")).read_first
    assert "the 72 rows are about 24 different values of 'Permit'" in said


def test_a_published_log_under_other_headers_is_known_by_its_rows(
    shared_data: Path, tmp_path: Path
) -> None:
    """The receipt phase of a permit, van der Aalst's CoSeLoG: 1,434 cases, 8,577 steps."""
    lines = (shared_data / "receipt" / "receipt.csv").read_text(encoding="utf-8").splitlines()
    names = (
        "Kanal,Mappe,Frist,Amt,Ende,Geplant,Gruppe,Betreut,Beginn,Lauf,Vermerk,Art,Kreis,Wer,Zeit"
    )
    found = examined(tmp_path, names, *lines[1:])
    ((table, fields),) = read_as(found)
    assert (table, fields["case_id"], fields["process"]) == ("touches", "Mappe", "Vermerk")
    assert "the 8,577 rows are about 1,434 different values of 'Mappe'" in found.notes[0]
