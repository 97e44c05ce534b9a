-- Grain: one row per combination of the cuboid's columns; its parts are added up, never divided.
create table rollup_{name} as
select {columns}, {parts}
from {table}
group by all
order by all;
