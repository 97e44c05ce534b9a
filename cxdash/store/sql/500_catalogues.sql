-- Grain: instruments: one row per question and scale; files: one row per active upload; spans one per
-- table; coverage one per table and column (both filled next).
create table instruments as
select
    instrument, survey, question, metric_kind, scale_low, scale_high,
    count(score) as n,
    min(occurred_on) as first_on,
    max(occurred_on) as last_on
from responses
group by all
order by n desc, instrument;

create table files as
select upload_id, file_name, format, family, received_at, rows_read, rows_refused
from active_uploads
order by upload_id;

create table spans (table_name varchar, rows bigint, first_on date, newest_on date);
create table coverage (table_name varchar, column_name varchar, filled bigint, rows bigint);
