"""Which sprints an item is listed in, and since when: planned, taken in later, or carried over."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from data.simulator.description import ProjectSpec
from data.simulator.history import ItemHistory
from data.simulator.simulation import ProjectHistory
from data.simulator.streams import happens

PLANNED_AT = time(9, 30)  # of the first day of a sprint
PLANNED_SHARE = 0.75  # of what is begun in a sprint; the rest is taken in when it is begun
PLANNED_TOO_EARLY_SHARE = 0.2  # planned for the sprint before the one in which it is begun

Listing = tuple[datetime, str]  # since when, and the sprint


def sprint_listings(project: ProjectHistory) -> dict[str, list[Listing]]:
    """Return the listings of each begun item by its name; closed sprints stay in the list."""
    if project.project.sprint_days is None:
        return {}
    return {
        history.item.name: _listings(project, history)
        for history in project.items
        if _begun_at(history)
    }


def _begun_at(history: ItemHistory) -> datetime | None:
    return next((change.changed_at for change in history.changes if change.assignee), None)


def _listings(project: ProjectHistory, history: ItemHistory) -> list[Listing]:
    spec, begun_at = project.project, _begun_at(history)
    rng = spec.streams.of("sprint", history.item.name)
    ended_at = history.last.changed_at if history.last.resolution else project.ends_at
    first, last = _number(spec, begun_at), _number(spec, ended_at)
    is_planned, is_too_early = happens(rng, PLANNED_SHARE), happens(rng, PLANNED_TOO_EARLY_SHARE)
    since = {number: _planned_at(spec, number) for number in range(first, last + 1)}
    if not is_planned:
        since[first] = begun_at
    elif is_too_early:
        since[first - 1] = _planned_at(spec, first - 1)
    return [
        (max(moment, history.item.created_at), f"{spec.project_id} Sprint {number}")
        for number, moment in sorted(since.items())
        if number > 0 and (number >= first or moment >= history.item.created_at)
    ]


def _number(spec: ProjectSpec, moment: datetime) -> int:
    return (moment - _planned_at(spec, 1)) // timedelta(days=spec.sprint_days) + 1


def _planned_at(spec: ProjectSpec, number: int) -> datetime:
    first = spec.first_sprint or spec.first_day
    day = first + timedelta(days=(number - 1) * spec.sprint_days)
    return datetime.combine(day, PLANNED_AT)
