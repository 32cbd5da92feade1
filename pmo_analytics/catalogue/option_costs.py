"""What an option of a decision costs, future by future: delay, budget, money and value lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from pmo_analytics.catalogue.concerned import Concerned, Forecasts
from pmo_analytics.catalogue.delay_cost import drawn_delay, likely_and_late, priced_delay
from pmo_analytics.catalogue.money import whole_money
from pmo_analytics.catalogue.option_plan import OptionPlan
from pmo_analytics.catalogue.outturn import above_budget, changed_outturn
from pmo_analytics.health.decision_kinds import SEPARATOR
from pmo_analytics.metrics.measure import Row

COSTS = (
    *("money_cost", "lost_cost", "likely_delay_cost", "late_delay_cost"),
    *("likely_over_cost", "over_share", "likely_total_cost", "late_total_cost", "weighed_draws"),
)


def option_costs(concerned: Concerned, plan: OptionPlan, forecasts: Forecasts) -> dict[str, Any]:
    """Return what an option costs, with the draws by which it is weighed; None: not known."""
    delays = _delays(concerned, forecasts)
    is_priced = not concerned.own or any(one["project_id"] == concerned.own for one in delays)
    delayed = drawn_delay(delays) if delays and is_priced else None
    above = _above_budgets(concerned, plan, forecasts)
    money, lost = whole_money(plan.money), whole_money(plan.value_lost)
    total = _total(concerned, delayed, above, (money, lost))
    likely, late = _amounts(delayed)
    likely_total, late_total = _amounts(total)
    return {
        "money_cost": money,
        "lost_cost": lost,
        "likely_delay_cost": likely,
        "late_delay_cost": late,
        "likely_over_cost": None if total is None else _amounts(above)[0],
        "over_share": None if total is None or above is None else float((above > 0).mean()),
        "likely_total_cost": likely_total,
        "late_total_cost": late_total,
        "waiting_names": SEPARATOR.join(_held_up(concerned, delays)),
        "weighed_draws": _lateness(concerned, forecasts) if total is None else total,
    }


def _total(
    concerned: Concerned,
    delayed: np.ndarray | None,
    above: np.ndarray | None,
    beside: Sequence[Decimal | None],
) -> np.ndarray | None:
    """Return all that an option costs in each future; None where its delay has no price."""
    paid = [float(one) for one in beside if one is not None]
    if not concerned.project_ids and paid:
        return np.array([sum(paid)])
    if delayed is None:
        return None
    return sum(paid) + (delayed if above is None else np.resize(delayed, len(above)) + above)


def _amounts(draws: np.ndarray | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if draws is None else likely_and_late(draws)


def _above_budgets(
    concerned: Concerned, plan: OptionPlan, forecasts: Forecasts
) -> np.ndarray | None:
    """Return what goes above the budgets in each future after an option; None: none is known."""
    drawn = []
    for one, known in concerned.spent.items():
        finish, forecast = concerned.finishes[one], forecasts.get(one)
        is_dated = forecast is not None and not finish.get("is_young")
        moved = sum(change.items for change in plan.changes if change.scope_id == one)
        left_share = max(1 + moved / finish["open_count"], 0.0) if finish.get("open_count") else 1.0
        ends = forecast.ends if is_dated else np.empty(0)
        found = changed_outturn(known, ends, left_share=left_share)
        if found is not None:
            drawn.append(above_budget(known, found))
    return np.add.reduce(drawn) if drawn else None


def _lateness(concerned: Concerned, forecasts: Forecasts) -> np.ndarray | None:
    """Return the days after the date in force in each future of the project that decides."""
    due = concerned.entries.get(concerned.own, {}).get("baseline_finish_date")
    if due is None or concerned.own not in forecasts:
        return None
    return np.maximum(forecasts[concerned.own].ends - due.toordinal(), 0.0)


def dearer_share(option: np.ndarray | None, nothing: np.ndarray | None) -> float | None:
    """Return in which share of the same futures an option costs more than doing nothing."""
    if option is None or nothing is None:
        return None
    size = max(len(option), len(nothing))
    return float((np.resize(option, size) > np.resize(nothing, size)).mean())


def _delays(concerned: Concerned, forecasts: Forecasts) -> list[dict[str, Any]]:
    """Return what prices the delay of each project; of one that waits, beside not waiting."""
    free = concerned.without_waiting()
    rows = []
    for one in concerned.project_ids:
        entry = concerned.entries[one]
        weekly, due = entry.get("week_of_delay_cost"), entry.get("baseline_finish_date")
        is_free = one in concerned.direct or one in free
        if weekly is None or due is None or one not in forecasts or not is_free:
            continue
        ends, day = forecasts[one].ends, float(due.toordinal())
        if one in concerned.waiting:
            alone = free[one].ends
            # a future that never ends even so costs nothing more because it waits
            ends, day = np.where(np.isfinite(alone), ends, 0.0), np.maximum(alone, day)
        rows.append({"project_id": one, "week_of_delay_cost": weekly, "ends": ends, "due": day})
    return rows


def _held_up(concerned: Concerned, delays: Sequence[Row]) -> list[str]:
    """Return what the projects are called that may cost something because they wait."""
    others = set(concerned.waiting) - {concerned.own}
    waiting = [one for one in delays if one["project_id"] in others]
    held = [one["project_id"] for one in waiting if (priced_delay([one])[1] or 0) > 0]
    return [str(concerned.entries[one].get("project_name") or one) for one in held]
