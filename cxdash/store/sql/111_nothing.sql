-- Grain: no row: no active upload holds any of {table}.
create temp view kept_{table} as select * from shape_{table};
