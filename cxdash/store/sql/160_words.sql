-- Grain: one row per word of {name}.
create temp table words_of_{name} as
select distinct word from ({every_word})
where word is not null;
