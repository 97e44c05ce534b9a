-- Grain: one row: the first and newest day of any fact, and the newest moment something happened.
-- A moment later than a day after its file arrived is a mistyped year, not news.
create table facts_span as
with moments as (
    {every_moment}
    union all from earlier_span
)
select min(first_on) as first_on, max(newest_on) as newest_on, max(as_of) as as_of
from moments;
