-- Grain: one row per customer, per employee (a code), per process; employee_names one per employee
-- named anywhere. Only employee_names holds what the files call a person.
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

create table employee_names as
select
    people.code as employee,
    people.raw,
    coalesce(unique_employees.employee_name, people.raw) as name
from people
left join unique_employees on unique_employees.employee = people.raw;

create table processes as
select upload_id, source_line, family, process, owner, stage, site
from unique_processes;
