"""Make a workspace of any size, straight as accepted uploads: for measuring, not for reading.

The company is invented like the sample company, and its rows hang together as in real exports:
people belong to a team and mostly serve one process, segments prefer channels, products fail in
their own ways, and a touch, an answer and a complaint of one case share its customer. One line in a
hundred is refused. Every value follows from the row's number and SEED, so nothing is held in memory
and the same call gives the same rows with the same DuckDB.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import duckdb  # noqa: E402 - found through the line above

from cxdash.store.workspace import Workspace  # noqa: E402

SEED: Final = 20_260_131
DIRTY: Final = 0.01
"""The share of lines that are refused."""

MEMORY: Final = "1GB"
TOUCHES_PER_CASE: Final = 3
FIRST_DAY: Final = "2024-10-01"
DAYS: Final = 730
RECEIVED: Final = "2026-10-01T06:00:00+00:00"

SEGMENTS: Final = ("Private households", "Retail partners", "Hotels & hospitality",
                   "Landlords & housing", "Internal: Logistics", "Internal: Billing")  # fmt: skip
MACROS: Final = f"""
create macro draw(no, what) as hash(no, what, {SEED})::double / 18446744073709551616.0;
create macro pick(no, what, choices) as
    choices[1 + floor(draw(no, what) * len(choices))::integer];

create macro segment_of(customer) as ['{"', '".join(SEGMENTS)}'][
    case when draw(customer, 'segment') < 0.55 then 1 when draw(customer, 'segment') < 0.75 then 2
        when draw(customer, 'segment') < 0.86 then 3 when draw(customer, 'segment') < 0.94 then 4
        when draw(customer, 'segment') < 0.98 then 5 else 6 end];
create macro region_of(customer) as
    pick(customer, 'region', ['North', 'North', 'East', 'South', 'South', 'South', 'West']);
create macro kind_of(segment) as if(starts_with(segment, 'Internal'), 'internal', 'external');
create macro channel_of(segment, no) as pick(no, 'channel', case
    when segment = 'Private households' then ['Phone', 'Phone', 'Phone', 'Web', 'Web', 'Shop']
    when segment = 'Retail partners' then ['E-mail', 'E-mail', 'Phone', 'Web']
    when starts_with(segment, 'Internal') then ['E-mail', 'Chat', 'Chat']
    else ['Phone', 'E-mail', 'E-mail', 'Web', 'Chat'] end);

create macro moment_of(no, many) as timestamp '{FIRST_DAY} 08:00:00' + to_seconds(
    floor({DAYS - 1} * if(no > many, no / many, least(no / many + 0.02 * sin(12.6 * no / many) ^ 2,
    1)))::bigint * 86400
    + floor(36000 * draw(no, 'hour'))::bigint);
create macro process_no(case_no, place) as
    ((hash(case_no, 'way', {SEED}) % 12 + place * 5) % 12)::integer;
create macro process_name(number) as ['Order taking', 'Advice', 'Assembly', 'Picking',
    'Delivery', 'Installation', 'Billing', 'Returns', 'Repair', 'Spare parts', 'Claims',
    'Hand-over'][1 + number];
create macro team_name(number) as ['Sales', 'Sales', 'Plant', 'Warehouse', 'Drivers', 'Drivers',
    'Finance', 'Service', 'Service', 'Warehouse', 'Service', 'Plant'][1 + number];
create macro employee_of(process_number, no, staff) as 'E' || lpad(
    (process_number + 12 * floor(draw(no, 'employee') ^ 1.3 * staff))::bigint::varchar, 5, '0');
create macro product_of(case_no) as
    'Model ' || (1 + floor(12 * draw(case_no, 'product') ^ 1.5))::integer;
create macro site_of(process_number, region) as
    if(process_number in (2, 3, 9), 'Plant', 'Branch ' || region);
create macro is_dirty(no, what) as draw(no, what || ' dirty') < {DIRTY};
"""

CASE: Final = """
    case_no, 'O' || case_no as case_id, moment_of(case_no, $cases) as began,
    'C' || floor($customers * draw(case_no, 'customer') ^ 1.4)::bigint as customer_id,
    segment_of(floor($customers * draw(case_no, 'customer') ^ 1.4)::bigint) as segment,
    region_of(floor($customers * draw(case_no, 'customer') ^ 1.4)::bigint) as region,
    product_of(case_no) as product
"""
WHOSE: Final = "customer_id, case_id, segment, kind_of(segment) as customer_kind, region"
ACTED: Final = f"""
    channel_of(segment, case_no) as channel, process_name(process_no) as process,
    team_name(process_no) as team, employee_of(process_no, no, $staff) as employee,
    product, site_of(process_no, region) as site, {WHOSE}
"""


@dataclass(frozen=True)
class Export:
    """One file of the invented company.

    Attributes:
        table: The canonical table its rows go to.
        rows: Its lines.
        sql: Its accepted columns, from rows numbered `no`.
        spoiled: The column that a refused line spoils, and the value in its place; empty if none.
        first: The number of its first line.
    """

    table: str
    rows: int
    sql: str
    spoiled: tuple[str, str] | None = None
    first: int = 0


def exports(touches: int) -> Iterator[Export]:
    """Return the company's files for so many touches: a third of answers, a tenth of complaints."""
    customers, cases = max(2000, touches // 30), max(10, touches // TOUCHES_PER_CASE)
    staff = max(4, touches // 500_000)
    bound = {"$customers": customers, "$cases": cases, "$staff": staff}

    def of_cases(case_no: str, columns: str, place: str = "0") -> str:
        text = f"""select no, {columns} from (
            select *, process_no(case_no, {place}) as process_no
            from (select no, {CASE} from (select no, {case_no} as case_no from numbers)))"""
        for name, value in bound.items():
            text = text.replace(name, str(value))
        return text

    yield Export(
        "customers",
        customers,
        """select no, 'C' || no as customer_id, 'Customer ' || no as customer_name,
        segment_of(no) as segment, kind_of(segment_of(no)) as customer_kind,
        region_of(no) as region from numbers""",
    )
    yield Export(
        "employees",
        12 * staff,
        """select no, 'E' || lpad(no::varchar, 5, '0') as employee,
        team_name((no % 12)::integer) as team from numbers""",
    )
    yield Export(
        "cases",
        cases,
        of_cases(
            "no",
            f"""began as occurred_at, product, site_of(4, region) as site, {WHOSE},
            date_trunc('day', began) + interval 5 day as promised_at,
            began + to_hours(floor(24 + 110 * draw(no, 'delivery'))::bigint) as delivered_at,
            (50 + 900 * draw(no, 'value'))::decimal(18, 6) as value""",
        ),
        ("promised_at", "soon"),
    )
    yield Export(
        "touches",
        touches,
        of_cases(
            f"no // {TOUCHES_PER_CASE}",
            f"""'T' || no as touch_id, {ACTED},
            began + to_hours((no % {TOUCHES_PER_CASE}) * 9) as occurred_at,
            (2 + 20 * draw(no, 'minutes'))::decimal(18, 6) as duration_min""",
            f"no % {TOUCHES_PER_CASE}",
        ),
        ("occurred_at", "31.02.2026"),
    )
    yield Export("responses", touches // 3, of_cases("no", ANSWER), ("score", "n/a"))
    yield Export("complaints", touches // 10, of_cases(f"no * 10 // {TOUCHES_PER_CASE}", COMPLAINT),
                 ("occurred_at", "00.00.2026"))  # fmt: skip


ANSWER: Final = f"""
    'A' || no as response_id, {ACTED}, began + interval 30 hour as occurred_at,
    case when no % 10 < 6 then 'After a contact' when no % 10 < 8 then 'Relationship'
        else 'After a delivery' end as survey,
    case when no % 10 < 6 then 'How satisfied are you?' when no % 10 < 8
        then 'Would you recommend us?' else 'Was it easy?' end as question,
    case when no % 10 < 6 then 'csat' when no % 10 < 8 then 'nps' else 'ces' end as metric_kind,
    if(no % 10 in (6, 7), 0, 1)::decimal(18, 6) as scale_low,
    case when no % 10 < 6 then 5 when no % 10 < 8 then 10 else 7 end::decimal(18, 6) as scale_high,
    (scale_low + floor((scale_high - scale_low + 1) * least(0.999, draw(no, 'score')
        ^ (0.45 + 0.1 * (process_no % 3) + if(channel = 'Phone', 0.1, 0)))))::decimal(18, 6)
        as score,
    if(no % 10 < 3, 4, null)::decimal(18, 6) as expected_score
"""
COMPLAINT: Final = f"""
    'K' || no as complaint_id, {ACTED}, began + interval 50 hour as occurred_at,
    if(draw(no, 'typical') < 0.5,
        ['Late', 'Damaged', 'Defect', 'Noise'][1 + (hash(product) % 4)::integer],
        pick(no, 'cause', ['Late', 'Wrong item', 'Rude', 'Invoice', 'Waiting', 'Defect', 'Damaged',
            'Not informed'])) as cause,
    cause || ' ' || pick(no, 'sub', ['A', 'A', 'B']) as subcause,
    pick(no, 'severity', ['low', 'low', 'medium', 'high']) as severity,
    occurred_at + interval 7 day as due_at,
    if(draw(no, 'open') < 0.02, null, occurred_at
        + to_seconds(floor(250000 * exp(1.1 * sqrt(-2 * ln(draw(no, 'a') + 1e-9))
            * cos(6.2831853 * draw(no, 'b'))))::bigint)) as resolved_at,
    (5 + 120 * draw(no, 'cost') ^ 3)::decimal(18, 2)::decimal(18, 6) as cost
"""


def make(touches: int, home: Path) -> Workspace:
    """Fill a workspace folder with the company's uploads.

    Args:
        touches: How many lines the file of touches has.
        home: The folder; it must not hold uploads yet.
    """
    workspace = Workspace(home)
    if workspace.uploads.all():
        sys.exit(f"{home} holds uploads already. Choose another folder, or empty it.")
    keep_all(workspace, exports(touches))
    return workspace


def later(touches: int, share: float) -> Iterator[Export]:
    """Return the files of the days after: so much of what `exports` gives, all of new cases."""
    case = touches // TOUCHES_PER_CASE + 1
    firsts = {
        "cases": case,
        "touches": TOUCHES_PER_CASE * case,
        "responses": case,
        "complaints": TOUCHES_PER_CASE * case // 10 + 1,
    }
    for export in exports(touches):
        if export.table in firsts:
            yield replace(export, rows=int(share * export.rows), first=firsts[export.table])


def keep_all(workspace: Workspace, files: Iterable[Export], received_at: str = RECEIVED) -> None:
    """Write exports as uploads, and accept them."""
    with duckdb.connect(config={"memory_limit": MEMORY, "preserve_insertion_order": True}) as maker:
        maker.execute(MACROS)
        for export in files:
            keep(maker, workspace, export, received_at)


def keep(
    maker: duckdb.DuckDBPyConnection, workspace: Workspace, export: Export, received_at: str
) -> None:
    """Write one export as an upload's folder, and accept it."""
    staging = workspace.uploads.staging()
    lines = f"range({export.first}, {export.first + export.rows})"
    made = export.sql.replace("numbers", f"(select range as no from {lines})")
    clean = f"not is_dirty(no, '{export.table}')" if export.spoiled else "true"
    rows = staging / f"{export.table}.parquet"
    maker.execute(
        f"copy (select no + 2 as source_line, false as zone_known, made.* exclude (no) "
        f"from ({made}) as made where {clean}) to '{rows}' (format parquet, compression zstd)"
    )
    refused = 0
    if export.spoiled:
        column, value = export.spoiled
        maker.execute(
            f"copy (select no + 2 as line, '{column}' as column, '{value}' as value, "
            f"'{value} cannot be read.' as reason, 'Correct it in the export.' as next_step, "
            f"'{value},' || no as raw, 'left out' as row from {lines} as lines(no) "
            f"where not ({clean})) to '{staging / 'refused.parquet'}' (format parquet)"
        )
        [(refused,)] = maker.execute(
            f"select count(*) from '{staging / 'refused.parquet'}'"
        ).fetchall()
    described = {
        "file_name": f"{export.table}.csv",
        "sha256": sha256(f"{export} {SEED}".encode()).hexdigest(),
        "bytes": rows.stat().st_size,
        "received_at": received_at,
        "by": "make_data",
        "format": None,
        "family": "made",
        "mapping": {},
        "reader_version": "made",
        "read_report": {},
        "rows_read": export.rows,
        "rows_refused": refused,
        "tables": {export.table: export.rows - refused},
        "notes": ["Invented, to measure with."],
        "first_on": FIRST_DAY,
        "last_on": None,
    }
    (staging / "upload.json").write_text(json.dumps(described), encoding="utf-8")
    workspace.uploads.accept(staging)


def main() -> None:
    """Make the workspace asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="lines of touches")
    parser.add_argument("--out", type=Path, required=True, help="the workspace folder to make")
    asked = parser.parse_args()
    workspace = make(asked.rows, asked.out)
    print(f"{len(workspace.uploads.all())} uploads in {workspace.home}")


if __name__ == "__main__":
    main()
