"""The dates family: what became of due dates, baselines and milestones."""

from pmo_analytics.metrics.conventions import (
    CALENDAR_DAYS,
    COMPLETION,
    ELAPSED_DAYS,
    FROM_FIELDS,
    FROM_REPORTS,
    REOPENED_LAST,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure
from pmo_analytics.metrics.needs import BASELINES, DUE_DATE, FINISHED, FORECASTS, MILESTONES
from pmo_analytics.values import Tier

_DUE_DAYS = rules(
    {"days counted": "a due day is inclusive; late and overdue days are elapsed"},
    CALENDAR_DAYS,
    FROM_FIELDS,
)

DUE_DATE_PERFORMANCE = Measure(
    name="due_date_performance",
    family="dates",
    meaning="Of all items that fell due, how many were finished in time.",
    rule=(
        "An item has fallen due when its due day has ended; it was in time when finished on or "
        "before that day. The count over finished items only stands beside it: it flatters, since "
        "what is still open and late is not in it."
    ),
    source="Of all that fell due: counting the done alone leaves out the late",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=5,
    cannot_tell="Whether the due dates were moved before they fell.",
    detail="due_items",
    values={
        "on_time_share": "share of what fell due that was finished in time",
        "on_time_count": "items finished in time",
        "fell_due_count": "items that fell due",
        "finished_on_time_share": "the same over finished items only",
        "mean_days_late": "mean days late of those finished late",
        "overdue_count": "open items past their due day",
        "longest_overdue_days": "days the longest of them is overdue",
        "due_date_share": "share of items that have a due date",
    },
    needs=(DUE_DATE, FINISHED),
    left_out={"without_due_date": LeftOut("without a due date")},
    measured_if="due_date_share",
    conventions=rules(COMPLETION, REOPENED_LAST, _DUE_DAYS),
)

OVERDUE = Measure(
    name="overdue",
    family="dates",
    meaning="Of the open items with a due date, how many are past it.",
    rule="Open items whose due day has ended; overdue by the days since.",
    source="Open items past their due date",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="What is late and has no due date.",
    detail="overdue_items",
    values={
        "overdue_count": "open items past their due day",
        "overdue_share": "share of the open items with a due date",
        "mean_overdue_days": "days they are overdue, mean",
        "longest_overdue_days": "days of the longest",
        "total_overdue_days": "days of all of them together",
    },
    needs=(DUE_DATE,),
    left_out={"without_due_date": LeftOut("open and without a due date")},
    measured_if="dated_count",
    conventions=_DUE_DAYS,
)

SCHEDULE_SLIP = Measure(
    name="schedule_slip",
    family="dates",
    meaning="By how much projects are expected to finish later than their baseline.",
    rule=(
        "Expected finish less that of the baseline in force, in days and as a share of the planned "
        "duration; several projects as sums over sums. The original baseline stands beside it, "
        "since a new baseline hides a slip. Expected is the date of the last status report that "
        "gives one, else the last milestone."
    ),
    source="Original beside current baseline [gao-14-64]; [gao-16-89g]",
    unit="share",
    better="lower",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether what is declared is likely: the forecast says that.",
    detail="slips",
    values={
        "slip_share": "days of slip over the days planned",
        "slip_days": "days of slip against the baseline in force, all projects together",
        "baseline_days": "days planned by it",
        "longest_slip_days": "days of the project that slips most",
        "slipped_count": "projects that slip",
        "original_slip_share": "the same share against the first baseline",
        "original_slip_days": "days of slip against the first baseline",
        "rebaselined_count": "projects whose finish was planned anew",
    },
    needs=(BASELINES, FORECASTS),
    left_out={"without_forecast": LeftOut("projects without an expected finish", FORECASTS.add)},
    conventions=rules(ELAPSED_DAYS, CALENDAR_DAYS, FROM_REPORTS),
)

MILESTONE_TREND = Measure(
    name="milestone_trend",
    family="dates",
    meaning="How the forecasts of milestones move from report to report, and where that ends.",
    rule=(
        "A milestone that slipped s days a day between its first and its last report is reached "
        "(forecast - report) / (1 - s) days after the last, rounded up; where s is 1 or more it "
        "never converges. The slope of the line through all reports stands beside it."
    ),
    source="Milestone trend analysis [milestone-trend]",
    unit="share",
    better="lower",
    least_tier=None,
    counted="milestones",
    cannot_tell="Why a milestone moves.",
    detail="milestone_trends",
    values={
        "slipping_share": "share of the milestones still ahead that slip",
        "slipping_count": "milestones that slip, those that never converge included",
        "never_converging_count": "milestones that slip at least a day a day",
        "recovering_count": "milestones that come nearer",
        "reached_count": "milestones that were reached",
        "unmaintained_count": "milestones whose forecast has passed without being reached",
        "longest_slip_days": "days that the one that moved most moved in all",
        "longest_slip_name": "the milestone that did",
        "longest_slip_first_date": "for which it was first forecast",
        "longest_slip_last_date": "for which it is forecast now",
        "projected_date": "the last day on which one ends if it goes on like that",
        "last_milestone": "the milestone of that day",
    },
    needs=(MILESTONES,),
    conventions=rules(ELAPSED_DAYS, CALENDAR_DAYS, FROM_REPORTS),
)

FAMILY = (DUE_DATE_PERFORMANCE, OVERDUE, SCHEDULE_SLIP, MILESTONE_TREND)
