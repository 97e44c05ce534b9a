-- Grain: made_of: one row per upload whose rows this file holds, in their order; made_by: one row, what
-- besides the uploads has shaped it; sizes: one row per table that rollups were chosen for, and its rows then.
create table made_of (place integer, name varchar, digest varchar);
create table made_by (rules varchar);
create table sizes (table_name varchar, rows bigint);
