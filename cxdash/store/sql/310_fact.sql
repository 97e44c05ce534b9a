-- Grain: one row per row of wide_{table}, which needs nothing worked out.
-- Sorted by day, then by the most used filter: what no rollup answers skips the other days.
create table {table} as
select {shared}, {own_columns}
from wide_{table}
order by occurred_on, segment;
