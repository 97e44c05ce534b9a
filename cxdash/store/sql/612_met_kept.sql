-- Grain: the same; nothing where reading the months would hardly be quicker than reading the contacts.
delete from met
where (select count(*) from customer_months) > '{share}'::double * (select count(*) from contacts);

delete from customer_months
where not exists (from met);

update met
set is_told_once = (select count(*) = count(distinct customer_key) from customer_months);
