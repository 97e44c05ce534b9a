-- Grain: none; the rules about time that several tables share. They live as long as the build.
-- A moment with a known zone is kept in UTC; one without is the wall clock its file gave.
create temp macro wall_clock(moment, zone_known, zone) as
    case when zone_known then (moment at time zone 'UTC') at time zone zone else moment end;

-- A promise at midnight is a date without a time: it counts to the end of that day.
create temp macro kept_promise(done, promised, zone_known, zone) as
    case
        when wall_clock(promised, zone_known, zone)
            = date_trunc('day', wall_clock(promised, zone_known, zone))
        then wall_clock(done, zone_known, zone)
            < wall_clock(promised, zone_known, zone) + interval 1 day
        else done <= promised
    end;

-- Still open: late once the due day is over, undecided before.
create temp macro is_overdue(is_open, now, due, zone_known, zone) as
    is_open and not kept_promise(now, due, zone_known, zone);

-- A date without a time may stand before the hour of the same day: that is within the day, so 0.
-- Resolved on an earlier day than received is a mistake in the file: no duration.
create temp macro hours_waited(since, until) as
    case
        when until >= since then date_diff('second', since, until) / 3600.0::double
        when until::date = since::date then 0.0::double
    end;

-- The step of a scale of equal ratios that a time lies in; none is shorter than the lowest.
create temp macro waited_step(hours) as
    floor(ln(greatest(hours, {shortest})) / ln({ratio}))::smallint;

create temp macro in_time_word(is_kept) as
    case when is_kept then 'in time' when not is_kept then 'late' end;

-- Blank text says nothing, so it is empty. Trimming looks at every letter; nearly every text begins
-- with a letter that is none of the blanks and ends with none of them, which is seen at once.
create temp macro tidy(written) as
    case
        when written >= '!' and (written < chr(160) or written >= chr(161))
            and not ends_with(written, ' ') and not ends_with(written, chr(9))
            and not ends_with(written, chr(10)) and not ends_with(written, chr(13))
            and not ends_with(written, chr(160))
        then written
        else nullif(trim(written, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')
    end;
