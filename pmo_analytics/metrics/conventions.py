"""The rules that travel with a number: from where to where, which days, which percentile.

Four tools give four answers for the same items and none prints its rule; here each number names it.
"""

from collections.abc import Mapping

START_POINT = {
    "start point": "the last crossing of the start point after which the item did not go back "
    "before it; a named stage starts the clock where one is given"
}
CREATION_POINT = {"start point": "the creation of the item"}
FINISH_POINT = {
    "finish point": "the last completion; a named stage stops the clock where one is given"
}
COMPLETION = {"finish point": "the last completion"}
NEAREST_RANK = {
    "percentiles": "nearest rank: a number of days that an item really took, so that the sentence "
    "is literally true"
}
INCLUSIVE_DAYS = {"days counted": "the first and the last day count, so that nothing takes 0 days"}
ELAPSED_DAYS = {"days counted": "elapsed: the last day less the first"}
EXACT_DAYS = {"days counted": "elapsed time to the second, in days of 24 hours"}
CALENDAR_OPTION = {
    "calendar": "calendar days; as an option working days by pmo.toml and calendar.csv"
}
CALENDAR_DAYS = {"calendar": "calendar days, with weekends and holidays"}
REOPENED_LAST = {
    "reopened items": "count once, by their last completion; what was reopened and is open has none"
}
REOPENED_KEEP_START = {
    "reopened items": "keep their start, so that the time they passed for finished counts"
}
REOPENED_REWRITE = {
    "reopened items": "current-state rewrite: an item counts by where it stands on the day, also "
    "for the days before, so that no band falls"
}
AS_IT_WAS = {
    "reopened items": "as it was: an item reopened since counts as finished on the days it was"
}
PAUSED = {"paused items": "waiting and blocked time counts"}
PAUSED_OUT = {"paused items": "waiting and blocked time is counted apart"}

# Asked about an earlier day.
FROM_EXPORTS = {
    "earlier days": "by the exports taken by then; before the first export by what later ones "
    "date, which lacks items deleted since"
}
FROM_FIELDS = {
    "earlier days": "by the exports taken by then; before the first export the fields of that "
    "export stand for the time before it too, since nobody knows what they were"
}
FROM_CHANGES = {
    "earlier days": "by the changes seen by then: at their moment in a history, else from the "
    "export that shows them"
}
FROM_REPORTS = {"earlier days": "by the reports and baselines dated by then"}
TODAYS_LIMITS = {
    "earlier days": "items by the exports taken by then; limits and columns are those that "
    "pmo.toml names today"
}
TODAYS_PLAN = {
    "earlier days": "items by the exports taken by then; which days a sprint has is what "
    "sprints.csv says today"
}


def rules(*parts: Mapping[str, str]) -> dict[str, str]:
    """Return the rules of a metric, in the order given."""
    return {name: words for part in parts for name, words in part.items()}
