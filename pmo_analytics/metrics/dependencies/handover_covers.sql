-- grain: a dependency between two projects that something open on the day already sees to: a decision of
-- which an option is its delivery, or a decision, an action or the response to a risk of one of both
-- projects that names, in whole words, what is needed or of which kind it is
with decided as (
    select
        decisions.decision_id,
        decisions.project_id,
        decisions.question,
        decisions.raised_date,
        decisions.decided_date,
        options.dependency,
        concat_ws(' ', decisions.question, decisions.options, options.option, options.note) as text
    from decisions
    left join decision_options as options using (decision_id)
),

openings as (
    select
        1 as rank, 'decision' as cover_kind, question as cover, decision_id as cover_id, project_id,
        dependency, text, raised_date as since_date, decided_date as until_date
    from decided
    union all
    select 2, 'action', action, action_id, project_id, null, action, raised_date, done_date
    from actions
    union all
    select
        3, 'response', response, risk_id, project_id, null, concat_ws(' ', title, response),
        opened_date, closed_date
    from risks
    where response is not null
),

said as (
    select as_of_dates.as_of, openings.*, whole_words(openings.text) as words
    from openings
    join as_of_dates
        on openings.since_date <= as_of_dates.as_of
        and coalesce(openings.until_date > as_of_dates.as_of, true)
),

named as (
    select
        written.waiting_name,
        written.needed_name,
        written.waiting_project_id,
        written.needed_project_id,
        needed.as_of,
        unnest([
            if(written.origin = 'dependencies.csv', written.kind, null),
            if(written.needed_kind = 'project', null, written.needed_name),
            if(written.needed_kind = 'project', null, needed.title)
        ]) as name
    from written_dependencies as written
    join node_states as needed on written.needed_id = needed.node_id
    where written.waiting_project_id <> written.needed_project_id
)

select
    said.as_of,
    named.waiting_name,
    named.needed_name,
    arg_min(said.cover_kind, (said.rank, said.cover_id)) as cover_kind,
    arg_min(said.cover, (said.rank, said.cover_id)) as cover
from named
join said
    on named.as_of = said.as_of
    and (
        said.dependency = named.needed_name
        or (
            said.project_id in (named.waiting_project_id, named.needed_project_id)
            and contains(said.words, whole_words(named.name))
        )
    )
group by said.as_of, named.waiting_name, named.needed_name
