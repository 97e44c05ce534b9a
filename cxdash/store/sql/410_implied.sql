-- Grain: one row per contact that a row of {table} implies by naming a process, team or employee.
-- Several answers of one sheet are one contact, and one that the case already shows is not
-- counted again: a contact covers whatever says no more than it does.
{into}
with contacts_at_hand as (
    select * from contact_rows where {at_hand}
),
named as (
    select * from wide_{table}
    where names_actor and {at_hand}
    qualify row_number() over (
        partition by {sheet}, process, team, employee order by row_key
    ) = 1
),
covered as (
    select distinct named.row_key
    from named
    join contacts_at_hand as met
        on met.case_family = named.case_family and met.case_id = named.case_id
    where (named.process is null or named.process = met.process)
        and (named.team is null or named.team = met.team)
        and (named.employee is null or named.employee = met.employee)
)
select
    {shared}, customer_key, row_key * 4 + {source_number} as contact_key, '{table}' as source, case_family
from named
anti join covered using (row_key);
