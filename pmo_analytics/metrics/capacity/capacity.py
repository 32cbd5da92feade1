"""The capacity family: hours promised and asked for, and what people have in progress at once.

Load is a property of the system: people appear in distributions only, never by name.
"""

from pmo_analytics.metrics.conventions import FROM_EXPORTS, rules
from pmo_analytics.metrics.measure import LeftOut, Measure, Need
from pmo_analytics.metrics.needs import ASSIGNEE, STARTED
from pmo_analytics.values import Tier

CAPACITY = Need("add the register capacity.csv", registers=("capacity",))
ALLOCATIONS = Need("add the register allocations.csv", registers=("allocations",))
DEMAND_REGISTER = Need("add the register demand.csv", registers=("demand",))
_AS_PLANNED_NOW = {"earlier days": "by the plan as the registers tell it now"}

UTILISATION = Measure(
    name="utilisation",
    family="capacity",
    meaning="How much of the hours of the teams is promised to projects, and who has too many.",
    rule=(
        "Hours promised to all projects ÷ hours there are, of the teams that promised any to the "
        "projects of the scope, in the month of the day; the portfolio has every team. Over-"
        "allocated people = Σ of what is promised beyond a person's hours ÷ these hours. A team's "
        "mean hides its people, so the highest load stands beside it."
    ),
    source="Queueing: waiting grows with ρ/(1-ρ) [kleinrock-1975]",
    unit="share",
    least_tier=None,
    counted="teams",
    cannot_tell="Whether the hours were worked.",
    detail="team_months",
    values={
        "utilisation_share": "promised of the hours there are",
        "allocated_hours": "hours promised to all projects",
        "available_hours": "hours there are",
        "scope_hours": "of the promised hours, to projects of the scope",
        "over_allocated_fte": "people that are missing: hours promised beyond those of each person",
        "over_allocated_person_count": "people with more hours promised than they have",
        "person_count": "people whose hours are known",
        "highest_person_share": "load of the most loaded person",
        "over_allocated_team_count": "teams with more hours promised than they have",
        "team_count": "teams",
        "peak_share": "highest share of a month from then on",
        "peak_month_date": "that month",
        "over_allocated_month_count": "months from then on with more promised than there is",
    },
    needs=(ALLOCATIONS, CAPACITY),
    left_out={
        "without_team": LeftOut(
            "promised by a person or team that capacity.csv does not know",
            "add them to capacity.csv",
        )
    },
    conventions=rules({"periods": "the calendar month of the day"}, _AS_PLANNED_NOW),
    known_of="teams",
)

TEAM_LOAD = Measure(
    name="team_load",
    family="capacity",
    meaning="How full the fullest team will be in the months ahead.",
    rule=(
        "Hours promised ÷ hours there are, of a team in a month: of the months looked at and the "
        "teams that promised any hours to the projects of the scope, the fullest."
    ),
    source="Over-allocated people; as utilisation, for the team that is worst off",
    unit="share",
    better="lower",
    least_tier=None,
    counted="months of teams",
    cannot_tell="Which of two promises will be kept; of people in a team see utilisation.",
    detail="team_months",
    values={
        "fullest_team_share": "promised of the hours of the fullest team in its fullest month",
        "fullest_team_name": "that team",
        "fullest_team_date": "that month",
    },
    needs=(ALLOCATIONS, CAPACITY),
    options=("ahead_months",),
    conventions=rules({"periods": "calendar months, from that of the day on"}, _AS_PLANNED_NOW),
    known_of="teams",
)

DEMAND = Measure(
    name="demand",
    family="capacity",
    meaning="Whether there are as many hours of each skill as projects ask for.",
    rule=(
        "Hours that all projects ask for ÷ hours there are, of the skills that projects of the "
        "scope ask for, from the month of the day on. Short are the months of a skill with more "
        "asked for than there is; hours left over in one do not help another."
    ),
    source="Hours needed against hours available, by skill",
    unit="share",
    least_tier=None,
    counted="months of skills",
    cannot_tell="Whether people could do something else.",
    summary="demand_met",
    detail="skill_months",
    values={
        "demand_share": "asked for of the hours there are",
        "demanded_hours": "hours asked for",
        "available_hours": "hours there are",
        "short_hours": "hours missing, over the months of a skill that are short",
        "short_skill_count": "skills that are short in some month",
        "first_short_month_date": "first of these months",
    },
    needs=(DEMAND_REGISTER, CAPACITY),
    left_out={
        "without_capacity": LeftOut(
            "month(s) of a skill that capacity.csv does not know", "add them to capacity.csv"
        )
    },
    conventions=rules({"periods": "calendar months, from that of the day on"}, _AS_PLANNED_NOW),
)

MULTITASKING = Measure(
    name="multitasking",
    family="capacity",
    meaning="How many items, and in how many projects, people have in progress at once.",
    rule=(
        "Items in progress by the person they are assigned to, as a distribution over people who "
        "have any; the share that works in two or more projects of the scope."
    ),
    source="[weinberg-1992]: what is lost to every further project",
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    counted="people",
    cannot_tell="What people do outside the scope: ask the portfolio. It measures no person.",
    detail="load_distribution",
    values={
        "mean_wip_count": "items in progress a person, mean",
        "half_wip_count": "half of the people have at most so many",
        "highest_wip_count": "most items of one person",
        "wip_count": "items in progress that are assigned",
        "person_count": "people with items in progress",
        "multi_item_share": "share of people with two or more items",
        "mean_project_count": "projects a person, mean",
        "multi_project_share": "share of people in two or more projects",
        "multi_project_count": "people in two or more projects",
    },
    needs=(ASSIGNEE, STARTED),
    left_out={"without_assignee": LeftOut("in progress without an assignee")},
    conventions=FROM_EXPORTS,
)

WORK_BY_PROJECT = Measure(
    name="work_by_project",
    family="capacity",
    meaning="In which projects a team, or any other scope, has work, and how much has begun.",
    rule=(
        "Open items by their project, and the items finished in the last weeks over these weeks; "
        "days of the oldest that is in progress, first and last day counted."
    ),
    source="[kanban-guide]: what is in progress is to be seen",
    unit="count",
    least_tier=Tier.T0,
    counted="projects",
    cannot_tell="How large the items are, and how many people of the team each project has.",
    detail="project_work",
    values={
        "worked_project_count": "projects with open work, or with some finished lately",
        "waiting_item_count": "items to do in them",
        "begun_item_count": "items in progress in them",
    },
    options=("weeks",),
    conventions=FROM_EXPORTS,
)

FAMILY = (UTILISATION, TEAM_LOAD, DEMAND, MULTITASKING, WORK_BY_PROJECT)
