"""The sample company's files, read with hand-written DuckDB queries and no code of cxdash."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data"
PERIOD = "2024-10_2026-09"

CSAT = SAMPLE / f"surveys/csat_after_contact_{PERIOD}.csv"

TABLES = f"""
create table customers as
select "Customer ID" as customer, "Segment" as segment, "Type" as kind
from read_csv('{SAMPLE}/master/customers.csv', all_varchar = true);

create table employees as
select "Employee ID" as employee, "Team" as team
from read_csv('{SAMPLE}/master/employees.csv', all_varchar = true);

create table csat as
select
    cast("Answered at" as timestamp) as moment, "Customer ID" as customer, "Ticket ID" as ticket,
    "Segment" as segment, "Channel" as channel, "Process" as process, "Handled by" as employee,
    cast("How satisfied are you with this contact? (1 = not at all, 5 = completely)" as int)
        as score,
    cast("What had you expected? (1-5)" as int) as expected,
    coalesce("What could we have done better?", '') as words,
    score in (4, 5) as satisfied,
    (year(moment) - 2024) * 12 + month(moment) - 10 as month
from read_csv('{CSAT}', all_varchar = true)
where "Answer ID" not like '%-X';

create table nps as
select
    cast("Timestamp" as timestamp) as moment, segment,
    cast("1. How likely are you to recommend Haldenbrook Home to a friend or colleague?" as int)
        as score,
    case when score > 8 then 100 when score > 6 then 0 else -100 end as points
from read_csv('{SAMPLE}/surveys/nps_relationship_{PERIOD}.csv', all_varchar = true)
join customers on customer = "User ID";

create table effort as
select
    cast("Submitted" as timestamp) as moment, "Order ID" as number,
    cast("Haldenbrook Home made it easy to get my appliance (1 = not at all, 7 = very easy)"
        as int) as score
from read_csv('{SAMPLE}/surveys/ces_after_delivery_{PERIOD}.csv', all_varchar = true);

create table internal as
select
    cast("Completion time" as timestamp) as moment,
    "Hand-over note" as note, "Who handed over to you?" as process, segment,
    cast("How satisfied are you with what you received? (1-5)" as int) >= 4 as satisfied
from read_csv('{SAMPLE}/surveys/internal_hand_overs_{PERIOD}.csv', all_varchar = true)
join customers on customer = "Your desk";

create table aspects as
select
    strptime(column03, '%m/%d/%Y %H:%M:%S') as moment, column08 as customer,
    "Segment" as segment, column09::int as overall, column10::int as delivery,
    column11::int as product, column12::int as reaching, column13::int as friendliness,
    column14::int as invoice
from read_csv('{SAMPLE}/surveys/half_yearly_review_{PERIOD}.csv', header = false, skip = 2,
    all_varchar = true)
join read_csv('{SAMPLE}/master/customers.csv', all_varchar = true) on "Customer ID" = column08;

create table invitations as
select cast("Date" as date) as moment, "Survey" as survey, "Segment" as segment,
    cast("Invited" as int) as invited
from read_csv('{SAMPLE}/surveys/invitations_{PERIOD}.csv', all_varchar = true);

create table orders as
select
    "Order ID" as number, cast("Order date" as date) as moment, segment,
    cast("Promised date" as date) as promised, cast("Delivered at" as timestamp) as delivered,
    (year(moment) - 2024) * 12 + month(moment) - 10 as month
from read_csv('{SAMPLE}/orders/orders_{PERIOD}.csv', all_varchar = true)
join customers on customer = "Customer ID";

create table complaints as
select
    strptime("Complaint Date", '%d/%m/%Y %H:%M') as moment, "Complaint Category" as cause,
    "Root Cause" as root, "Description" as words, cast("Cost" as decimal(12, 2)) as cost,
    "Resolved Date" is null as open, "Order Number" as number, "Customer ID" as customer,
    (year(moment) - 2024) * 12 + month(moment) - 10 as month
from read_csv('{SAMPLE}/complaints/complaint_register_{PERIOD}.csv', all_varchar = true);

create table touches as
select * from read_parquet('{SAMPLE}/touches/touches_{PERIOD}.parquet');
"""


@pytest.fixture(scope="session")
def files() -> Iterator[duckdb.DuckDBPyConnection]:
    """The files as tables; rows that must be refused are left out."""
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield connection
