-- Grain: one row: whether what stands for one person depends on who else there is: two codes or two
-- names that are alike.
select
    exists (from people where regexp_matches(code, 'E-[0-9A-F]{{8}}'))
    or exists (
        select 1 from people
        group by regexp_replace(code, ' [(]E-[0-9A-F]+[)]$', '')
        having count(*) > 1
    );
