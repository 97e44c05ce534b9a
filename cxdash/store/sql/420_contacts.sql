-- Grain: one row per contact. A customer of the list has a number in `customer_key`: numbers are told apart in
-- a fraction of the time.
{into}
with in_order as (
    select * exclude (case_family) from contact_rows
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
