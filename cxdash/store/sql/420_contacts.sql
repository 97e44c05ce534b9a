-- Grain: contacts: one row per contact; touches: those of them that a file of touches holds. A customer of
-- the list has a number in `customer_key`: numbers are told apart in a fraction of the time.
create table contacts as
with in_order as (
    select * exclude (case_family) from contact_rows
    {sorted}
)
select * replace ({words}) from in_order;

create view touches as
select {shared}, {touch_columns} from contacts where source = 'touches';
