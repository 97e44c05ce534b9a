-- Grain: one row per column of {table}: in how many of its rows it is filled.
insert into coverage
select '{table}', unnest({names}), unnest(filled), rows
from (select [{counts}] as filled, count(*) as rows from {table});
