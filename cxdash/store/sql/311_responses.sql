-- Grain: one row per answer to one question. What is not on a known scale is neither satisfied nor not.
{into}
with answers as (
    select
        *,
        scale_high - scale_low as width,
        coalesce(nullif(concat_ws(' · ', survey, question), ''), metric_kind, 'unnamed question')
            as asked
    from wide_responses
),
in_order as (
    select
        {shared},
        row_key as response_key,
        response_id,
        survey,
        question,
        -- What a mean must not cross: the question and its scale.
        asked || case when width is null then '' else format(
            ' · ({{:g}}–{{:g}})', scale_low::double, scale_high::double
        ) end as instrument,
        metric_kind,
        score,
        scale_low,
        scale_high,
        expected_score,
        -- The top two boxes of a scale with five or more, the top box of a shorter one.
        case when metric_kind in ('csat', 'rating') and width > 0
            then score >= if(width >= 4, scale_high - 1, scale_high)
        end as satisfied,
        case when metric_kind = 'nps' and coalesce(scale_low, 0) = 0 and coalesce(scale_high, 10) = 10
            then case
                when score between 9 and 10 then 100
                when score >= 7 and score < 9 then 0
                when score >= 0 and score < 7 then -100
            end
        end::smallint as nps_points,
        sign(score - expected_score)::smallint as disconfirmation,
        comment,
        language
    from answers
    where {months}
    {sorted}
)
select * replace ({words}) from in_order;
