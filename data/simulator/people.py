"""The people of a project and their shifts: own hours, part time, leave, stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from data.simulator.description import (
    PeopleMoved,
    Person,
    PortfolioSpec,
    ProjectSpec,
    SkillAway,
    StorySpec,
)
from data.simulator.streams import gamma, lognormal
from data.simulator.working_time import (
    NEVER,
    Shift,
    WorkingTime,
    days_between,
    office_shifts,
)

MEAN_DAYS_BETWEEN_LEAVE = 46.0  # calendar days; with the mean length, about 27 days a year
MEAN_LEAVE_DAYS = 3.6
LONGEST_LEAVE_DAYS = 12
DAYS_BEYOND = 200  # shifts go on past the end, so that work in progress has an end


@dataclass(frozen=True, slots=True)
class Worker:
    """A person as the simulation sees one."""

    name: str
    skills: tuple[str, ...]
    working_time: WorkingTime
    takes_work_until: datetime = NEVER


def office_time(portfolio: PortfolioSpec, project: ProjectSpec) -> WorkingTime:
    """Return the hours in which somebody of the project is reachable."""
    days = days_between(project.first_day, portfolio.as_of + timedelta(days=DAYS_BEYOND))
    return WorkingTime.of(office_shifts(days, portfolio.holidays))


def workers(portfolio: PortfolioSpec, project: ProjectSpec) -> tuple[Worker, ...]:
    """Return the people of a project in order of their description."""
    return tuple(_worker(portfolio, project, person) for person in project.people)


def _worker(portfolio: PortfolioSpec, project: ProjectSpec, person: Person) -> Worker:
    rng = project.streams.of("person", person.name)
    days = days_between(project.first_day, portfolio.as_of + timedelta(days=DAYS_BEYOND))
    absent = _leave(days, rng)
    shifts = [
        _own_hours(shift, rng)
        for shift in office_shifts(days, portfolio.holidays)
        if shift.starts_at.weekday() in person.weekdays
    ]
    absent |= _away(person, project.told_stories)
    return Worker(
        name=person.name,
        skills=person.skills,
        working_time=WorkingTime.of(s for s in shifts if s.starts_at.date() not in absent),
        takes_work_until=_takes_work_until(person, project.told_stories),
    )


def _leave(days: list[date], rng: np.random.Generator) -> set[date]:
    absent: set[date] = set()
    day = days[0] + timedelta(days=int(gamma(rng, MEAN_DAYS_BETWEEN_LEAVE)))
    while day <= days[-1]:
        length = min(1 + int(lognormal(rng, MEAN_LEAVE_DAYS, 0.8)), LONGEST_LEAVE_DAYS)
        absent.update(day + timedelta(days=offset) for offset in range(length))
        day += timedelta(days=length + int(gamma(rng, MEAN_DAYS_BETWEEN_LEAVE)))
    return absent


def _own_hours(shift: Shift, rng: np.random.Generator) -> Shift:
    """Let nobody start or stop on the stroke of the hour."""
    late, longer = int(gamma(rng, 840)), int(gamma(rng, 600))
    return Shift(
        shift.starts_at + timedelta(seconds=late), shift.ends_at + timedelta(seconds=longer)
    )


def _away(person: Person, stories: Iterable[StorySpec]) -> set[date]:
    return {
        day
        for story in stories
        if isinstance(story, SkillAway) and story.skill in person.skills
        for day in days_between(story.from_date, story.to_date)
    }


def _takes_work_until(person: Person, stories: Iterable[StorySpec]) -> datetime:
    moved = (
        datetime.combine(story.from_date, datetime.min.time())
        for story in stories
        if isinstance(story, PeopleMoved) and person.name in story.people
    )
    return min(moved, default=NEVER)
