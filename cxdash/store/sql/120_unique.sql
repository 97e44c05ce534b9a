-- Grain: replaced_{table}: one row per row whose identity is seen again; unique_{table}: one row per identity.
-- The later upload wins, within one upload the last line. A row without an identity stands for itself;
-- a reference nobody can name is of no use. Only what may be alike, by its hash, is compared.
create temp table replaced_{table} as
with alike as (
    select hash({identity}) as mixed
    from kept_{table}
    where {has_identity}
    group by mixed
    having count(*) > 1
)
select row_key
from kept_{table}
where {has_identity} and hash({identity}) in (from alike)
qualify row_number() over (
    partition by {identity} order by row_key // 4294967296 desc, source_line desc, row_key desc
) > 1;

create temp {kind} unique_{table} as
select * from kept_{table}
anti join replaced_{table} using (row_key)
where {keeps};
