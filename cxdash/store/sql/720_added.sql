-- Grain: one row per cell of rollup_{name} that the added rows change: what it gains.
create temp table added_cells as
select occurred_on, {columns}, {parts}
from ({pieces})
group by all
having {gains};
