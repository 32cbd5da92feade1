-- grain: a scope; its open risks by how soon they may happen
select
    scopes.scope,
    scopes.as_of,
    count(*) filter (where days_to_proximity between 0 and $ahead_days) as near_count,
    coalesce(sum(exposure_cost) filter (
        where is_counted and days_to_proximity between 0 and $ahead_days
    ), 0) as near_exposure_cost,
    min(proximity_date) filter (where days_to_proximity >= 0) as next_date,
    count(*) filter (where days_to_proximity < 0) as passed_count,
    count(*) filter (where risk_id is not null and proximity_date is null) as without_proximity,
    count(proximity_date) as n
from (select distinct scope, as_of from counted_projects) as scopes
left join (select * from open_risks where kind = 'risk') as risks using (scope, as_of)
group by scopes.scope, scopes.as_of
