-- grain: a training of a team, planned or held; a day that is still to come is no day it was held. Its
-- topic is as standards are named, whose words are joined by underscores
select
    as_of_dates.as_of,
    training.team,
    fold(training.team) as team_folded,
    replace(fold(training.topic), ' ', '_') as topic_folded,
    training.topic,
    training.planned_date,
    if(training.held_date <= as_of_dates.as_of, training.held_date, null) as held_date
from training
cross join as_of_dates
