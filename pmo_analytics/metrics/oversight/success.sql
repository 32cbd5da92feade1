-- grain: a scope; how many of its projects keep date, budget and benefits, of those of which it is
-- told
select
    scope,
    as_of,
    count(*) filter (where is_success) as success_count,
    count(*) filter (where is_success) / nullif(count(is_success), 0) as success_share,
    count(*) filter (where is_on_time) as on_time_count,
    count(is_on_time) as dated_count,
    count(*) filter (where is_on_time) / nullif(count(is_on_time), 0) as on_time_share,
    count(*) filter (where is_within_budget) as within_budget_count,
    count(is_within_budget) as costed_count,
    count(*) filter (where is_within_budget) / nullif(count(is_within_budget), 0)
        as within_budget_share,
    count(*) filter (where has_benefits) as benefits_count,
    count(has_benefits) as promised_count,
    count(*) filter (where has_benefits) / nullif(count(has_benefits), 0) as benefits_share,
    count(is_success) as known_count,
    count(*) filter (where is_on_time is not null and is_within_budget is not null
        and has_benefits is not null) as whole_count,
    count(*) filter (where is_on_time and is_within_budget and has_benefits) as keeping_all_count,
    count(is_success) as n,
    count(*) filter (where is_success is null) as without_promise
from promises
group by scope, as_of
