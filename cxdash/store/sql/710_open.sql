-- Grain: were_open one row per open complaint that stands, as it is by the older data; are_open the same
-- rows by the newer data, which may have made them late; facts_span its one row.
delete from facts_span;
insert into facts_span by name from part.facts_span;

create temp table were_open as
select * from complaints where is_open;

create temp table are_open as
select were_open.* replace (
    coalesce(
        resolved_in_time, if(is_overdue(is_open, as_of, due_at, zone_known, zone), false, null)
    ) as resolved_in_time,
    in_time_word(coalesce(
        resolved_in_time, if(is_overdue(is_open, as_of, due_at, zone_known, zone), false, null)
    )) as in_time,
    hours_waited(occurred_at, as_of) as hours_to_resolve,
    waited_step(hours_waited(occurred_at, as_of)) as waited_step
)
from were_open
cross join facts_span;

delete from complaints where is_open;
insert into complaints by name from are_open;
