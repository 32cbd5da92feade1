-- grain: a theme of the feedback of a scope; what has none is the row without a theme
select
    scope,
    as_of,
    min(theme) as theme,
    count(*) as feedback_count,
    avg(score) as mean_score,
    count(score) as scored_count,
    count(*) filter (where origin = 'client') as client_count,
    count(*) filter (where origin = 'user') as user_count,
    count(*) filter (where origin = 'team') as team_count,
    count(distinct project_id) as project_count,
    max(feedback_date) as last_date
from feedback_received
group by scope, as_of, fold(theme)
