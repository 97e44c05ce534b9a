-- Grain: one row: whether a row of {table} has the same {columns} as one of the added rows.
select exists (
    from {table}
    semi join ({added}) as added using ({columns})
);
