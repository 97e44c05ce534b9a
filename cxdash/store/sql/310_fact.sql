-- Grain: one row per row of wide_{table}, which needs nothing worked out.
create table {table} as
with in_order as (
    select {shared}, {own_columns}
    from wide_{table}
    {sorted}
)
select * replace ({words}) from in_order;
