"""A child that reads a file is ended at its limits, and the reader gets a sentence."""

import io
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cxdash.errors import UnreadableFileError, WorkspaceError
from cxdash.ingest import importer, jobs, limits, parquet, worker_protocol
from cxdash.ingest.limits import Limits
from tests.ingest.loading import written
from tests.ingest.reading import read, rows
from tests.ingest.test_worker import finished

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds these limits")
MEGABYTE = 1024**2
ORDERS = ("Order ID,Order date,Promised date", "O1,2024-01-05,2024-01-09")


def workbook(cells: dict[str, str], *, dimension: str = "A1:B2", target: str = "") -> bytes:
    """Return an XLSX with one sheet, Answers, that holds these cells as inline text."""
    texts = "".join(
        f'<row><c r="{name}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for name, text in cells.items()
    )
    space = "http://schemas.openxmlformats.org"
    main = f'xmlns="{space}/spreadsheetml/2006/main"'
    kind = f"{space}/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kind}"><sheets>'
        '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/worksheet" '
        f'Target="{target or "worksheets/sheet1.xml"}"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><dimension ref="{dimension}"/>'
        f"<sheetData>{texts}</sheetData></worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def stopped(path: Path, held: Limits) -> str:
    """Load a file within limits it does not keep, and return what the reader is told."""
    job = {"do": "load", "path": str(path), "home": str(path.parent / "workspace")}
    view = finished(jobs.start({**job, "answers": {}, "yes": True}, file_name=path.name, held=held))
    assert view.state == "failed"
    assert view.error is not None
    assert not list((path.parent / "workspace" / "uploads").glob("0*"))
    return view.error.what


@ON_LINUX
def test_a_workbook_that_makes_the_library_abort_is_a_sentence(tmp_path: Path) -> None:
    """A rectangle of 16 million cells is 500 MB in the library, which aborts without them."""
    path = tmp_path / "sparse.xlsx"
    path.write_bytes(workbook({"A1": "Score", "A2": "5", "XFD1000": "x"}))

    told = stopped(path, Limits(memory_bytes=900 * MEGABYTE))

    assert told.startswith("Reading sparse.xlsx was stopped: it needed more than 0.9 GB of memory")


@ON_LINUX
def test_a_parquet_file_that_unpacks_into_all_memory_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"Comment": ["x" * 20 * MEGABYTE] * 50}), path)
    assert path.stat().st_size < MEGABYTE

    told = stopped(path, Limits(memory_bytes=900 * MEGABYTE))

    assert told == "bomb.parquet needs more memory than reading may use."


@ON_LINUX
def test_a_file_that_spins_is_ended_by_its_processor_time(tmp_path: Path) -> None:
    lines = (f"O{number},2024-01-05,2024,01-09,a,b" for number in range(400_000))
    path = written(tmp_path, "spin.csv", *ORDERS * 20, *lines)

    told = stopped(path, Limits(processor_seconds=1))

    assert told == (
        "Reading spin.csv was stopped: it needed more than 1 seconds of processor time. "
        "Nothing of it was kept."
    )


def test_a_file_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = written(tmp_path, "slow.csv", *ORDERS)

    told = stopped(path, Limits(wall_seconds=0.01))

    assert "slow.csv was stopped: it took longer than 0.01 seconds" in told


def test_the_command_line_is_told_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, "slow.csv", *ORDERS)
    job = {"do": "examine", "path": str(path), "home": str(tmp_path)}

    with pytest.raises(WorkspaceError, match="it took longer than"):
        worker_protocol.run(job, lambda _share, _step: None, held=Limits(wall_seconds=0.01))


def test_a_file_within_its_limits_is_loaded(tmp_path: Path) -> None:
    report = importer.load(written(tmp_path, "orders.csv", *ORDERS), home=tmp_path / "workspace")

    assert report.kept


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_the_system_holds_no_limit_the_reason_is_said(platform: str) -> None:
    assert limits.unheld(platform).startswith(f"The system ({platform}) holds no limit of memory")
    assert not limits.unheld("linux")


def test_a_cell_at_the_far_corner_is_refused_with_sheet_and_range(tmp_path: Path) -> None:
    far = workbook({"A1": "Score", "A2": "5", "XFD1048576": "x"})
    assert len(far) < 5_000

    with pytest.raises(UnreadableFileError) as refusal:
        read(tmp_path, far, "far.xlsx")

    assert refusal.value.what == (
        "The sheet 'Answers' of far.xlsx spans A1:XFD1048576, which is 17,179,869,184 cells; "
        "60,000,000 can be read."
    )
    assert "Ctrl+End" in refusal.value.next_step


def test_a_stated_range_that_lies_is_not_believed(tmp_path: Path) -> None:
    honest = workbook({"A1": "Score", "A2": "5"}, dimension="A1:XFD1048576")

    assert rows(read(tmp_path, honest, "stated.xlsx")) == [["5"]]


def test_parts_of_a_workbook_outside_it_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<worksheet/>", encoding="utf-8")
    led_out = workbook({"A1": "Score", "A2": "5"}, target=f"/{tmp_path}/secret.xml")

    with pytest.raises(UnreadableFileError, match=r"upload\.xlsx"):
        read(tmp_path, led_out, "upload.xlsx")


def test_entities_of_a_workbook_reach_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell", encoding="utf-8")
    declared = f'<!DOCTYPE a [<!ENTITY told SYSTEM "{secret.as_uri()}">]>'
    packed = workbook({"A1": "Score", "A2": "&told;", "A3": "5"})
    source, made = zipfile.ZipFile(io.BytesIO(packed)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in source.namelist():
            archive.writestr(part, declared.encode() + source.read(part))

    with pytest.raises(UnreadableFileError, match="no workbook that can be read") as refusal:
        read(tmp_path, made.getvalue(), "entity.xlsx")

    assert "do not tell" not in refusal.value.what


def test_a_parquet_file_of_endless_rows_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MOST_CELLS", 10)
    pq.write_table(pa.table({"a": [None] * 6, "b": [None] * 6}), tmp_path / "rows.parquet")

    with pytest.raises(UnreadableFileError, match="6 rows of 2 columns; 10 cells can be read"):
        read(tmp_path, tmp_path / "rows.parquet")


def test_a_parquet_file_that_unpacks_beyond_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table({"a": ["x" * 70 * MEGABYTE]}), path, compression="zstd")

    with pytest.raises(UnreadableFileError, match=r"bomb\.parquet unpacks to more than 64 MB"):
        read(tmp_path, path)
