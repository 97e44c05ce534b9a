-- Grain: one row per case that a case file holds.
{into}
select
    family, case_id, occurred_at, zone_known, customer_id, employee, {described},
    in_time_word(
        coalesce(
            in_time, kept_promise(coalesce(delivered_at, closed_at), promised_at, zone_known, zone)
        )
    ) as case_in_time
from unique_cases
where case_id is not null;
