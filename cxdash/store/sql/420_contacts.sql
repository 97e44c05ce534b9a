-- Grain: contacts: one row per contact; touches: those of them that a file of touches holds.
create table contacts as
with in_order as (
    select * exclude (case_family) from contact_rows
    {sorted}
)
select * replace ({words}) from in_order;

create view touches as
select {shared}, {touch_columns} from contacts where source = 'touches';
