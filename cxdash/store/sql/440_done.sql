-- Grain: none; what only the facts were made from, so that its memory is free for what follows.
drop view contact_rows;
drop table implied_contacts;
drop table case_holders;
drop table sole_holders;
drop table shared_holders;
drop table case_facts;
drop table known_customers;
{wide_tables}
