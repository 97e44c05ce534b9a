-- Grain: case_holders: one row per family and case id that is really kept there; sole_holders: those of
-- them whose case id no other family holds; shared_holders: the others.
-- Where no case file holds an id, the touches that carry it do.
create temp table case_holders as
select distinct family, case_id from case_facts
union
select distinct unique_touches.family, unique_touches.case_id
from unique_touches
anti join case_facts on case_facts.case_id = unique_touches.case_id
where unique_touches.case_id is not null;

create temp table sole_holders as
select case_id, min(family) as family
from case_holders
group by case_id
having count(*) = 1;

create temp table shared_holders as
select * from case_holders
anti join sole_holders using (case_id);
