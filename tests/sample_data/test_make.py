"""The committed files are what make.py writes, and they fit together."""

import csv
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data"
PERIOD = "2024-10_2026-09"

ROWS = {
    f"surveys/csat_after_contact_{PERIOD}.csv": 13_046,
    f"surveys/nps_relationship_{PERIOD}.csv": 4_032,
    f"surveys/ces_after_delivery_{PERIOD}.csv": 2_158,
    f"surveys/internal_hand_overs_{PERIOD}.csv": 1_234,
    f"surveys/half_yearly_review_{PERIOD}.csv": 1_686,  # the second header row among them
    f"surveys/invitations_{PERIOD}.csv": 6_379,
    f"complaints/complaint_register_{PERIOD}.csv": 5_991,
    f"orders/orders_{PERIOD}.csv": 20_000,
    f"orders/returns_{PERIOD}.csv": 1_456,
    f"quality/inspections_{PERIOD}.csv": 2_600,
    "master/customers.csv": 3_310,
    "master/employees.csv": 40,
    "master/processes.csv": 12,
    "events.csv": 5,
}
TOUCHES = f"touches/touches_{PERIOD}.parquet"


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which make.py has just written."""
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run(
        [sys.executable, "-B", str(SAMPLE / "make.py"), str(folder)],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.mark.parametrize("name", ROWS)
def test_make_writes_the_committed_bytes_again(name: str, remade: Path) -> None:
    made, committed = ((folder / name).read_bytes() for folder in (remade, SAMPLE))
    assert sha256(made).hexdigest() == sha256(committed).hexdigest()


def test_make_writes_the_committed_touches_again(remade: Path) -> None:
    """Rows and types, not bytes: a Parquet file also names the version that wrote it."""
    assert pq.read_table(remade / TOUCHES).equals(pq.read_table(SAMPLE / TOUCHES))


def test_make_writes_nothing_else(remade: Path) -> None:
    written = {path.relative_to(remade).as_posix() for path in remade.rglob("*") if path.is_file()}
    assert written == {*ROWS, TOUCHES}


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_each_file_has_its_rows_and_no_ragged_line(name: str, rows: int) -> None:
    encoding, delimiter = ("cp1252", ";") if "returns" in name else ("utf-8", ",")
    with (SAMPLE / name).open(encoding=encoding, newline="") as file:
        header, *lines = csv.reader(file, delimiter=delimiter)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {len(header)}


def test_the_folder_stays_under_eight_mebibytes() -> None:
    files = [
        path for path in SAMPLE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert sum(path.stat().st_size for path in files) < 8 * 1024 * 1024


def test_the_register_writes_day_first_dates_that_cannot_be_read_month_first() -> None:
    with (SAMPLE / f"complaints/complaint_register_{PERIOD}.csv").open(encoding="utf-8") as file:
        dates = [row["Complaint Date"] for row in csv.DictReader(file)]
    assert dates[0].startswith("01/10/2024 ")
    assert dates[-1].startswith("30/09/2026 ")
    assert any(int(date[:2]) > 12 for date in dates)


def test_the_returns_are_a_western_european_spreadsheet() -> None:
    text = (SAMPLE / f"orders/returns_{PERIOD}.csv").read_bytes()
    assert text.startswith(b"Return ID;Return date;Order ID;Customer ID;Product;Reason;")
    assert b"Cost (\x80)" in text
    assert "Café 3 espresso machine".encode("cp1252") in text
    assert b";1;164,12\r\n" in text


@pytest.mark.parametrize("table", ["csat", "nps", "complaints", "touches", "orders"])
def test_the_files_cover_24_complete_months(table: str, files: duckdb.DuckDBPyConnection) -> None:
    column = "occurred_at" if table == "touches" else "moment"
    [row] = files.execute(
        f"select min({column})::date::varchar, max({column})::date::varchar, "
        f"count(distinct date_trunc('month', {column})) from {table}"
    ).fetchall()
    assert row == ("2024-10-01", "2026-09-30", 24)


def test_every_reference_is_found(files: duckdb.DuckDBPyConnection) -> None:
    """Customers, people, tickets and orders that one file names stand in the other."""
    [orphans] = files.execute("""
        select
            (select count(*) from csat anti join customers using (customer)),
            (select count(*) from csat anti join employees using (employee)),
            (select count(*) from csat anti join touches
                on ticket = case_id and employee = employee_id and csat.process = touches.process
                and csat.channel = touches.channel),
            (select count(*) from effort anti join orders using (number)),
            (select count(*) from internal anti join touches on note = case_id),
            (select count(*) from aspects anti join customers using (customer)),
            (select count(*) from complaints anti join customers using (customer)),
            (select count(*) from complaints anti join orders using (number)
                where number is not null)
    """).fetchall()
    assert orphans == (0, 0, 0, 0, 0, 0, 0, 0)


def test_a_customer_has_the_segment_that_the_survey_states(
    files: duckdb.DuckDBPyConnection,
) -> None:
    [[different]] = files.execute("""
        select count(*) from csat join customers using (customer)
        where csat.segment <> customers.segment
    """).fetchall()
    assert different == 0


def test_the_invitations_give_every_survey_its_response_rate(
    files: duckdb.DuckDBPyConnection,
) -> None:
    rates = files.execute("""
        with answered as (
            select 'After a contact' as survey, count(*) as n from csat
            union all select 'Relationship', count(*) from nps
            union all select 'After a delivery', count(*) from effort
            union all select 'Internal hand-overs', count(*) from internal
        )
        select survey, round(100 * any_value(n) / sum(invited)) from invitations
        join answered using (survey) group by survey order by survey
    """).fetchall()
    assert rates == [
        ("After a contact", 42),
        ("After a delivery", 39),
        ("Internal hand-overs", 25),
        ("Relationship", 42),
    ]


def test_the_40_people_work_in_five_teams(files: duckdb.DuckDBPyConnection) -> None:
    teams = files.execute(
        "select team, count(*) from employees group by team order by team"
    ).fetchall()
    assert teams == [
        ("Billing", 4), ("Call centre", 13), ("Delivery", 10), ("Production", 9), ("Returns", 4),
    ]  # fmt: skip


def test_no_text_holds_the_surname_of_an_employee() -> None:
    with (SAMPLE / "master/employees.csv").open(encoding="utf-8") as file:
        names = [word for row in csv.DictReader(file) for word in row["Employee name"].split()[1:]]
    comments = (SAMPLE / f"surveys/csat_after_contact_{PERIOD}.csv").read_text(encoding="utf-8")
    register = (SAMPLE / f"complaints/complaint_register_{PERIOD}.csv").read_text(encoding="utf-8")
    assert [name for name in names if f" {name} " in comments + register] == []
