"""Which items a project gets, and when: the import of the first day, arrivals, scope growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from data.simulator.description import Epic, PortfolioSpec, ProjectSpec, ScopeGrowth
from data.simulator.streams import gamma
from data.simulator.working_time import DAY_SECONDS, WorkingTime

IMPORTED_AT = time(9, 41, 7)  # on the first day somebody imports the backlog
INITIAL_LISTS = {"stories": "Story", "tasks": "Task", "known_bugs": "Bug"}
LATE_LISTS = {"bugs": "Bug", "ideas": "Story"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of the backlog with the moment it is created."""

    name: str
    epic: Epic
    epic_position: int
    item_type: str
    title: str
    is_initial: bool
    created_at: datetime = datetime.min


def backlog_entries(
    portfolio: PortfolioSpec, project: ProjectSpec, office: WorkingTime
) -> list[Entry]:
    """Return all entries of a project, those of stories that are not told included."""
    return [
        *_imported(portfolio, project),
        *_arrivals(portfolio, project, office),
        *(
            entry
            for story in project.stories
            if isinstance(story, ScopeGrowth)
            for entry in _growth(portfolio, project, story, office)
        ),
    ]


def _imported(portfolio: PortfolioSpec, project: ProjectSpec) -> Iterator[Entry]:
    rng = project.streams.of("import")
    moment = datetime.combine(project.first_day, IMPORTED_AT)
    for entry in _titles(portfolio, project, INITIAL_LISTS):
        moment += timedelta(seconds=1 + int(gamma(rng, 9)))
        yield replace(entry, created_at=moment)


def _arrivals(
    portfolio: PortfolioSpec, project: ProjectSpec, office: WorkingTime
) -> Iterator[Entry]:
    """Let bugs and ideas turn up one by one, as a Poisson process in working time."""
    if not project.arrivals_per_week:
        return
    rng = project.streams.of("arrivals")
    pool = list(_titles(portfolio, project, LATE_LISTS))
    moment = datetime.combine(project.first_day, IMPORTED_AT) + timedelta(hours=2)
    mean_gap = 5 * DAY_SECONDS / project.arrivals_per_week
    for index in rng.permutation(len(pool)):
        moment = office.after(moment, 60 + int(rng.exponential(mean_gap)))
        yield replace(pool[index], created_at=moment)


def _growth(
    portfolio: PortfolioSpec,
    project: ProjectSpec,
    story: ScopeGrowth,
    office: WorkingTime,
) -> Iterator[Entry]:
    """Let scope grow in small batches, each after a meeting, until the story's last day."""
    rng = project.streams.of("story", story.name)
    pool = list(_titles(portfolio, project, INITIAL_LISTS, story=story.name))
    moment = datetime.combine(story.from_date, time(10, 20))
    working_days = (story.to_date - story.from_date).days * 5 / 7
    mean_gap = working_days * DAY_SECONDS / len(pool)
    batch = 0
    for index in rng.permutation(len(pool)):
        if batch == 0:
            batch = 1 + int(rng.poisson(story.mean_batch - 1))
            moment = office.after(moment, 60 + int(gamma(rng, mean_gap * batch, 4)))
        batch -= 1
        moment = office.after(moment, 40 + int(gamma(rng, 240)))
        yield replace(pool[index], created_at=moment)


def _titles(
    portfolio: PortfolioSpec, project: ProjectSpec, lists: dict[str, str], story: str = ""
) -> Iterator[Entry]:
    for position, epic in enumerate(project.epics):
        if epic.story != story:
            continue
        for list_name, item_type in lists.items():
            for title in _expanded(getattr(epic, list_name), portfolio):
                yield Entry(
                    name=f"{epic.name}/{list_name}/{title}",
                    epic=epic,
                    epic_position=position,
                    item_type=item_type,
                    title=title,
                    is_initial=lists is INITIAL_LISTS,
                )


def _expanded(patterns: Iterable[str], portfolio: PortfolioSpec) -> Iterator[str]:
    """Make one title for each place, route or ship that a pattern stands for."""
    names = {"{place}": portfolio.places, "{route}": portfolio.routes, "{ship}": portfolio.ships}
    for pattern in patterns:
        mark = next((mark for mark in names if mark in pattern), None)
        yield from (pattern.replace(mark, name) for name in names[mark]) if mark else [pattern]
