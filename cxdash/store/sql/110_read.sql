-- Grain: one row per accepted row of an active upload, text tidied and aliases applied; read from
-- the files where it is asked for, so that each step reads only the columns it needs.
-- row_key is unique within a table and stays the same in every build: the upload's turn, then place in its file.
-- The empty half of the union gives every file the columns an older reader did not write yet.
create temp view kept_{table} as
select
    active_uploads.upload_id,
    stored.source_line,
    active_uploads.place * 4294967296 + stored.file_row_number as row_key,
    active_uploads.family,
    active_uploads.received_at,
    active_uploads.zone,
    coalesce(stored.zone_known, false) as zone_known,
    {values}
from (
    select source_line, zone_known, {columns}
    from shape_{table}
    union all by name
    select *
    from read_parquet(
        getvariable('files_{table}'), union_by_name = true, filename = true, file_row_number = true
    )
) as stored
join active_files on active_files.path = stored.filename
join active_uploads using (upload_id)
{alias_joins};
