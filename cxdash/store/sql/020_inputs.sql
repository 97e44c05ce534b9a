-- Grain: active_uploads one row per active upload; active_files one per Parquet file of one;
-- spellings one per dimension and lower-cased spelling. Filled with bound values.
create temp table active_uploads (
    upload_id integer primary key,
    file_name varchar,
    format varchar,
    family varchar,
    received_at timestamp,
    zone varchar,
    rows_read bigint,
    rows_refused bigint,
    place integer -- its turn: that of the first reading, where an original was read again
);
create temp table active_files (path varchar primary key, upload_id integer);
create temp table spellings (
    dimension varchar,
    spelling varchar,
    canonical varchar,
    primary key (dimension, spelling)
);
