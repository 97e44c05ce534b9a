-- Grain: one row per order, ticket or journey; in time by the file's word, else by its promise.
{into}
with judged as (
    select
        * replace (
            in_time_word(
                coalesce(
                    stated_in_time,
                    kept_promise(
                        coalesce(delivered_at, closed_at), promised_at, zone_known, zone
                    )
                )
            ) as in_time
        )
    from wide_cases
),
in_order as (
    select {shared}, promised_at, delivered_at, closed_at, value, status, stations
    from judged
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
