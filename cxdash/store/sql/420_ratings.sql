-- Grain: contacts: one row per contact; touches: those of them that a file of touches holds; ratings:
-- one row per answer and distinct process, team, employee and channel among the answer's own and its
-- case's contacts; an answer without any has one row.
create table contacts as
select * exclude (case_family) from contact_rows
{sorted};

create view touches as
select {shared}, {touch_columns} from contacts where source = 'touches';

create table ratings as
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
),
every as (
    select * from met
    union all
    select * from own anti join met using (response_key)
)
select
    responses.response_key, responses.occurred_on, responses.customer_id, responses.case_id,
    responses.segment, responses.customer_kind, responses.region, every.process, every.team,
    every.employee, every.channel, responses.product, responses.site, responses.in_time,
    responses.survey, responses.question, responses.instrument, responses.metric_kind,
    responses.score, responses.satisfied, responses.nps_points, responses.disconfirmation,
    responses.upload_id, responses.source_line
from every
join responses using (response_key)
{sorted};
