-- Grain: one row per answer and distinct process, team, employee and channel among the answer's own and
-- its case's contacts; an answer without any has one row.
{into}
with at_hand as (
    select * from wide_responses where {at_hand}
),
contacts_at_hand as (
    select * from contact_rows where {at_hand}
),
own as (
    select row_key as response_key, process, team, employee, channel
    from at_hand
),
met as (
    select response_key, process, team, employee, channel
    from own
    where process is not null or team is not null or employee is not null
    union
    select at_hand.row_key, acted.process, acted.team, acted.employee, acted.channel
    from at_hand
    join contacts_at_hand as acted
        on acted.case_family = at_hand.case_family and acted.case_id = at_hand.case_id
)
select * from met
union all
select * from own anti join met using (response_key);
