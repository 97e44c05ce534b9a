-- Grain: one row per row of unique_{table}; what the row leaves out is filled from its case, then from
-- its customer, employee and process. Every joined table is unique by the key it is joined on. Columns of
-- few words are numbers, until the tables that stay are written.
{into}
with sole as (
    select * from sole_holders where {at_hand}
),
shared as (
    select * from shared_holders where {at_hand}
),
held as (
    select * from case_facts where {at_hand}
),
placed as (
    select
        facts.* replace ({described}),
        case when facts.case_id is not null
            then coalesce(sole.family, own_family.family, facts.family)
        end as case_family
    from (select * from unique_{table} where {at_hand}) as facts
    left join sole on sole.case_id = facts.case_id
    left join shared as own_family
        on own_family.case_id = facts.case_id and own_family.family = facts.family
),
-- The customer's traits are taken from the case only when it is the same customer's case; who acted
-- only when the row names nobody and does not contradict the case's process. A touch says itself
-- who acted: filling that in would invent contacts.
met as (
    select
        placed.*,
        held.* rename (
            family as held_by, case_id as held_id,
            occurred_at as case_occurred_at, zone_known as case_zone_known,
            customer_id as case_customer_id, segment as case_segment,
            customer_kind as case_customer_kind, region as case_region, process as case_process,
            team as case_team, employee as case_employee, channel as case_channel,
            product as case_product, site as case_site
        ),
        coalesce(placed.customer_id = held.customer_id, true) as same_customer,
        {fills_actor} as fills_process,
        {fills_actor} and placed.employee is null and placed.team is null
            and coalesce(placed.process = held.process, true) as fills_actor,
        {fills_time} and placed.occurred_at is null as fills_time
    from placed
    left join held on held.family = placed.case_family and held.case_id = placed.case_id
),
filled as (
    select
        met.* replace (
            if(fills_time, case_occurred_at, occurred_at) as occurred_at,
            if(fills_time, coalesce(case_zone_known, false), zone_known) as zone_known,
            coalesce(customer_id, case_customer_id) as customer_id,
            coalesce(segment, if(same_customer, case_segment, null)) as segment,
            coalesce(customer_kind, if(same_customer, case_customer_kind, null)) as customer_kind,
            coalesce(region, if(same_customer, case_region, null)) as region,
            coalesce(process, if(fills_process, case_process, null)) as process,
            coalesce(team, if(fills_actor, case_team, null)) as team,
            coalesce(employee, if(fills_actor, case_employee, null)) as employee,
            coalesce(channel, case_channel) as channel,
            coalesce(product, case_product) as product,
            coalesce(site, case_site) as site
        ),
        process is not null or team is not null or employee is not null as names_actor
    from met
)
select
    filled.upload_id,
    filled.source_line,
    filled.family::family_code as family,
    filled.occurred_at,
    wall_clock(filled.occurred_at, filled.zone_known, $time_zone)::date as occurred_on,
    filled.customer_id,
    known_customers.customer_key,
    filled.case_id,
    coalesce(filled.segment, known_customers.segment) as segment,
    coalesce(
        filled.customer_kind, known_customers.customer_kind, 'external'::customer_kind_code
    ) as customer_kind,
    coalesce(filled.region, known_customers.region) as region,
    filled.process,
    coalesce(filled.team, known_employees.team) as team,
    known_people.code as employee,
    filled.channel,
    filled.product,
    coalesce(filled.site, known_employees.site, known_processes.site) as site,
    filled.case_in_time::in_time_code as in_time,
    filled.row_key,
    filled.case_family::family_code as case_family,
    filled.names_actor,
    filled.received_at,
    filled.zone,
    filled.zone_known,
    {own_columns}
from filled
left join known_customers on known_customers.customer_id = filled.customer_id
left join known_employees on known_employees.employee = filled.employee
left join known_processes on known_processes.process = filled.process
left join known_people on known_people.raw = filled.employee;
