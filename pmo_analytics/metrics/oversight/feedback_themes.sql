-- grain: a theme of the feedback of a scope, and what was done about it; what has none is the row without
-- a theme
with answered as (
    select
        scope,
        as_of,
        theme_folded,
        count(*) as answer_count,
        count(done_date) as done_answer_count,
        arg_max(action, (raised_date, action_id)) as answer,
        arg_max(owner, (raised_date, action_id)) as answer_owner,
        -- of the newest, blank where it is not done
        arg_max({done: done_date}, (raised_date, action_id)).done as answer_done_date
    from feedback_answers
    group by scope, as_of, theme_folded
),

said as (
    select
        scope,
        as_of,
        fold(theme) as theme_folded,
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
)

select
    said.* exclude (theme_folded),
    coalesce(answered.answer_count, 0) as answer_count,
    coalesce(answered.done_answer_count, 0) as done_answer_count,
    answered.answer,
    answered.answer_owner,
    answered.answer_done_date
from said
left join answered using (scope, as_of, theme_folded)
