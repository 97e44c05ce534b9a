-- Grain: rated and ratings: one row per answer and distinct process, team, employee and channel among the
-- answer's own and its case's contacts; an answer without any has one row; answers: one row per answer,
-- what rollups of ratings are told apart by.
create temp table rated as
with own as (
    select row_key as response_key, process, team, employee, channel
    from wide_responses
),
met as (
    select response_key, process, team, employee, channel
    from own
    where process is not null or team is not null or employee is not null
    union
    select
        wide_responses.row_key, contact_rows.process, contact_rows.team, contact_rows.employee,
        contact_rows.channel
    from wide_responses
    join contact_rows
        on contact_rows.case_family = wide_responses.case_family
        and contact_rows.case_id = wide_responses.case_id
)
select * from met
union all
select * from own anti join met using (response_key);

create table ratings as
with in_order as (
    select
        response_key, occurred_on, customer_id, case_id, segment, customer_kind, region,
        rated.process, rated.team, rated.employee, rated.channel, product, site, in_time,
        survey, question, instrument, metric_kind, score, satisfied, nps_points, disconfirmation,
        upload_id, source_line
    from rated
    join (select {said} from responses) using (response_key)
    {sorted}
)
select * replace ({words}) from in_order;

create temp table answers as
select {summarised} from responses;
