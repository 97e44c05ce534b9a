-- Grain: one row per customer, per employee and per process, as facts look them up; one per text that
-- names an employee, with its code.
create temp table known_customers as
select customer_id, row_number() over (order by customer_id)::integer as customer_key, {of_customers}
from unique_customers;

create temp table known_employees as
select employee, {of_employees} from unique_employees;

create temp table known_processes as
select process::process_code as process, {of_processes} from unique_processes;

create temp table known_people as
select raw, code::employee_code as code from people;
