"""What an option of a decision does: to the dates of a project, its chance, and to the cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from pmo_analytics.catalogue.delay_cost import priced_delay
from pmo_analytics.catalogue.option_plan import IN, MORE_FACTS, OUT, OptionPlan
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.forecast import LIKELY, SURE, ScopeForecast
from pmo_analytics.health.decision_kinds import BLOCKER, DATE, NOTHING, SEPARATOR, WRITTEN
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question

Forecasts = Mapping[str, ScopeForecast]


@dataclass(frozen=True)
class Concerned:
    """The projects that a decision touches, with what prices and dates them.

    Attributes:
        answers: the door to the data.
        day: as of which.
        own: the project whose dates are meant; "" for none, or for several.
        direct: whose delay counts in full: the own one, and those whose work changes.
        waiting: others that wait for these: of their delay counts what waiting brings.
        entries: of all of them, what the registers say.
        finishes: of all of them, the forecast as the page uses it.
    """

    answers: Answers
    day: AsOf
    own: str
    direct: tuple[str, ...]
    waiting: tuple[str, ...]
    entries: Mapping[str, Row]
    finishes: Mapping[str, Row]

    @property
    def project_ids(self) -> tuple[str, ...]:
        """Return all of them."""
        return (*self.direct, *self.waiting)

    def forecasts(self, changes: Sequence[Change]) -> Forecasts:
        """Return the forecasts of all of them after changes, those with an end alone."""
        forecaster = self.answers.forecaster
        if changes:
            found = forecaster.all_changed(self.day, self.project_ids, changes)
        else:
            found = forecaster.forecasts(self.project_ids, self.day)
        return {one: made for one, made in found.items() if len(made.ends) and self._is_fresh(one)}

    def _is_fresh(self, project_id: str) -> bool:
        return self.finishes[project_id].get("doubt_name") != "stale"

    def without_waiting(self) -> Forecasts:
        """Return the forecasts of what waits, as if it did not wait for the others here."""
        waits = self.answers.forecaster.work.waits(self.day)
        changes = [
            Change(
                one,
                waits=tuple(w for w in waits if w.scope_id == one and w.owner not in self.direct),
            )
            for one in self.waiting
        ]
        return self.forecasts(changes) if changes else {}


def concerned_projects(
    answers: Answers, question: Row, plans: Sequence[OptionPlan], day: AsOf
) -> Concerned:
    """Return the projects that a decision touches."""
    about, project_id = question["about_name"], question["project_id"]
    changes = [change for plan in plans for change in plan.changes]
    at_work = dict.fromkeys(one.scope_id for one in changes if one.waits is None)
    freed = dict.fromkeys(one.scope_id for one in changes if one.waits is not None)
    own = ""
    if about == BLOCKER:  # what frees an item moves the dates of those that wait for it
        own = next(iter(freed)) if len(freed) == 1 else ""
    elif about in (DATE, WRITTEN):
        own = project_id or (next(iter(at_work)) if len(at_work) == 1 else "")
    direct = tuple(dict.fromkeys((*filter(None, (own,)), *at_work)))
    waiting = (*freed, *answers.forecaster.work.waiting_for(direct, day))
    waiting = tuple(one for one in dict.fromkeys(waiting) if one not in direct)
    single = Question(tuple(map(project_scope, (*direct, *waiting))), (day,))

    def of(measure: str) -> dict[str, Row]:
        found = answers.values(measure, single)
        return {scope.name: found.get((scope.name, day.day), {}) for scope in single.scopes}

    return Concerned(answers, day, own, direct, waiting, of("project_entry"), of("finish_forecast"))


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
        **dict.fromkeys(_DATES + _COSTS + MORE_FACTS),
        **plan.facts,
    }
    if why_not:
        return row
    return row | _dates(concerned, plan, forecasts) | _costs(concerned, plan, forecasts)


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


def _costs(concerned: Concerned, plan: OptionPlan, forecasts: Forecasts) -> dict[str, Any]:
    delays = _delays(concerned, forecasts)
    is_priced = not concerned.own or any(one["project_id"] == concerned.own for one in delays)
    likely, late = priced_delay(delays) if delays and is_priced else (None, None)
    beside = [one for one in map(_money, (plan.money, plan.value_lost)) if one is not None]
    is_money_alone = not concerned.project_ids and bool(beside)
    return {
        "money_cost": _money(plan.money),
        "lost_cost": _money(plan.value_lost),
        "likely_delay_cost": likely,
        "late_delay_cost": late,
        "likely_total_cost": sum(beside) if is_money_alone else _total(likely, beside),
        "late_total_cost": sum(beside) if is_money_alone else _total(late, beside),
        "waiting_names": SEPARATOR.join(_held_up(concerned, delays)),
    }


def _total(delay: Decimal | None, beside: Sequence[Decimal]) -> Decimal | None:
    return None if delay is None else sum(beside, delay)


def _money(amount: Any) -> Decimal | None:
    return None if amount is None else Decimal(round(amount))


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
    waiting = [one for one in delays if one["project_id"] in concerned.waiting]
    held = [one["project_id"] for one in waiting if (priced_delay([one])[1] or 0) > 0]
    return [str(concerned.entries[one].get("project_name") or one) for one in held]


_DATES = ("likely_date", "sure_date", "target_date", "chance_share", "late_days")
_COSTS = (
    *("money_cost", "lost_cost", "likely_delay_cost", "late_delay_cost"),
    *("likely_total_cost", "late_total_cost"),
)
