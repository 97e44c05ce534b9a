-- Grain: one row: whether a family of complaints records for the first time when they are resolved.
select exists (
    from part.complaints
    join earlier_families using (family)
    where resolved_at is not null and not records_resolution
);
