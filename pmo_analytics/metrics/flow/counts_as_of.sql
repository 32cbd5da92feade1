-- grain: a stage of a day that a table of counts of a scope tells, from the exports taken by then; a
-- day that several of them tell is as the newest tells it
with taken as (
    select
        scopes.scope,
        as_of_dates.as_of,
        counts.*,
        dense_rank() over (
            partition by scopes.scope, as_of_dates.as_of, counts.source, counts.count_date
            order by exports.taken_at desc, exports.sha256, exports.export_id
        ) as recency
    from scopes
    join stage_counts as counts using (project_id)
    join exports using (export_id)
    join as_of_dates
        on counts.count_date <= as_of_dates.as_of and exports.taken_at <= as_of_dates.as_of_at
)

select * exclude (recency) from taken where recency = 1
