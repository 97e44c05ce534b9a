-- Grain: one row per text that names an employee in any table, with the code that stands for it.
-- The code is a salted hash, so that it cannot be looked up; longer only where two would be alike.
create temp table people as
with named as (
    {every_employee}
),
hashed as (
    select employee as raw, upper(md5($salt || employee)) as digest
    from named where employee is not null
)
select
    raw,
    'E-' || case
        when count(*) over (partition by left(digest, 6)) = 1 then left(digest, 6)
        when count(*) over (partition by left(digest, 8)) = 1 then left(digest, 8)
        else digest
    end as code
from hashed;
