-- Grain: one row per cell of rollup_{name}; the days that gain something are added up anew.
create temp table days as
select distinct coalesce(occurred_on, date '0001-01-01') as day from added_cells;

create temp table renewed as
select occurred_on, {columns}, {parts}
from (
    select * from rollup_{name}
    where coalesce(occurred_on, date '0001-01-01') in (from days)
    union all by name
    from added_cells
)
group by all;

delete from rollup_{name} where coalesce(occurred_on, date '0001-01-01') in (from days);

insert into rollup_{name} by name
select * from renewed
where {holds_rows}
order by all;

update rollups
set
    cells = (select count(*) from rollup_{name}),
    rows = (select count(*) from {table})
where name = '{name}';

drop table added_cells;
drop table renewed;
drop table days;
