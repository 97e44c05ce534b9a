-- Grain: none; what facts were only joined with, so that its memory is free for what follows.
drop table case_holders;
drop table sole_holders;
drop table shared_holders;
drop {kind} case_facts;
drop table known_customers;
