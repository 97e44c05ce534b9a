"""Rows of a few kinds are typed once for each kind, and come out as if each had been typed."""

# ruff: noqa: DTZ001 (the wall clock of a file carries no zone)

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cxdash.ingest import alike
from cxdash.ingest.checks import CheckedFeed
from cxdash.ingest.likeness import UnlikeRowsError, likeness
from cxdash.ingest.mapping import Condition, Feed, How, Mapping, Source
from cxdash.ingest.staged import StagedUpload
from cxdash.ingest.typed import Cells
from tests.ingest.loading import rows, staged, written

COUNT = 240
ODD = {134: "9", 135: "five", 136: ""}
FEED = Feed(
    "responses",
    {
        "response_id": Source("id"),
        "occurred_at": Source("when"),
        "score": Source("score"),
        "comment": Source("comment"),
        "scale_low": Source(constant="1"),
        "scale_high": Source(constant="5"),
    },
    (Condition("status", drop=("Preview",)),),
)
COLUMNS = ("id", "when", "status", "score", "comment")
KNOWN = Cells(
    "file",
    COLUMNS,
    tidy=frozenset(range(5)),
    iso=frozenset([1]),
    repeating=frozenset([2, 3, 4]),
)


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Every twelfth line is a preview; one score is outside, one a word, one row says nothing."""
    lines = [
        f"A{at},2024-01-{1 + at % 28:02d},{'preview' if at % 12 == 0 else 'live'},"
        f"{ODD.get(at, 1 + at % 5)},{'good' if at % 2 else ''}"
        for at in range(COUNT)
    ]
    return written(tmp_path, "visits.csv", ",".join(COLUMNS), *lines)


def is_as_typed_singly(upload: StagedUpload) -> None:
    feed = upload.feeds[0]
    told = (feed.rows, feed.accepted, feed.refused, feed.nothing, feed.dropped)
    assert told == (240, 217, 2, 1, 20)
    assert [(cell["line"], cell["column"], cell["value"]) for cell in upload.refused()] == [
        (136, "score", "9"),
        (137, "score", "five"),
    ]
    assert rows(upload, "responses", "response_id, occurred_at, score, comment, case_id") == [
        (
            f"A{at}",
            datetime(2024, 1, 1 + at % 28),
            Decimal(1 + at % 5),
            "good" if at % 2 else None,
            None,
        )
        for at in range(COUNT)
        if at % 12 and at not in ODD
    ]


def test_rows_of_a_few_kinds_are_not_typed_one_by_one(
    visits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(CheckedFeed, "prepare")
    is_as_typed_singly(staged(visits, tmp_path / "home", Mapping((FEED,), "visits")))


def test_rows_of_too_many_kinds_are_typed_one_by_one(
    visits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "MOST_KINDS", 3)
    is_as_typed_singly(staged(visits, tmp_path / "home", Mapping((FEED,), "visits")))


def test_kinds_that_come_up_late_are_typed_when_they_do(
    visits: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(CheckedFeed, "prepare")
    monkeypatch.setattr("cxdash.ingest.parquet_groups._ROWS_PER_GROUP", 60)
    monkeypatch.setattr("cxdash.ingest.text_file._CHUNK", 500)
    is_as_typed_singly(staged(visits, tmp_path / "home", Mapping((FEED,), "visits")))


def test_what_decides_about_a_row_is_few_texts_and_which_cells_are_filled() -> None:
    like = likeness(FEED, KNOWN, zone=None)
    assert like.taken == {"response_id": "c0", "comment": "c4"}
    assert like.times == {"occurred_at": "c1"}
    assert like.deciding == ("c2", "c3")


@pytest.mark.parametrize(
    ("feed", "zone"),
    [
        (FEED, "Europe/Berlin"),
        (Feed("responses", {**FEED.fields, "score": Source("id")}), None),
        (Feed("responses", FEED.fields, (Condition("id", keep=("A1",)),)), None),
        (Feed("responses", {"score": Source("when"), "occurred_at": Source("id")}), None),
        (
            Feed("complaints", {"occurred_at": Source("when"), "resolved_at": Source("when")}),
            None,
        ),
        (
            Feed("responses", {"occurred_at": Source("when", how=How(zone="Asia/Tokyo"))}),
            None,
        ),
    ],
    ids=["zone", "many numbers", "many conditions", "dates unknown", "two dates", "own zone"],
)
def test_rows_of_which_more_decides_are_typed_one_by_one(feed: Feed, zone: str | None) -> None:
    with pytest.raises(UnlikeRowsError):
        likeness(feed, KNOWN, zone=zone)
