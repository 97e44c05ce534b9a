-- Grain: one row per answer, what rollups of ratings are told apart by.
create temp table answers as
select {summarised} from responses;
