-- Grain: none; the words of {name} in their order, as a type that lives as long as the build.
create temp type {name}_code as enum (
    select distinct word from ({every_word}) where word is not null order by word
);
