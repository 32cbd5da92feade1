"""From the backlog of a project to its planned items: epics, items and sub-tasks, with keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count

import numpy as np

from data.simulator.backlog import Entry, backlog_entries
from data.simulator.description import Epic, PortfolioSpec, ProjectSpec
from data.simulator.fates import draw_fate
from data.simulator.items import PlannedItem
from data.simulator.plots import told
from data.simulator.streams import gamma, happens
from data.simulator.wording import describe
from data.simulator.working_time import WorkingTime

POINTS = (1, 2, 3, 5, 8, 13)
POINT_WEIGHTS = (0.08, 0.22, 0.32, 0.24, 0.11, 0.03)
PRIORITIES = ("Highest", "High", "Medium", "Low", "Lowest")
PRIORITY_WEIGHTS = (0.03, 0.17, 0.58, 0.18, 0.04)
LARGER_SHARE = 0.75  # of corrected estimates
REPORTER_DECAY = 0.6  # the first reporter writes most
FRIDAY = 4


def plan_items(
    portfolio: PortfolioSpec, project: ProjectSpec, office: WorkingTime
) -> tuple[PlannedItem, ...]:
    """Return what is created in a project, in order of creation.

    Keys are given out before the items of a story that is not told are dropped, so that all
    others keep theirs.
    """
    entries = backlog_entries(portfolio, project, office)
    items = [_plan_item(portfolio, project, entry) for entry in entries]
    items = _with_due_dates(items, project)
    items = _started_on_first_day(items, portfolio, project)
    items = [told(item, portfolio, project) for item in items]
    tasks = [task for item in items for task in _sub_tasks(item, portfolio, project)]
    everything = sorted(
        [*_epics(entries, project), *items, *tasks], key=lambda item: (item.created_at, item.name)
    )
    numbers = (n for n in count(project.first_key) if n not in project.skipped_keys)
    keyed = [
        replace(item, key=f"{project.project_id}-{number}")
        for item, number in zip(everything, numbers, strict=False)
    ]
    return tuple(item for item in keyed if item.story not in project.left_out)


def _plan_item(portfolio: PortfolioSpec, project: ProjectSpec, entry: Entry) -> PlannedItem:
    rng = project.streams.of("item", entry.name)
    points = int(rng.choice(POINTS, p=POINT_WEIGHTS))
    priority = str(rng.choice(PRIORITIES, p=PRIORITY_WEIGHTS))
    stages = portfolio.workflows[project.workflow].stages
    return PlannedItem(
        name=entry.name,
        item_type=entry.item_type,
        level="item",
        title=entry.title,
        epic=entry.epic.name,
        component=entry.epic.component,
        created_at=entry.created_at,
        reporter=_reporter(project, rng),
        parent_name=_epic_name(entry.epic),
        story=entry.epic.story,
        priority=priority,
        labels=tuple(name for name in portfolio.labels if happens(rng, 0.06)),
        points=points if happens(rng, 0.88) else None,
        corrected_points=_corrected(points, project, entry),
        is_estimated_late=happens(rng, 0.3) or not entry.is_initial,
        rank=_rank(entry, priority, project, rng),
        fate=draw_fate(project, stages, points, rng),
        description=describe(portfolio, project, entry, rng),
    )


def _corrected(points: int, project: ProjectSpec, entry: Entry) -> int | None:
    """Draw the size that a builder finds: mostly larger than it was thought."""
    rng = project.streams.of("re-estimate", entry.name)
    if not happens(rng, project.rates.re_estimated):
        return None
    step = 1 if happens(rng, LARGER_SHARE) else -1
    return POINTS[min(max(POINTS.index(points) + step, 0), len(POINTS) - 1)]


def _reporter(project: ProjectSpec, rng: np.random.Generator) -> str:
    weights = REPORTER_DECAY ** np.arange(len(project.reporters))
    return project.reporters[int(rng.choice(len(weights), p=weights / weights.sum()))]


def _epic_name(epic: Epic) -> str:
    return f"{epic.name}/epic"


def _rank(entry: Entry, priority: str, project: ProjectSpec, rng: np.random.Generator) -> float:
    """Place an item in the queue: epics one after the other, overlapping; urgent bugs first."""
    place = entry.epic_position + gamma(rng, 0.8)
    if entry.is_initial:
        return place
    is_urgent = priority in ("Highest", "High")
    return 0.0 if is_urgent else float(len(project.epics) * rng.beta(2, 2))


def _with_due_dates(items: list[PlannedItem], project: ProjectSpec) -> list[PlannedItem]:
    """Promise a share of the items: by their place in the plan, later ones in some weeks."""
    first_day = datetime.combine(project.first_day, time.max)
    planned = sorted(
        (item for item in items if item.created_at <= first_day), key=lambda item: item.rank
    )
    place = {item.name: index / len(planned) for index, item in enumerate(planned)}
    length = (project.planned_finish - project.first_day).days
    dated = []
    for item in items:
        rng = project.streams.of("due", item.name)
        days_left = int(14 + length * place[item.name]) if item.name in place else 28
        days_left += int(gamma(rng, 14))
        due = _next_friday(item.created_at.date() + timedelta(days=days_left))
        moved_by = 7 * (1 + int(rng.poisson(1.5)))
        is_moved = happens(rng, project.rates.due_date_moved)
        if happens(rng, project.rates.has_due_date):
            dated.append(replace(item, due_date=due, due_moved_by_days=moved_by if is_moved else 0))
        else:
            dated.append(item)
    return dated


def _next_friday(day: date) -> date:
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


def _started_on_first_day(
    items: list[PlannedItem], portfolio: PortfolioSpec, project: ProjectSpec
) -> list[PlannedItem]:
    """Let the first day find some items in progress, half done: work is older than it."""
    rng = project.streams.of("first day")
    by_rank = iter(sorted(items, key=lambda item: (item.rank, item.name)))
    started: dict[str, PlannedItem] = {}
    stages = portfolio.workflows[project.workflow].stages
    for index in reversed(range(len(stages))):
        for _ in range(project.started_on_first_day.get(stages[index].name, 0)):
            item = next(by_rank)
            done = float(rng.beta(2, 2))
            seconds = list(item.fate.seconds)
            seconds[index] = 1 + int(seconds[index] * (1 - done))
            fate = replace(item.fate, seconds=tuple(seconds), starts_in=index, cancelled_after=None)
            started[item.name] = replace(item, fate=fate, is_estimated_late=False)
    return [started.get(item.name, item) for item in items]


def _epics(entries: Sequence[Entry], project: ProjectSpec) -> Iterator[PlannedItem]:
    """Create each epic shortly before its first item."""
    for position, epic in enumerate(project.epics):
        own = [entry for entry in entries if entry.epic is epic]
        lead_time = timedelta(seconds=1_700 - 83 * position)
        yield PlannedItem(
            name=_epic_name(epic),
            item_type="Epic",
            level="epic",
            title=epic.name,
            epic=epic.name,
            component=epic.component,
            created_at=min(entry.created_at for entry in own) - lead_time,
            reporter=project.lead,
            story=epic.story,
            description=f"For the {epic.role}: {epic.benefit}.",
        )


def _sub_tasks(
    item: PlannedItem, portfolio: PortfolioSpec, project: ProjectSpec
) -> Iterator[PlannedItem]:
    rng = project.streams.of("sub-tasks", item.name)
    if item.item_type != "Story" or not happens(rng, project.sub_task_share):
        return
    titles = portfolio.sub_task_titles
    moment = item.created_at
    for index in rng.permutation(len(titles))[: 1 + int(rng.binomial(2, 0.6))]:
        moment += timedelta(seconds=20 + int(gamma(rng, 95)))
        yield PlannedItem(
            name=f"{item.name}/{titles[index]}",
            item_type="Sub-task",
            level="sub-task",
            title=titles[index],
            epic=item.epic,
            component=item.component,
            created_at=moment,
            reporter=item.reporter,
            parent_name=item.name,
            story=item.story,
        )
