-- Grain: undecided one row per open complaint whose due day is over by the newer data; overdue the same
-- rows as they are from now on; facts_span its one row.
delete from facts_span;
insert into facts_span by name from part.facts_span;

create temp table undecided as
select complaints.*
from complaints
cross join facts_span
where resolved_in_time is null and is_overdue(is_open, as_of, due_at, zone_known, zone);

create temp table overdue as
select * replace (false as resolved_in_time, in_time_word(false) as in_time) from undecided;

update complaints
set
    resolved_in_time = coalesce(
        resolved_in_time, if(is_overdue(is_open, as_of, due_at, zone_known, zone), false, null)
    ),
    in_time = in_time_word(coalesce(
        resolved_in_time, if(is_overdue(is_open, as_of, due_at, zone_known, zone), false, null)
    )),
    hours_to_resolve = hours_waited(occurred_at, as_of)
from facts_span
where is_open;
