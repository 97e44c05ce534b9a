-- Grain: one row per customer, per employee (by code), per process, and the same as facts look them up.
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

create temp table known_customers as
select customer_id, row_number() over (order by customer_id)::integer as customer_key, {of_customers}
from unique_customers;

create temp table known_employees as
select employee, {of_employees} from unique_employees;

create temp table known_processes as
select process::process_code as process, {of_processes} from unique_processes;

create temp table known_people as
select raw, code::employee_code as code from people;
