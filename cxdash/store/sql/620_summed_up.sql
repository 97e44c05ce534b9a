-- Grain: none; what only rollups were made from: a commit would write it down with the rest.
drop {kind} rated;
drop table answers;
