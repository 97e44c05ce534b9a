-- Grain: one row per row of wide_{table}, which needs nothing worked out.
{into}
with in_order as (
    select {shared}, {own_columns}
    from wide_{table}
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
