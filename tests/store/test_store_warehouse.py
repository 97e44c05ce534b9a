"""The warehouse file can be deleted, damaged or outdated, and answers stay right."""

import logging
import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cxdash.errors import QuestionError
from cxdash.model import TABLES
from cxdash.store import readers
from cxdash.store.parts import PARTS
from cxdash.store.rollups import Needed, cuboid_for
from cxdash.store.scratch import Scratch
from cxdash.store.summaries import kept
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ANSWERS = {
    "responses": [
        {
            "response_id": str(place),
            "occurred_at": f"2025-03-{1 + place % 9:02d}",
            "survey": "Desk",
            "question": "Overall?",
            "metric_kind": "nps" if place % 3 == 0 else "csat",
            "scale_low": 0 if place % 3 == 0 else 1,
            "scale_high": 10 if place % 3 == 0 else 5,
            "score": 1 + place % 5 + (0.1 if place % 7 == 0 else 0),
            "expected_score": None if place % 4 == 0 else 3,
            "segment": [None, "Retail", "Trade"][place % 3],
            "channel": ["phone", "web"][place % 2],
            "process": "billing",
        }
        for place in range(60)
    ],
    "complaints": [
        {
            "complaint_id": str(place),
            "occurred_at": f"2025-03-{1 + place % 9:02d}",
            "cause": ["late", "broken", None][place % 3],
            "segment": ["Retail", "Trade"][place % 2],
            "resolved_at": "2025-03-10" if place % 4 else None,
            "due_at": "2025-03-08" if place % 2 else "2025-03-20",
            "cost": None if place % 5 == 0 else f"{place}.10",
        }
        for place in range(30)
    ],
}


def test_every_table_is_there_before_anything_is_uploaded(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    derived = ["contacts", "ratings", "instruments", "files"]
    for name in [*(table.name for table in TABLES), *derived]:
        assert snapshot.rows(f"select count(*) from {name}") == [(0,)]
    assert snapshot.rows("select * from facts_span") == [(None, None, None)]
    assert set(snapshot.rows("select rows from spans")) == {(0,)}


def test_a_part_of_nothing_is_zero(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    for table, parts in PARTS.items():
        rows = snapshot.rows(f"select {', '.join(part.from_rows for part in parts)} from {table}")
        assert set(rows[0]) == {0}


def asked(*columns: str, single: tuple[str, ...] = (), table: str = "complaints") -> Needed:
    part = "answers" if table == "ratings" else "complaints"
    return Needed(table, frozenset(columns), frozenset({part}), frozenset(single), "month")


def test_the_covering_cuboid_with_the_fewest_cells_is_taken() -> None:
    cells = {"complaints_day_cause": 90, "complaints_month_cause": 7, "complaints_month_all": 3}
    by_month = cuboid_for(asked("cause"), cells)
    by_day = cuboid_for(replace(asked("cause"), step="day"), cells)
    assert by_month is not None
    assert by_month.name == "complaints_month_cause"
    assert by_day is not None
    assert by_day.name == "complaints_day_cause"
    assert cuboid_for(asked("severity"), cells) is None
    assert cuboid_for(asked("cause"), {}) is None


def test_answers_are_taken_from_cells_only_where_none_stands_in_two_of_them() -> None:
    cells = {"ratings_month_process": 5, "ratings_month_process_channel": 9}
    one = cuboid_for(asked("process", single=("process",), table="ratings"), cells)
    assert one is not None
    assert one.name == "ratings_month_process"
    # Two processes may both have touched a case, whose answer counts once for both together.
    assert cuboid_for(asked("process", table="ratings"), cells) is None
    several = asked("process", "channel", single=("process",), table="ratings")
    assert cuboid_for(several, cells) is None


def test_a_rollup_is_kept_where_it_saves_reading() -> None:
    cells = {
        "cases_month_all": 90_000,
        "cases_month_process": 100_000,
        "cases_day_process": 700_000,
        "cases_day_all": 1_100_000,
    }
    # A tenth of ten million rows at most; and what another answers about as quickly is needless.
    assert [one.name for one in kept(cells, 10_000_000)] == [
        "cases_month_process",
        "cases_day_process",
    ]
    assert kept(cells, 100_000) == []


def test_rollups_of_a_table_hold_no_more_cells_than_their_share_of_its_rows() -> None:
    cells = {
        "cases_day_team": 900_000,
        "cases_day_site": 910_000,
        "cases_day_region": 920_000,
        "cases_day_product": 930_000,
    }
    found = kept(cells, 10_000_000)
    assert [one.name for one in found] == ["cases_day_team", "cases_day_site", "cases_day_region"]


def test_coverage_and_spans_tell_what_the_files_fill(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    snapshot = workspace.snapshot()
    filled = snapshot.rows(
        "select filled, rows from coverage where table_name = 'responses' and column_name = $name",
        {"name": "segment"},
    )
    assert filled == [(40, 60)]
    assert snapshot.rows("select * from spans where table_name = 'complaints'") == [
        ("complaints", 30, date(2025, 3, 1), date(2025, 3, 9))
    ]


def test_frames_hold_plain_numbers_days_and_text(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    frame = workspace.snapshot().frame(
        "select occurred_on, count(*) as n, sum(score) as total, min(nps_points) as points, "
        "segment from responses where channel = $channel group by all",
        {"channel": "phone"},
    )
    kinds = [frame[name].dtype.kind for name in ("occurred_on", "n", "total", "points")]
    assert kinds == ["M", "i", "f", "f"]
    assert frame["segment"].dtype == "str"


def test_an_empty_frame_has_the_same_kinds_of_columns(workspace: Workspace) -> None:
    frame = workspace.snapshot().frame("select segment, score, occurred_on from responses")
    assert frame.empty
    assert frame["segment"].dtype == "str"
    assert frame["score"].dtype == np.float64


# The file


def test_a_missing_warehouse_is_built_again(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    path = workspace.snapshot().path
    path.unlink()
    assert workspace.snapshot().rows("select count(*) from responses") == [(60,)]
    assert path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda whole: b"not a database" * (len(whole) // 14),
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:20_000] + bytes(255 ^ byte for byte in whole[20_000:]),
    ],
    ids=["empty", "foreign", "half", "flipped"],
)
def test_a_broken_warehouse_is_built_again_with_one_logged_line(
    workspace: Workspace, damage, caplog: pytest.LogCaptureFixture
) -> None:
    keep(workspace, ANSWERS)
    path = workspace.snapshot().path
    whole = path.read_bytes()
    path.unlink()  # a new file, as a broken disk or a stopped copy would leave it
    path.write_bytes(damage(whole))

    with caplog.at_level(logging.WARNING, "cxdash.store"):
        assert workspace.snapshot().rows("select sum(score) from responses")[0][0] is not None
    assert len(caplog.records) == 1
    assert "building it again" in caplog.text


@pytest.mark.parametrize("at", [0, 9, 4_100, 8_200, 12_300, -200_000, -4_096, -1])
@pytest.mark.parametrize("damage", ["flipped", "cut"])
def test_one_flipped_bit_or_a_torn_end_anywhere_never_changes_a_row(
    workspace: Workspace, at: int, damage: str
) -> None:
    keep(workspace, ANSWERS)
    before = workspace.snapshot()
    tables = ("responses", "complaints", "contacts", "ratings", "coverage", "rollups")
    rows = {table: before.rows(f"select * from {table} order by all") for table in tables}
    whole = bytearray(before.path.read_bytes())
    whole[at] ^= 0x08
    before.path.unlink()
    before.path.write_bytes(whole if damage == "flipped" else whole[:at])

    after = workspace.snapshot()
    assert {table: after.rows(f"select * from {table} order by all") for table in tables} == rows


@pytest.mark.parametrize("leftover", [b"", bytes(4096), b"not a log" * 100])
def test_a_log_left_beside_the_warehouse_changes_nothing(
    workspace: Workspace, leftover: bytes
) -> None:
    keep(workspace, ANSWERS)
    path = workspace.snapshot().path
    whole = path.read_bytes()
    path.unlink()
    path.write_bytes(whole)
    path.with_name(f"{path.name}.wal").write_bytes(leftover)
    assert workspace.snapshot().rows("select count(*) from responses") == [(60,)]


def test_damage_that_shows_only_while_reading_is_mended_once_for_every_reader(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    keep(workspace, ANSWERS)
    path = workspace.snapshot().path
    damaged = bytearray(path.read_bytes())
    for block in range(12_288 + 262_144, len(damaged), 262_144):  # the first holds the catalogue
        damaged[block + 1000 : block + 2000] = bytes(1000)
    path.unlink()
    path.write_bytes(damaged)

    first, second = workspace.snapshot(), workspace.snapshot()
    assert not caplog.records, "it opens"
    for snapshot in (first, second, first):
        for table in ("responses", "complaints", "contacts", "ratings", "instruments"):
            assert snapshot.rows(f"select * from {table}")
    assert len(caplog.records) == 1


def test_rebuild_gives_the_same_rows_and_older_readers_go_on(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    before = workspace.snapshot()
    rows = before.rows("select * from responses order by all")
    shares: list[float] = []
    after = workspace.rebuild(shares.append)
    assert after.version == before.version
    assert after.rows("select * from responses order by all") == rows
    assert before.rows("select * from responses order by all") == rows
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_two_versions_can_be_read_at_once_while_older_files_are_swept(
    workspace: Workspace,
) -> None:
    snapshots = []
    for _ in range(4):
        keep(workspace, {"volumes": [{"count": 1}]})
        snapshots.append(workspace.snapshot())

    counts = [snapshot.rows("select count(*) from volumes")[0][0] for snapshot in snapshots]
    assert counts == [1, 2, 3, 4]
    assert len({snapshot.version for snapshot in snapshots}) == 4
    left = sorted(workspace.home.glob("warehouse-*.duckdb"))
    assert left == sorted(snapshot.path for snapshot in snapshots[-2:])


def test_threads_share_one_snapshot(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    snapshot = workspace.snapshot()
    counts: list[object] = []

    def read() -> None:
        counts.extend(snapshot.rows("select count(*) from responses")[0][0] for _ in range(20))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [60] * 120


def test_what_is_typed_changes_the_version_and_only_what_shapes_rows_the_file(
    workspace: Workspace,
) -> None:
    keep(workspace, ANSWERS)
    version, path = workspace.version(), workspace.snapshot().path
    workspace.registers.events.add(date(2025, 3, 4), "Price rise")
    assert workspace.version() != version
    assert workspace.snapshot().path == path
    workspace.registers.aliases.add("channel", "web", "Internet")
    assert workspace.snapshot().path != path


# What a reader may reach


OUT_OF_REACH = [
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('{upload}/upload.json')",
    "select * from '{upload}/responses.parquet'",
    "copy responses to '{home}/out.csv'",
    "attach '{home}/registers.sqlite' as registers",
    "create table mine as select 1",
    "delete from responses",
    "set memory_limit = '9GB'",
    "install httpfs",
    "select nothing from responses",
    "selec",
]


def test_the_owners_query_reaches_its_version_and_nothing_else(workspace: Workspace) -> None:
    upload = keep(workspace, ANSWERS)
    snapshot = workspace.snapshot()
    for sql in OUT_OF_REACH:
        with pytest.raises(QuestionError, match="cannot be answered"):
            snapshot.query(sql.format(home=workspace.home, upload=upload.folder))
    assert not (workspace.home / "out.csv").exists()
    assert snapshot.rows("select count(*) from responses") == [(60,)]


def test_the_owners_query_returns_columns_and_at_most_so_many_rows(workspace: Workspace) -> None:
    keep(workspace, ANSWERS)
    columns, rows = workspace.snapshot().query(
        "select response_id as id from responses order by response_key", limit=2
    )
    assert columns == ("id",)
    assert rows == [("0",), ("1",)]


def test_a_query_that_takes_too_long_is_stopped(workspace: Workspace) -> None:
    endless = "select count(*) from range(100000000) a, range(100000000) b where a.range % 7 = 3"
    with pytest.raises(QuestionError, match=r"more than 0\.2 seconds"):
        workspace.snapshot().query(endless, max_seconds=0.2)


def test_scratch_sees_its_folders_and_nothing_else(tmp_path: Path) -> None:
    work, staging = tmp_path / "work", tmp_path / "staging"
    work.mkdir()
    staging.mkdir()
    (work / "a.csv").write_text("x,y\n1,2\n")
    with Scratch(work, also=(staging,)) as scratch:
        scratch.execute(
            "create table a as select * from read_csv($file)", {"file": str(work / "a.csv")}
        )
        scratch.execute(f"copy a to '{staging / 'a.parquet'}'")
        assert scratch.rows("select x + $more from a", {"more": 1}) == [(2,)]
        assert 0 <= scratch.progress() <= 1
        with pytest.raises(Exception, match="disabled by configuration"):
            scratch.rows("select * from read_csv('/etc/passwd')")
    assert [file.name for file in staging.iterdir()] == ["a.parquet"]


def test_a_workspace_copied_without_its_hidden_folders_still_answers_large_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three million rows in order take more than 50 MB, so DuckDB needs a place to spill."""
    first = Workspace(tmp_path / "first")
    keep(first, ANSWERS)
    first.snapshot()
    shutil.copytree(first.home, tmp_path / "copy", ignore=shutil.ignore_patterns(".spill"))
    monkeypatch.setattr(readers, "READ_MEMORY", "50MB")
    ordered = "select row_number() over (order by hash(i)) as r from range(3000000) as t(i)"
    assert Workspace(tmp_path / "copy").snapshot().rows(f"select max(r) from ({ordered})") == [
        (3_000_000,)
    ]
