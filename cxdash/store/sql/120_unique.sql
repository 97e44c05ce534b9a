-- Grain: one row per identity; the later upload wins, within one upload the last line.
-- A row without an identity stands for itself; a reference nobody can name is of no use.
create temp table unique_{table} as
select * from kept_{table}
where {has_identity}
qualify row_number() over (
    partition by {identity} order by row_key // 4294967296 desc, source_line desc, row_key desc
) = 1
union all
select * from kept_{table}
where not ({has_identity}) and {keeps_nameless};
