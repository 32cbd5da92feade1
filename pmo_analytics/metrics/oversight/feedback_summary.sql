-- grain: a scope; its feedback together
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
