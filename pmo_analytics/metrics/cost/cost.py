"""The cost family: earned value and schedule, rate and volume, cost of delay, costs by month."""

from pmo_analytics.metrics.conventions import CALENDAR_DAYS, ELAPSED_DAYS, FROM_REPORTS, rules
from pmo_analytics.metrics.measure import LeftOut, Measure, Need
from pmo_analytics.metrics.needs import FINISHED, FORECASTS, OTHER_CURRENCY, SPRINTS
from pmo_analytics.values import Tier

_EVM = "[eia-748]; [pmi-evm]"
COSTS = Need("add the register costs.csv", registers=("costs",))
_BASELINES = Need("add the register baselines.csv, with budgets", registers=("baselines",))
_HOURS = Need("add planned_hours and actual_hours to costs.csv", registers=("costs",))
_DELAY = Need("add cost_of_delay_per_week to projects.csv", registers=("projects",))

_WITHOUT_COSTS = LeftOut("without a month in costs.csv that has ended", COSTS.add)
_WITHOUT_BUDGET = LeftOut(
    "without a budget in baselines.csv or a plan in costs.csv", _BASELINES.add
)
_WITHOUT_EARNED = LeftOut(
    "with neither an earned value in costs.csv nor items", "add earned_value to costs.csv"
)
_CURRENCY = "currency of the amounts"
_BY_ENDED_MONTHS = {
    "periods": "calendar months that have ended by the day",
    "earlier days": "by the months that had ended then, as costs.csv tells of them now",
}
_ROLL_UP = {"roll-up": "amounts of the projects are added up, ratios are made from the sums"}

EARNED_VALUE = Measure(
    name="earned_value",
    family="cost",
    meaning="What the work done so far is worth in budget, against what it cost and was planned.",
    rule=(
        "Planned value (PV), earned value (EV) and actual cost (AC) up to the last ended month of "
        "which costs.csv tells what was earned; where it never does, the budget (BAC) times the "
        "share of finished items. CPI = EV/AC, SPI = EV/PV, CV = EV-AC, SV = EV-PV. Estimates at "
        "completion: BAC/CPI, as until now; AC+BAC-EV, the rest at budget; AC+(BAC-EV)/(CPI×SPI), "
        "as until now and in time; AC + what costs.csv plans for the months to come. TCPI = "
        "(BAC-EV)/(BAC-AC), or over EAC-AC. PV and EV are at most BAC; what would be divided by "
        "nothing is blank, and so is TCPI where the money is spent."
    ),
    source=_EVM,
    unit="ratio",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether what is paid was for the same work.",
    detail="earned_value_projects",
    values={
        "cost_performance_index": "CPI, earned for each unit of money spent",
        "schedule_performance_index": "SPI, earned for each unit of money planned",
        "planned_value": "PV, planned for the work by then",
        "earned_value": "EV, planned for the work that is done",
        "actual_cost": "AC, spent by then",
        "budget_at_completion": "BAC, the budget of the baseline in force, else the whole plan",
        "cost_variance": "CV, earned less spent",
        "schedule_variance": "SV, earned less planned",
        "estimate_at_completion": "EAC, if the rest costs as until now: BAC/CPI",
        "estimate_at_budget_rate": "EAC, if the rest costs what was budgeted: AC+BAC-EV",
        "estimate_at_both_rates": "EAC, if it also has to be in time: AC+(BAC-EV)/(CPI×SPI)",
        "estimate_as_planned": "EAC, if the months to come cost what costs.csv plans for them",
        "spent_unit_cost": "an amount that is easily pictured",
        "earned_for_unit_cost": "what was earned for each such amount spent",
        "overrun_at_completion_cost": "EAC over BAC; below 0 is under budget",
        "overrun_at_budget_rate_cost": "the same, if the rest costs what was budgeted",
        "overrun_at_both_rates_cost": "the same, if it also has to be in time",
        "projects_estimate_at_completion": "the estimates BAC/CPI of the projects added up",
        "estimate_to_complete": "ETC, still to be spent: EAC-AC",
        "variance_at_completion": "VAC, budget left in the end: BAC-EAC",
        "over_budget_share": "share of the budget by which it will be overrun",
        "to_complete_index_budget": "TCPI, the efficiency that keeps the budget",
        "to_complete_index_estimate": "TCPI, the efficiency that keeps the estimate",
        "currency": _CURRENCY,
        "until_date": "end of the month up to which is counted, the earliest of the projects",
        "untold_month_count": "ended months before it without an earned value",
    },
    needs=(COSTS,),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_costs": _WITHOUT_COSTS,
        "without_budget": _WITHOUT_BUDGET,
        "without_earned_value": _WITHOUT_EARNED,
    },
    options=("sized_in",),
    units={
        "budget_at_completion": "money",
        "estimate_at_completion": "money",
        "estimate_at_budget_rate": "money",
        "estimate_at_both_rates": "money",
    },
    conventions=rules(_BY_ENDED_MONTHS, _ROLL_UP),
)

EARNED_SCHEDULE = Measure(
    name="earned_schedule",
    family="cost",
    meaning="How many months of the plan are earned, against the months that have passed.",
    rule=(
        "ES = complete months of the plan whose planned value is earned + the earned share of the "
        "next one. SPI(t) = ES/AT, SV(t) = ES-AT, estimated months PD/SPI(t), TSPI = "
        "(PD-ES)/(PD-AT). The plan runs from the first to the last month of costs.csv with a "
        "planned value, or to the month of the baseline finish if that is later; what is complete "
        "has earned all of it."
    ),
    source="[lipke-2003]; unlike SPI it does not end at 1 for a project that is late",
    unit="ratio",
    better="higher",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether the work was done in the order of the plan.",
    detail="earned_schedule_projects",
    values={
        "schedule_performance_index_time": "SPI(t), months earned for each month passed",
        "earned_months": "ES, months of the plan that are earned",
        "actual_months": "AT, months that have passed",
        "planned_months": "PD, months that were planned",
        "schedule_variance_months": "SV(t), months ahead, or behind if below 0",
        "estimated_months": "IEAC(t), months it will take in all",
        "to_complete_index_time": "TSPI, the pace that keeps the plan; blank when its time is over",
        "schedule_performance_index": "SPI from money, beside it",
        "until_date": "end of the month up to which is counted, the earliest of the projects",
    },
    needs=(COSTS,),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_costs": _WITHOUT_COSTS,
        "without_earned_value": _WITHOUT_EARNED,
        "beyond_plan": LeftOut(
            "with more earned than costs.csv plans, or begun before its plan",
            "plan its months to the end in costs.csv",
        ),
    },
    options=("sized_in",),
    conventions=rules(
        _BY_ENDED_MONTHS,
        {"roll-up": "months of the projects are added up, ratios are made from the sums"},
    ),
)

AGILE_EARNED_VALUE = Measure(
    name="agile_earned_value",
    family="cost",
    meaning="Earned value from points and sprints, and how much of it was lost to added work.",
    rule=(
        "EV = BAC × finished size / all of it, PV = BAC × sprints that have ended / all of them, "
        "AC = cost of the months that have ended; CPI = EV/AC, SPI = EV/PV, EAC = BAC/CPI. Scope "
        "effect = EV less what it would be for the work there was when the baseline in force was "
        "approved. Size is in points in a project whose items have any, else in items."
    ),
    source="[agile-evm-2006]",
    unit="ratio",
    better="higher",
    least_tier=Tier.T0,
    counted="projects",
    cannot_tell="Whether points were estimated again: they count as last exported.",
    detail="agile_values",
    values={
        "cost_performance_index": "CPI, earned for each unit of money spent",
        "schedule_performance_index": "SPI, earned for each unit of money planned",
        "earned_value": "EV, budget times the share of work that is finished",
        "planned_value": "PV, budget times the share of sprints that have ended",
        "actual_cost": "AC, spent in the months that have ended",
        "budget_at_completion": "BAC, the budget of the baseline in force",
        "estimate_at_completion": "EAC, BAC/CPI",
        "earned_at_baseline_scope": "EV for the work there was at the baseline",
        "scope_effect_value": "EV less that: what work added since takes away",
        "cost_performance_at_baseline_scope": "CPI for the work there was at the baseline",
        "currency": _CURRENCY,
    },
    needs=(SPRINTS, COSTS, _BASELINES, FINISHED),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_budget": LeftOut(
            "without a budget in baselines.csv", "add its budget to baselines.csv"
        ),
        "without_costs": _WITHOUT_COSTS,
        "without_sprints": LeftOut("without sprints", "add its sprints to sprints.csv"),
        "without_items": LeftOut(
            "without work of any size", "add the Sprint column and story points to the export"
        ),
        "without_points": LeftOut(
            "without points in a project that has them", "estimate these items"
        ),
    },
    options=("sized_in",),
    conventions=rules(_BY_ENDED_MONTHS, _ROLL_UP),
    known_of="projects",
)

COST_EFFECTS = Measure(
    name="cost_effects",
    family="cost",
    meaning="How much of the difference to the planned cost is hours, and how much their price.",
    rule=(
        "Over the ended months of which both hours are known: volume effect = (actual - planned "
        "hours) × planned rate; rate effect = (actual - planned rate) × actual hours. They add up "
        "to actual cost - planned value. Above 0 is dearer."
    ),
    source="Flexible budget: rate and volume variance",
    unit="money",
    better="lower",
    least_tier=None,
    counted="projects",
    cannot_tell="Whether more was done in more hours; earned value does.",
    detail="cost_effect_projects",
    values={
        "difference_cost": "spent less planned",
        "volume_effect_cost": "of it by more or fewer hours",
        "rate_effect_cost": "of it by dearer or cheaper hours",
        "planned_value": "planned for these months",
        "actual_cost": "spent in these months",
        "planned_hours": "hours planned",
        "actual_hours": "hours worked",
        "planned_rate": "planned cost of an hour",
        "actual_rate": "actual cost of an hour",
        "currency": _CURRENCY,
    },
    needs=(_HOURS,),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_hours": LeftOut("without planned and actual hours in costs.csv"),
        "months_without_hours": LeftOut("month(s) without planned or actual hours"),
    },
    conventions=rules(_BY_ENDED_MONTHS, {"roll-up": "the effects of the projects are added up"}),
)

DECLARED_DELAY_COST = Measure(
    name="declared_delay_cost",
    family="cost",
    meaning="What it costs that projects forecast to finish after their baseline.",
    rule=(
        "Days from the baseline finish to the finish that the project expects ÷ 7 × "
        "cost of delay a week; nothing where it is in time. Against the original baseline too, "
        "since a new one hides the slip of the old."
    ),
    source="Cost of delay [reinertsen-2009]; against the first baseline too [gao-14-64]",
    unit="money",
    better="lower",
    least_tier=None,
    counted="projects",
    cannot_tell=(
        "Whether the forecast is right; the finish section says what the data make of it. The cost "
        "of delay is that of the register now."
    ),
    detail="delay_cost_projects",
    values={
        "delay_cost": "cost of the slips against the baselines in force",
        "original_delay_cost": "cost of the slips against the original baselines",
        "slip_days": "days of slip of all late projects together",
        "slipped_count": "projects that forecast to be late",
        "currency": _CURRENCY,
    },
    needs=(_DELAY, FORECASTS, _BASELINES),
    left_out={
        "other_currency": OTHER_CURRENCY,
        "without_dates": LeftOut(
            "without a baseline or a forecast finish", "add both to baselines.csv and status.csv"
        ),
        "without_cost_of_delay": LeftOut("without a cost of delay", _DELAY.add),
    },
    conventions=rules(ELAPSED_DAYS, CALENDAR_DAYS, FROM_REPORTS),
)

MONTHLY_COSTS = Measure(
    name="monthly_costs",
    family="cost",
    meaning="What is planned, spent and earned month by month, and up to the end of each.",
    rule=(
        "Amounts of costs.csv by month, months without a row included. Plans stand for every "
        "month, what is spent and earned for those that have ended."
    ),
    source="Cumulative cost curve",
    unit="money",
    least_tier=None,
    cannot_tell="Whether a month without a row cost nothing.",
    summary="monthly_costs_summary",
    detail="monthly_costs",
    values={
        "actual_cost": "spent in the last month that has ended",
        "planned_value": "planned for that month",
        "actual_total": "spent up to its end",
        "planned_total": "planned up to its end",
        "spent_share": "spent against planned up to its end",
        "last_month_date": "that month",
    },
    needs=(COSTS,),
    conventions=_BY_ENDED_MONTHS,
)

FAMILY = (
    EARNED_VALUE,
    EARNED_SCHEDULE,
    AGILE_EARNED_VALUE,
    COST_EFFECTS,
    DECLARED_DELAY_COST,
    MONTHLY_COSTS,
)
