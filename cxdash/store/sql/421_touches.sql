-- Grain: one row per contact that a file of touches holds.
create view touches as
select {shared}, {touch_columns} from contacts where source = 'touches';
