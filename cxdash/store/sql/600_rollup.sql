-- Grain: one row per combination of the cuboid's columns; its parts are added up, never divided.
create table rollup_{name} as
with in_order as (
    select {day} as occurred_on, {columns}, {parts}
    from {source}
    group by all
    order by all
)
select occurred_on, {words}, {cells} from in_order;
