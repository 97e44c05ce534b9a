-- Grain: one row per touch; the contacts implied by other tables follow.
create temp table contact_rows as
select {shared}, row_key * 4 as contact_key, 'touches' as source, case_family, {own_columns}
from wide_touches;

drop table wide_touches;
