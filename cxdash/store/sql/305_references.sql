-- Grain: one row per customer, per employee (by code), per process.
-- What the files call a person stands nowhere in the warehouse unless the workspace shows names.
create table customers as
select
    upload_id, source_line, family, customer_id, customer_name,
    coalesce(customer_kind, 'external') as customer_kind,
    segment, region, since, value
from unique_customers;

create table employees as
select
    unique_employees.upload_id, unique_employees.source_line, unique_employees.family,
    people.code as employee, unique_employees.team, unique_employees.role, unique_employees.site
from unique_employees
join people on people.raw = unique_employees.employee;

create table processes as
select upload_id, source_line, family, process, owner, stage, site
from unique_processes;
