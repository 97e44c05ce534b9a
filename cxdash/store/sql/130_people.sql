-- Grain: one row per text that names an employee in any table, with what stands for it everywhere:
-- a code, or the name where the workspace shows names. The code is a salted hash, so that it cannot
-- be looked up; longer only where two would be alike.
create temp table people as
with named as (
    {every_employee} union from earlier_people
),
hashed as (
    select employee as raw, upper(md5($salt || employee)) as digest
    from named where employee is not null
),
coded as (
    select
        raw,
        'E-' || case
            when count(*) over (partition by left(digest, 6)) = 1 then left(digest, 6)
            when count(*) over (partition by left(digest, 8)) = 1 then left(digest, 8)
            else digest
        end as code
    from hashed
),
known as (
    select coded.raw, coded.code, coalesce(unique_employees.employee_name, coded.raw) as name
    from coded
    left join unique_employees on unique_employees.employee = coded.raw
)
select
    raw,
    case
        when not $names_shown then code
        when count(*) over (partition by name) = 1 then name
        else name || ' (' || code || ')'
    end as code
from known;
