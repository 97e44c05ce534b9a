-- Grain: active_uploads one row per active upload; active_files one per Parquet file of one;
-- spellings one per dimension and lower-cased spelling. Filled with bound values. Of what stands in a
-- file already that these rows are added to: earlier_span its one row, earlier_families one row per
-- family of complaints, earlier_people one per text that names an employee.
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
create temp table earlier_span (first_on date, newest_on date, as_of timestamp);
create temp table earlier_families (family varchar, records_resolution boolean);
create temp table earlier_people (employee varchar);
