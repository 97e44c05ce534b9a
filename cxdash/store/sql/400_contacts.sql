-- Grain: one row per contact: each touch, and what the tables that follow imply. Touches are read where
-- they are: a copy of them would be the largest table of all.
create temp table implied_contacts as
select {shared}, customer_key, row_key as contact_key, '' as source, case_family, {own_columns}
from wide_touches
where false;

create temp view contact_rows as
select {shared}, customer_key, row_key * 4 as contact_key, 'touches' as source, case_family, {own_columns}
from wide_touches
union all by name
from implied_contacts;
