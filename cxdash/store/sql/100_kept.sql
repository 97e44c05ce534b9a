-- Grain: no row; what every row of a canonical table carries, typed by the model.
create temp table shape_{table} (
    upload_id integer,
    source_line bigint,
    row_key bigint,
    family varchar,
    received_at timestamp,
    zone varchar,
    zone_known boolean,
    {typed_columns}
);
