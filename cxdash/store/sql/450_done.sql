-- Grain: none; what the facts were only made from, so that its memory is free for what follows.
drop view contact_rows;
drop table implied_contacts;
{wide_tables}
