-- Grain: one row for {table}; days after its file arrived do not count as newest.
insert into spans
select
    '{table}',
    count(*),
    min(occurred_on),
    max(occurred_on) filter (where occurred_on <= files.received_at::date + 1)
from {table}
left join files using (upload_id);
