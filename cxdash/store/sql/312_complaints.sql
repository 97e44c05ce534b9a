-- Grain: one row per complaint. Whether one is still open is known only where its source records
-- when complaints are resolved, or its status says so; where that is unknown it stays empty.
{into}
with sources as (
    select family, bool_or(records_resolution) as records_resolution
    from (
        select family, resolved_at is not null as records_resolution from wide_complaints
        union all from earlier_families
    )
    group by family
),
handled as (
    select
        wide_complaints.*,
        case
            when resolved_at is not null then false
            when lower(status) in (
                'closed', 'resolved', 'solved', 'done', 'completed', 'cancelled', 'canceled',
                'erledigt', 'geschlossen', 'gelöst', 'abgeschlossen', 'résolu', 'fermé', 'cerrado',
                'resuelto'
            ) then false
            when lower(status) in (
                'open', 'new', 'in progress', 'pending', 'on hold', 'reopened', 'waiting',
                'offen', 'neu', 'in bearbeitung', 'ouvert', 'abierto'
            ) then true
            when records_resolution then true
        end as is_open
    from wide_complaints
    join sources using (family)
),
judged as (
    select
        handled.* exclude (in_time),
        facts_span.as_of,
        coalesce(
            stated_in_time,
            kept_promise(resolved_at, due_at, zone_known, zone),
            if(is_overdue(is_open, facts_span.as_of, due_at, zone_known, zone), false, null)
        ) as resolved_in_time,
        if(is_open, facts_span.as_of, resolved_at) as waited_until
    from handled
    cross join facts_span
),
worded as (
    select *, in_time_word(resolved_in_time) as in_time from judged
),
in_order as (
    select
        {shared},
        complaint_id,
        cause,
        subcause,
        severity,
        status,
        acknowledged_at,
        due_at,
        resolved_at,
        is_open,
        resolved_in_time,
        hours_waited(occurred_at, waited_until) as hours_to_resolve,
        waited_step(hours_waited(occurred_at, waited_until)) as waited_step,
        cost,
        description,
        handling_score,
        -- By whose clock it is due: asked again whenever newer data come in while it is open.
        zone,
        zone_known
    from worded
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
