"""The governance family: cards, reports, planning horizon and the standards that projects keep."""

from pmo_analytics.metrics.conventions import (
    CALENDAR_DAYS,
    ELAPSED_DAYS,
    FROM_FIELDS,
    FROM_REPORTS,
    NEAREST_RANK,
    rules,
)
from pmo_analytics.metrics.measure import LeftOut, Measure, Need
from pmo_analytics.metrics.needs import STATUS as STATUS_OF_ITEMS
from pmo_analytics.values import Tier

STATUS = Need("add the register status.csv", registers=("status",))
CARD = Need(
    "add the Description, Due date and Assignee columns to the export",
    ("title", "description", "due_date", "assignee"),
)
PLANNED = Need(
    "add the Description, estimate, Due date and Assignee columns to the export",
    ("points", "estimate_hours", "estimate_seconds", "due_date", "assignee", "description"),
)

CARD_COMPLETENESS = Measure(
    name="card_completeness",
    family="governance",
    meaning="How many open cards carry a title, a description, a due date and an assignee.",
    rule=(
        "Open items whose card has all of the four that the export has a column for; a column that "
        "is not there counts neither way."
    ),
    source="The card of a Kanban board: title, description, due date, assignee",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="Whether what the card says is any good.",
    detail="open_cards",
    values={
        "complete_share": "share of open cards that lack nothing",
        "complete_count": "open cards that lack nothing",
        "title_share": "share with a title",
        "description_share": "share with a description",
        "due_date_share": "share with a due date",
        "assignee_share": "share with an assignee",
        "told_field_count": "of the four, how many the export has a column for",
    },
    needs=(CARD,),
    left_out={"without_fields": LeftOut("from an export with none of the four columns")},
    conventions=FROM_FIELDS,
)

STATUS_CURRENCY = Measure(
    name="status_currency",
    family="governance",
    meaning="How many projects have reported their status lately.",
    rule=(
        "Projects whose last status report by the day is not older than the days for a report ÷ "
        "all projects; a project that never reported is not current."
    ),
    source="Share of projects with a current status [it-cmf]",
    unit="share",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether the report was true.",
    detail="project_reports",
    values={
        "current_share": "share of projects with a current report",
        "current_count": "projects with a current report",
        "stale_count": "projects whose last report is older",
        "never_reported_count": "projects that never reported",
        "oldest_report_days": "days since the oldest of the last reports",
    },
    needs=(STATUS,),
    options=("report_days",),
    conventions=rules(ELAPSED_DAYS, CALENDAR_DAYS, FROM_REPORTS),
)

DECLARED_AGE = Measure(
    name="declared_age",
    family="governance",
    meaning="For how long projects have declared the same colour.",
    rule=(
        "Days since the first of the reports that, up to the last one by the day, give the same "
        "overall colour without a break. Never changed: three or more reports, all of one colour."
    ),
    source="Stale and unchanging ratings [gao-13-98]; [gao-16-494]",
    unit="days",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether nothing changed, or nobody looked.",
    detail="project_reports",
    values={
        "half_days": "half of the projects changed their colour at most so many days ago",
        "longest_days": "days the oldest colour has stood",
        "never_changed_count": "projects with three or more reports, all of one colour",
        "often_reported_count": "projects with three or more reports",
    },
    needs=(STATUS,),
    left_out={"never_reported": LeftOut("never reported", "add their reports to status.csv")},
    options=("report_days",),
    conventions=rules(NEAREST_RANK, ELAPSED_DAYS, CALENDAR_DAYS, FROM_REPORTS),
)

ROLLING_WAVE = Measure(
    name="rolling_wave",
    family="governance",
    meaning="Whether near work is planned in detail, and far work is not.",
    rule=(
        "Near: in progress, in a sprint that has begun or begins within the wave, or due by its "
        "end. Near work is refined with a description, an estimate, an assignee and a due date, as "
        "far as the export has columns for them. Far work is over-detailed with sub-tasks, or with "
        "both an estimate and an assignee."
    ),
    source="Rolling-wave planning [pmbok-2017]",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="Whether an item without a due date or sprint is near: it counts as far.",
    detail="planning_horizon",
    values={
        "near_refined_share": "share of near items that are refined",
        "near_refined_count": "near items that are refined",
        "near_count": "near items",
        "near_unready_count": "near items that are not",
        "near_without_description_count": "near items without a description",
        "near_without_estimate_count": "near items without an estimate",
        "near_without_assignee_count": "near items without an assignee",
        "near_without_due_date_count": "near items without a due date",
        "far_detailed_share": "share of far items that are over-detailed",
        "far_detailed_count": "far items that are over-detailed",
        "far_count": "far items",
    },
    needs=(PLANNED,),
    left_out={"without_fields": LeftOut("from an export without any of these columns")},
    options=("wave_days",),
    conventions=rules(CALENDAR_DAYS, FROM_FIELDS),
)

STANDARDS = Measure(
    name="standards",
    family="governance",
    meaning="How many of the standards that apply to projects they keep.",
    rule=(
        "A standard is a check of items, risks, exports or the project itself: those of the "
        "starter set of the preset, and those of pmo.toml. A project keeps it when at most the "
        "share of what it applies to fails that is its line, or else the tolerated share; kept ÷ "
        "all that apply, over projects and standards. What exceptions.csv accepts until the day "
        "is in neither; from the day after it counts again."
    ),
    source="Each standard names its own; see the list of them",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    counted="standards",
    cannot_tell="Whether the standards are worth keeping.",
    detail="standards_by_project",
    items="standard_failures",
    units={"line_share": "share"},
    values={
        "kept_share": "share of standards that are kept",
        "kept_count": "standards that are kept, by project",
        "standard_count": "standards that apply, by project",
        "broken_count": "standards that are broken, by project",
        "grave_count": "of these, of high severity",
        "breaking_project_count": "projects that break any",
        "broken_standard_count": "standards that are broken in at least one project",
        "asked_standard_count": "standards that apply to at least one project",
        "excepted_count": "not counted, by consent",
        "lapsed_exception_count": "broken, and the consent has run out",
        "project_count": "projects",
        "act_by_date": "day by which a directive office wants the others kept",
        "worst_standards": "up to three with the smallest share that passes, worst first",
    },
    needs=(STATUS_OF_ITEMS,),
    known_of="projects",
    options=(
        *("tolerated_share", "report_days", "review_days", "wave_days", "untouched_days"),
        *("window_days", "act_days"),
    ),
    conventions=rules(
        {"exceptions": "hold until their day, for earlier days too: they have no first one"},
        FROM_FIELDS,
    ),
)

PROJECT_ENTRY = Measure(
    name="project_entry",
    family="governance",
    label="What the registers say",
    meaning="What the registers say of a project: its baseline in force, money and last report.",
    rule=(
        "The baseline in force is the newest approved by the day, the report the last one dated by "
        "then. Of several projects budgets and costs of delay are added up."
    ),
    source="projects.csv, baselines.csv, status.csv",
    unit="text",
    least_tier=None,
    cannot_tell="What projects.csv said earlier: names, owners and costs of delay are today's.",
    detail="projects_as_of",
    values={
        "project_name": "its name",
        "programme_name": "its programme",
        "owner_name": "its sponsor, else its manager",
        "baseline_finish_date": "finish of the baseline in force",
        "original_finish_date": "finish of the first baseline",
        "is_rebaselined": "the baseline in force is not the first",
        "baseline_budget": "budget of the baseline in force",
        "week_of_delay_cost": "what a week of delay costs",
        "declared_name": "the colour it last reported",
        "report_date": "when it reported it",
        "report_age_days": "days since",
        **{
            f"{name}_declared_name": f"the colour it reported of its {name}"
            for name in ("schedule", "cost", "scope", "risk", "resources", "benefits")
        },
        "reported_finish_date": "when it expects to finish, by that report",
        "report_summary": "what it says in its own words",
        "path_to_green": "what will make it green again, in its own words",
    },
    counted="projects",
    conventions=FROM_REPORTS,
)

DECIDED = Measure(
    name="decided",
    family="governance",
    label="Decisions made",
    meaning="The decisions of the register that were made by the day.",
    rule="Decided by the day, with an answer.",
    source="decisions.csv",
    unit="count",
    least_tier=None,
    smallest_n=0,
    cannot_tell="What was decided without being written down.",
    detail="decided_decisions",
    values={"decided_count": "decisions made by the day"},
    needs=(Need("add the register decisions.csv", registers=("decisions",)),),
    counted="decisions",
    conventions=FROM_REPORTS,
)

OVERDUE_ACTIONS = Measure(
    name="overdue_actions",
    family="governance",
    label="Actions past their due day",
    meaning="How many agreed actions are not done and past the day by which they were to be.",
    rule="Raised by the day, not done by it, and due before it.",
    source="actions.csv",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    cannot_tell="What was agreed without being written down.",
    detail="open_actions",
    values={
        "overdue_action_count": "actions past their due day",
        "open_action_count": "actions that are not done",
        "longest_overdue_days": "days since the oldest of these was due",
        "oldest_action_days": "days since the oldest of those not done was agreed",
        "open_lesson_count": "of those not done, from retrospectives and audits",
        "overdue_lesson_count": "of these, past their due day",
    },
    needs=(Need("add the register actions.csv", registers=("actions",)),),
    left_out={
        "without_due_date": LeftOut("without a due day", "add due_date to them in actions.csv")
    },
    counted="actions",
    conventions=FROM_REPORTS,
)

FAMILY = (
    CARD_COMPLETENESS,
    STATUS_CURRENCY,
    DECLARED_AGE,
    ROLLING_WAVE,
    STANDARDS,
    PROJECT_ENTRY,
    DECIDED,
    OVERDUE_ACTIONS,
)
