-- Grain: the same as when they were made.
create temp table every_instrument as
select
    instrument, survey, question, metric_kind, scale_low, scale_high,
    sum(n)::bigint as n, min(first_on) as first_on, max(last_on) as last_on
from (from instruments union all from part.instruments)
group by all;

delete from instruments;
insert into instruments from every_instrument order by n desc, instrument;

delete from files;
insert into files from part.files;

update coverage
set filled = coverage.filled + added.filled, rows = coverage.rows + added.rows
from part.coverage as added
where coverage.table_name = added.table_name and coverage.column_name = added.column_name
    and coverage.table_name in (select table_name from spans);

update spans
set
    rows = spans.rows + added.rows,
    first_on = least(spans.first_on, added.first_on),
    newest_on = greatest(spans.newest_on, added.newest_on)
from part.spans as added
where spans.table_name = added.table_name;
