-- Grain: one row per kept cuboid: how many cells it has, and of how many rows. Filled as they are built.
create table rollups (name varchar primary key, table_name varchar, cells bigint, rows bigint);
