-- Grain: met: no row where asking the contacts is as quick, else one: the month that bit 1 of `months` stands for, the day
-- of the newest contact, and whether no customer has two rows; customer_months: one row per known customer and what is said of who was touched, a
-- bit for each month with a contact; bit 0 is for contacts without a day.
create or replace table met as
select date_trunc('month', min(occurred_on))::date as first_month, max(occurred_on) as newest, false as is_told_once
from contacts
having count(*) > {quick} and datediff('month', min(occurred_on), max(occurred_on)) < {most_months};

create or replace table customer_months as
select
    segment, customer_kind, region, customer_key,
    bit_or(1::uhugeint << coalesce(1 + datediff('month', first_month, occurred_on), 0)::uhugeint) as months
from contacts, met
where customer_key is not null
group by all
order by all;
