-- Grain: one row per answer and what it was touched by, in these columns: what several rollups are made of.
create or replace temp table met_once as
select distinct response_key, {touched} from rated;
