-- Grain: one row per accepted row of an active upload (none yet), typed by the model.
-- row_key is unique within a table and stays the same in every build: the upload's turn, then place in its file.
create temp table kept_{table} (
    upload_id integer,
    source_line bigint,
    row_key bigint,
    family varchar,
    received_at timestamp,
    zone varchar,
    zone_known boolean,
    {typed_columns}
);
