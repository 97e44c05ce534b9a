-- Grain: one row per accepted row of an active upload, text tidied and aliases applied.
-- The empty half of the union gives every file the columns an older reader did not write yet.
insert into kept_{table}
select
    active_uploads.upload_id,
    stored.source_line,
    active_uploads.place * 4294967296 + stored.file_row_number,
    active_uploads.family,
    active_uploads.received_at,
    active_uploads.zone,
    coalesce(stored.zone_known, false),
    {values}
from (
    select source_line, zone_known, {columns}
    from kept_{table} where false
    union all by name
    select *
    from read_parquet($files, union_by_name = true, filename = true, file_row_number = true)
) as stored
join active_files on active_files.path = stored.filename
join active_uploads using (upload_id)
{alias_joins};
