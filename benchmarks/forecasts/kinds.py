"""The kinds of projects of the benchmark, mixed in one portfolio with staggered starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from benchmarks.forecasts.world import Plan

START_WEEKS = 60  # over which projects start


def portfolio_plans(count: int, *, seed: int) -> list[Plan]:
    """Return the plans of a portfolio in which every kind has its turn."""
    random = np.random.default_rng(seed)
    plans: list[Plan] = []
    kinds = list(KINDS.items())
    number = 0
    while len(plans) < count:
        kind, make = kinds[number % len(kinds)]
        plans += make(_common(f"{kind}-{number}", kind, random), random)
        number += 1
    return plans[:count]


def _common(name: str, kind: str, random: np.random.Generator) -> Plan:
    return Plan(
        name=name,
        kind=kind,
        starts=int(random.integers(0, START_WEEKS * 5)),
        backlog=int(random.integers(25, 130)),
        people=int(random.integers(2, 8)),
        effort_days=float(random.uniform(3, 8)),
        spread=float(random.uniform(0.5, 1.1)),
    )


def _steady(plan: Plan, _: np.random.Generator) -> list[Plan]:
    return [plan]


def _growth(share: float) -> Callable[[Plan, np.random.Generator], list[Plan]]:
    def make(plan: Plan, random: np.random.Generator) -> list[Plan]:
        return [replace(plan, arrivals=_steady_arrivals(plan, share, random))]

    return make


def _steady_arrivals(plan: Plan, share: float, random: np.random.Generator) -> dict[int, int]:
    """Let the growth arrive over the planned time, and as much longer as the growth takes."""
    total = random.poisson(share * plan.backlog)
    days = random.integers(5, max(int(plan.planned_days * (1 + share)), 10), total)
    return _by_day(days)


def _by_day(days: np.ndarray) -> dict[int, int]:
    unique, counts = np.unique(days, return_counts=True)
    return {int(day): int(count) for day, count in zip(unique, counts, strict=True)}


def _late_burst(plan: Plan, random: np.random.Generator) -> list[Plan]:
    day = int(plan.planned_days * random.uniform(0.55, 0.8))
    total = int(plan.backlog * random.uniform(0.2, 0.4))
    return [replace(plan, arrivals=_by_day(day + random.integers(0, 5, total)), changes_at=day)]


def _step(low: float, high: float) -> Callable[[Plan, np.random.Generator], list[Plan]]:
    def make(plan: Plan, random: np.random.Generator) -> list[Plan]:
        day = int(plan.planned_days * random.uniform(0.3, 0.55))
        factor = float(random.uniform(low, high))
        return [replace(plan, pace=lambda age: factor if age >= day else 1.0, changes_at=day)]

    return make


def _declared(make: Callable[[Plan, np.random.Generator], list[Plan]]):
    def declared(plan: Plan, random: np.random.Generator) -> list[Plan]:
        changed = make(plan, random)[0]
        return [replace(changed, declared=(changed.changes_at,))]

    return declared


def _lumpy(plan: Plan, random: np.random.Generator) -> list[Plan]:
    tells = bool(random.random() < 0.5)
    return [replace(plan, release_days=int(random.choice([10, 15])), tells_rhythm=tells)]


def _holiday(plan: Plan, random: np.random.Generator) -> list[Plan]:
    """Close for two or three weeks every year, and for Christmas."""
    month = int(random.integers(3, 11))
    days: list[date] = []
    for year in range(2023, 2029):
        days += [date(year, month, 5) + timedelta(days=n) for n in range(int(14 + 7 * (month % 2)))]
        days += [date(year, 12, 23) + timedelta(days=n) for n in range(10)]
    return [replace(plan, days_off=tuple(days))]


def _low_throughput(plan: Plan, random: np.random.Generator) -> list[Plan]:
    people = int(random.integers(1, 3))
    effort = float(random.uniform(6, 14)) * people
    return [replace(plan, people=people, effort_days=effort, backlog=int(random.integers(12, 40)))]


def _ramp_up(plan: Plan, random: np.random.Generator) -> list[Plan]:
    days = int(random.integers(20, 50))
    late = random.integers(1, 20, int(plan.backlog * 0.3))
    return [
        replace(
            plan,
            pace=lambda age: min(0.25 + 0.75 * age / days, 1.0),
            backlog=plan.backlog - len(late),
            arrivals=_by_day(late),
        )
    ]


def _shared_team(plan: Plan, random: np.random.Generator) -> list[Plan]:
    """Let a second project of the same team begin while the first is under way."""
    begins = plan.starts + int(plan.planned_days * random.uniform(0.2, 0.5))
    second = replace(plan, name=f"{plan.name}-second", starts=begins, shares_with=plan.name)
    first = replace(plan, shares_with=second.name, changes_at=begins - plan.starts)
    return [first, replace(second, backlog=plan.backlog // 2 + 5)]


def _waiting(plan: Plan, random: np.random.Generator) -> list[Plan]:
    """Let a third of the items wait until another project is finished."""
    other = replace(plan, name=f"{plan.name}-other", kind="steady")
    share = float(random.uniform(0.2, 0.4))
    backlog = max(int(other.backlog * random.uniform(0.6, 1.1)), 20)
    return [other, replace(plan, waits_for=other.name, waiting_share=share, backlog=backlog)]


KINDS = {
    "steady": _steady,
    "growth 12%": _growth(0.12),
    "growth 30%": _growth(0.30),
    "growth 60%": _growth(0.60),
    "late burst": _late_burst,
    "slower": _step(0.5, 0.7),
    "slower, declared": _declared(_step(0.5, 0.7)),
    "faster": _step(1.4, 1.8),
    "lumpy": _lumpy,
    "holiday": _holiday,
    "team change": _declared(_step(0.6, 1.6)),
    "low throughput": _low_throughput,
    "ramp-up": _ramp_up,
    "shared team": _shared_team,
    "waiting": _waiting,
}
CHANGING = {"late burst", "slower", "slower, declared", "shared team"}
