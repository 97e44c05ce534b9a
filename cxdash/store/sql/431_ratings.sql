-- Grain: one row per row of rated, with what the answer says and whom it is from.
{into}
with in_order as (
    select
        response_key, occurred_on, customer_id, case_id, segment, customer_kind, region,
        rated.process, rated.team, rated.employee, rated.channel, product, site, in_time,
        survey, question, instrument, metric_kind, score, satisfied, nps_points, disconfirmation,
        upload_id, source_line
    from rated
    join (select {said} from responses) using (response_key)
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
