"""What an option of a decision does: to the dates of a project, its chance, and to the cost."""

from __future__ import annotations

from typing import Any

from pmo_analytics.catalogue.concerned import Concerned, Forecasts
from pmo_analytics.catalogue.money import whole_money
from pmo_analytics.catalogue.option_costs import COSTS, option_costs
from pmo_analytics.catalogue.option_plan import IN, MORE_FACTS, OUT, OptionPlan
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.health.decision_kinds import NOTHING

_DATES = ("likely_date", "sure_date", "target_date", "chance_share", "late_days")


def option_row(concerned: Concerned, plan: OptionPlan) -> dict[str, Any]:
    """Return an option with its effect; what is not known is None."""
    forecasts = concerned.forecasts(plan.changes)
    why_not = plan.why_not or _without_forecast(concerned, plan, forecasts)
    own_open_count = concerned.finishes.get(concerned.own, {}).get("open_count")
    row = {
        "project_id": concerned.own,
        "project_name": concerned.entries.get(concerned.own, {}).get("project_name") or "",
        "kind_name": plan.kind,
        "option_name": plan.name,
        "note_name": plan.note,
        "reason_name": why_not,
        "out_count": plan.counts.get(OUT),
        "in_count": plan.counts.get(IN),
        "more_pace_share": plan.more_pace_share,
        "open_count": own_open_count if plan.open_count is None else plan.open_count,
        "waiting_names": "",
        **dict.fromkeys(_DATES + COSTS + MORE_FACTS),
        **plan.facts,
    }
    if why_not:
        return row | {"money_cost": whole_money(plan.money)}
    return row | _dates(concerned, plan, forecasts) | option_costs(concerned, plan, forecasts)


def _without_forecast(concerned: Concerned, plan: OptionPlan, forecasts: Forecasts) -> str:
    """Say that an option needs a forecast that one of its projects lacks."""
    needed = [one.scope_id for one in plan.changes] or list(filter(None, (concerned.own,)))
    is_known = all(one in forecasts for one in needed)
    return "" if plan.kind == NOTHING or is_known else "no_forecast"


def _dates(concerned: Concerned, plan: OptionPlan, forecasts: Forecasts) -> dict[str, Any]:
    if concerned.own not in forecasts:
        return {}
    own = forecasts[concerned.own]
    in_force = concerned.entries[concerned.own].get("baseline_finish_date")
    target = plan.promised_date or in_force
    likely = own.when(LIKELY)
    return {
        "likely_date": likely,
        "sure_date": own.when(SURE),
        "target_date": target,
        "chance_share": own.chance_of(target) if target else None,
        "late_days": max((likely - in_force).days, 0) if likely and in_force else None,
    }
