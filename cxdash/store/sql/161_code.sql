-- Grain: none; what {name} is carried as until the tables that stay are written.
create temp type {name}_code as {kind};

drop table words_of_{name};
