"""A portfolio that works item by item and person by person, a day after the other.

People take the next item that waits for nothing, work it off and take another; efforts are
log-normal. Nothing here knows how a forecast thinks: no rates, no Gamma, arrivals by time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.working_days import WorkingCalendar

FIRST_DAY = date(2023, 1, 2)
LAST_DAY = date(2028, 12, 29)
WEEKLY_NOISE = 0.2  # of the logarithm of what a person does


@dataclass(frozen=True, eq=False)
class Plan:
    """How a project will go; what its class decides."""

    name: str
    kind: str
    starts: int  # position among the weekdays of the world
    backlog: int
    people: int
    effort_days: float  # mean of an item
    spread: float = 0.8  # of the logarithm of the effort
    pace: Callable[[int], float] = lambda _: 1.0  # factor by days since the start
    arrivals: dict[int, int] = field(default_factory=dict)  # items by days since the start
    release_days: int = 0
    days_off: tuple[date, ...] = ()
    declared: tuple[int, ...] = ()  # days since the start of declared changes of pace
    changes_at: int | None = None  # days since the start of the change of its kind
    shares_with: str = ""  # the project on the same team
    waits_for: str = ""
    waiting_share: float = 0.0  # of the items, which wait
    tells_rhythm: bool = False

    @property
    def planned_days(self) -> int:
        """Return how long the backlog takes as planned."""
        return int(self.backlog * self.effort_days / self.people)


class Project:
    """A project under way: its queue, its people and its diary."""

    def __init__(self, plan: Plan, seed: np.random.SeedSequence) -> None:
        self.plan = plan
        self.random = np.random.Generator(np.random.Philox(seed))
        self.queue: deque[float] = deque(self._efforts(plan.backlog))
        self.waiting: list[float] = []
        for _ in range(int(plan.waiting_share * plan.backlog)):
            self.waiting.append(self.queue.pop())
        self.waiting_at_first = len(self.waiting)
        self.desks = [0.0] * plan.people
        self.busy = [False] * plan.people
        self.unreleased = 0
        self.noise = 1.0
        self.ended: int | None = None
        self.diary: list[tuple[int, int, int, int, int, int]] = []

    def _efforts(self, count: int) -> list[float]:
        spread = self.plan.spread
        scale = self.plan.effort_days / np.exp(spread**2 / 2)
        return list(scale * np.exp(spread * self.random.standard_normal(count)))

    @property
    def open_items(self) -> int:
        """Return the items that are not released."""
        return len(self.queue) + len(self.waiting) + sum(self.busy) + self.unreleased

    def work(self, weekday: int, *, share: float, is_off: bool, is_awaited_done: bool) -> None:
        """Let a weekday pass and write it into the diary."""
        age = weekday - self.plan.starts
        if age % 5 == 0:
            self.noise = float(np.exp(WEEKLY_NOISE * self.random.standard_normal()))
        if is_awaited_done and self.waiting:
            self.queue.extend(self.waiting)
            self.waiting = []
        came = self.plan.arrivals.get(age, 0)
        self.queue.extend(self._efforts(came))
        done = 0 if is_off else self._work_off(self.plan.pace(age) * self.noise * share)
        released = self._release(done, age)
        counts = (released, came, self.open_items, sum(self.busy), len(self.waiting))
        self.diary.append((weekday, *counts))
        if self.open_items == 0:
            self.ended = weekday

    def _work_off(self, hours: float) -> int:
        done = 0
        for desk in range(len(self.desks)):
            left = hours
            while left > 0:
                if not self.busy[desk]:
                    if not self.queue:
                        break
                    self.desks[desk] = self.queue.popleft()
                    self.busy[desk] = True
                used = min(left, self.desks[desk])
                self.desks[desk] -= used
                left -= used
                if self.desks[desk] <= 1e-12:
                    self.busy[desk] = False
                    done += 1
        return done

    def _release(self, done: int, age: int) -> int:
        if not self.plan.release_days:
            return done
        self.unreleased += done
        if (age + 1) % self.plan.release_days:
            return 0
        released, self.unreleased = self.unreleased, 0
        return released


@dataclass(frozen=True, eq=False)
class Truth:
    """What happened to a project: its whole history, and the day it ended."""

    plan: Plan
    history: WorkHistory
    ended: date | None


def live(plans: list[Plan], *, seed: int) -> list[Truth]:
    """Let a portfolio live to its end, or to the end of the world."""
    seeds = np.random.SeedSequence(seed).spawn(len(plans))
    projects = {plan.name: Project(plan, own) for plan, own in zip(plans, seeds, strict=True)}
    weekdays = WorkingCalendar().between(FIRST_DAY, LAST_DAY)
    for weekday in range(weekdays):
        day = weekday_date(weekday)
        active = [p for p in projects.values() if p.ended is None and p.plan.starts <= weekday]
        names = {project.plan.name for project in active}
        for project in active:
            plan = project.plan
            awaited = projects.get(plan.waits_for)
            project.work(
                weekday,
                share=0.5 if plan.shares_with in names else 1.0,
                is_off=day in plan.days_off,
                is_awaited_done=awaited is None or awaited.ended is not None,
            )
    return [_truth(project) for project in projects.values()]


def weekday_date(position: int) -> date:
    """Return the day of a weekday of the world."""
    return FIRST_DAY + timedelta(days=7 * (position // 5) + position % 5)


def _truth(project: Project) -> Truth:
    plan = project.plan
    diary = np.array(project.diary, dtype=float)
    days = [weekday_date(int(position)) for position in diary[:, 0]]
    keep = np.array([day not in plan.days_off for day in days])
    diary = diary[keep]
    last = weekday_date(int(project.diary[-1][0]))
    history = WorkHistory(
        scope_id=plan.name,
        last_day=last,
        calendar=WorkingCalendar(days_off=plan.days_off),
        finished=diary[:, 1],
        arrived=diary[:, 2],
        open_items=diary[:, 3],
        in_progress=diary[:, 4],
        blocked=diary[:, 5],
        pace_changes=tuple(weekday_date(plan.starts + age) for age in plan.declared),
        release_days=plan.release_days if plan.tells_rhythm else None,
    )
    ended = None if project.ended is None else weekday_date(project.ended)
    return Truth(plan=plan, history=history, ended=ended)
