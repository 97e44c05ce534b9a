-- Grain: one row: of the complaints that name a case or a customer, how many name one that {exposure} have too.
-- Of added complaints alone where all that stood were found: those stay so.
create or replace table linked as
with met as (
    select distinct customer_id
    from {exposure}
    where customer_id is not null and {asked}
), others as (
    select case_id
    from {complaints}
    where (case_id is not null or customer_id is not null) and (customer_id is null or customer_id not in (from met))
), met_cases as (
    select distinct case_id
    from {exposure}
    where case_id in (from others)
)
select
    '{exposure}' as exposure,
    {stood} + count(*) filter (where case_id is not null or customer_id is not null) as known,
    known - (select count(*) from others where case_id is null or case_id not in (from met_cases)) as found
from {complaints};
