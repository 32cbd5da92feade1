-- grain: a scope; its feedback together
with answered as (
    select scope, as_of, count(distinct theme_folded) as answered_theme_count
    from feedback_answers
    group by scope, as_of
),

received as (
    select
        scope,
        as_of,
        avg(score) as mean_score,
        count(*) filter (where score >= 9) / nullif(count(score), 0) as promoter_share,
        count(*) filter (where score <= 6) / nullif(count(score), 0) as detractor_share,
        count(*) as feedback_count,
        count(distinct fold(theme)) as theme_count,
        max(feedback_date) as last_date,
        10 as best_score,
        count(*) as n
    from feedback_received
    group by scope, as_of
)

select received.*, coalesce(answered.answered_theme_count, 0) as answered_theme_count
from received
left join answered using (scope, as_of)
