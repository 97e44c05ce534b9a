"""Every row is accepted, refused, silent or left out, and the counts add up."""

# ruff: noqa: DTZ001 (the wall clock of a file carries no zone)

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.errors import UnreadableFileError
from cxdash.ingest import importer
from cxdash.ingest.mapping import Condition, Feed, How, Mapping, Source
from cxdash.ingest.staged import refused_cells
from cxdash.store.workspace import Workspace
from tests.ingest.loading import rows, staged, written

SCALE = {"scale_low": Source(constant="1"), "scale_high": Source(constant="5")}


def answers(fields: dict[str, Source], *when: Condition, time_zone: str | None = None) -> Mapping:
    return Mapping((Feed("responses", {**SCALE, **fields}, when),), "visits", time_zone)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def test_each_row_is_accounted_for_and_refused_with_line_and_reason(tmp_path, home) -> None:
    path = written(
        tmp_path, "visits.csv",
        "id,score,when,status",
        "1,4,2024-01-05,live",
        "2,9,2024-01-06,live",
        "3,,2024-01-07,live",
        "4,five,2024-01-08,live",
        "5,3,,live",
        "6,5,2024-01-10,preview",
    )  # fmt: skip
    upload = staged(
        path,
        home,
        answers(
            {
                "response_id": Source("id"),
                "score": Source("score"),
                "occurred_at": Source("when", how=How(date_order="ymd")),
            },
            Condition("status", drop=("Preview",)),
        ),
    )

    feed = upload.feeds[0]
    assert (feed.rows, feed.accepted, feed.refused, feed.nothing, feed.dropped) == (6, 1, 3, 1, 1)
    assert upload.refused_lines == 3
    assert [(cell["line"], cell["column"], cell["value"]) for cell in upload.refused()] == [
        (3, "score", "9"),
        (5, "score", "five"),
        (6, "when", ""),
    ]
    first = upload.refused()[0]
    assert first["reason"] == 'Survey answers: "9" lies outside the scale 1 to 5.'
    assert first["next_step"] == "Correct the score, or the ends of the scale in the mapping."
    assert first["raw"] == "2,9,2024-01-06,live"
    assert upload.refused()[2]["reason"] == "Survey answers: Date is empty in 'when'."


def test_times_with_an_offset_become_utc_and_others_stay_the_wall_clock(tmp_path, home) -> None:
    path = written(
        tmp_path, "visits.csv",
        "score,when",
        "4,2024-01-05 10:00:00+02:00",
        "4,2024-01-05 10:00:00",
    )  # fmt: skip
    mapping = answers({"score": Source("score"), "occurred_at": Source("when")})

    assert rows(staged(path, home, mapping), "responses", "occurred_at, zone_known") == [
        (datetime(2024, 1, 5, 8), True),
        (datetime(2024, 1, 5, 10), False),
    ]


def test_a_time_zone_moves_times_and_leaves_dates_where_they_are(tmp_path, home) -> None:
    path = written(tmp_path, "visits.csv", "score,when", "4,2024-07-05 01:00", "4,2024-07-05")
    mapping = answers(
        {"score": Source("score"), "occurred_at": Source("when")}, time_zone="Europe/Berlin"
    )

    assert rows(staged(path, home, mapping), "responses", "occurred_at, zone_known") == [
        (datetime(2024, 7, 4, 23), True),
        (datetime(2024, 7, 5), False),
    ]


def test_words_units_percent_and_durations_become_numbers(tmp_path, home) -> None:
    path = written(
        tmp_path, "calls.csv",
        "agent,score,hours,talk,share",
        "Ana,Very satisfied,1.5,0:30:30,85%",
        "Ben,Offered,,,",
    )  # fmt: skip
    mapping = Mapping(
        (
            Feed(
                "responses",
                {"score": Source("score", how=How(words={"very satisfied": "5", "offered": ""}))},
            ),
            Feed("touches", {"employee": Source("agent"),
                             "duration_min": Source("hours", how=How(times="60"))}),
            Feed("touches", {"touch_id": Source(("agent", "talk")),
                             "duration_min": Source("talk", how=How(clock=True))}),
            Feed("scores", {"value": Source("share", how=How(percent=True))}),
        ),
        "calls",
    )  # fmt: skip

    upload = staged(path, home, mapping)

    assert rows(upload, "responses", "score") == [(Decimal(5),)]
    assert rows(upload, "scores", "value") == [(Decimal("0.85"),)]
    assert set(rows(upload, "touches", "employee, touch_id, duration_min")) == {
        ("Ana", None, Decimal(90)),
        ("Ben", None, None),
        (None, "Ana-0:30:30", Decimal("30.5")),
    }


def test_a_choice_that_is_not_legal_is_refused(tmp_path, home) -> None:
    path = written(tmp_path, "people.csv", "id,kind", "C1,External", "C2,partner")
    mapping = Mapping(
        (Feed("customers", {"customer_id": Source("id"), "customer_kind": Source("kind")}),), "crm"
    )

    upload = staged(path, home, mapping)

    assert rows(upload, "customers", "customer_id, customer_kind") == [("C1", "external")]
    assert upload.refused()[0]["reason"] == 'Customers: "partner" is none of: external, internal.'


@pytest.mark.parametrize("word", ["", "N/A", "null", "None", "NaN", "-", "--", "?", "#N/A"])
def test_missing_words_say_nothing(word, tmp_path, home) -> None:
    path = written(tmp_path, "visits.csv", "score,note", f"{word},x", "4,y")
    upload = staged(path, home, answers({"score": Source("score")}))
    assert (upload.feeds[0].accepted, upload.feeds[0].nothing) == (1, 1)


def test_many_bad_rows_do_not_refuse_a_file_and_all_are_kept(tmp_path: Path) -> None:
    """21,000 of 63,000 rows have a field too many; reports tell some, the upload's folder all."""
    lines = (
        f"R{number},2025-01-05,4,x" if number % 3 == 0 else f"R{number},2025-01-05,4"
        for number in range(63_000)
    )
    path = written(tmp_path, "answers.csv", "Response ID,Date,Score", *lines)

    report = importer.load_here(path, home=tmp_path / "workspace", yes=True)

    assert (report.staged.rows, report.staged.refused_lines, report.refused_cells) == (
        42_000, 21_000, 21_000,
    )  # fmt: skip
    assert [cell["line"] for cell in report.refused] == [*range(2, 30_002, 3)]
    assert "the first 10,000 are told; refused.parquet" in report.message
    kept = Workspace(tmp_path / "workspace").uploads.all()[0]
    assert len(kept.facts.read_report["refused"]) == 1_000
    assert kept.facts.read_report["refused_rows"] == 21_000
    assert [cell["line"] for cell in refused_cells(kept.folder)] == [*range(2, 63_002, 3)]


def test_a_file_of_more_bad_rows_than_good_ones_is_no_table(tmp_path: Path) -> None:
    lines = [*["R1,2025-01-05,4"] * 50, *["R1,2025-01-05,4,x"] * 20_001]
    path = written(tmp_path, "answers.csv", "Response ID,Date,Score", *lines)

    with pytest.raises(UnreadableFileError, match="20,001 lines that do not fit its header and 50"):
        importer.load_here(path, home=tmp_path / "workspace", yes=True)
