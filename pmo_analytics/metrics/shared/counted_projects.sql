-- grain: a project of a scope, and whether its money is added up with that of the others: amounts of
-- a scope are in one currency, that of all its projects or else that of the portfolio
with priced as (
    select
        scopes.scope,
        as_of_dates.as_of,
        scopes.project_id,
        setting_portfolio.currency as portfolio_currency,
        coalesce(nullif(trim(projects.currency), ''), setting_portfolio.currency) as currency
    from scopes
    join projects using (project_id)
    cross join as_of_dates
    cross join setting_portfolio
)

select
    scope,
    as_of,
    project_id,
    currency,
    fold(currency) = fold(portfolio_currency) or (
        min(fold(currency)) over (partition by scope, as_of)
        = max(fold(currency)) over (partition by scope, as_of)
    ) as is_counted
from priced
