-- Grain: the same; the months of the added contacts join those that are noted.
create or replace table customer_months as
with added as (
    select
        segment, customer_kind, region, customer_key,
        bit_or(1::uhugeint << coalesce(1 + datediff('month', first_month, occurred_on), 0)::uhugeint) as months
    from part.contacts, met
    where customer_key is not null
    group by all
)
select segment, customer_kind, region, customer_key, bit_or(months) as months
from (from customer_months union all by name from added)
group by all
order by all;

update met
set newest = greatest(newest, (select max(occurred_on) from part.contacts));
