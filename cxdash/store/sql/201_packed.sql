-- Grain: one row per row of the file beside the warehouse that holds {name} packed.
create temp view {name} as
select * from {packed};
