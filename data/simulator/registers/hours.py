"""Hours: what people have, what is promised of them, and what a project asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data.simulator.description import PeopleMoved, Person, PortfolioSpec, ProjectSpec, Promised
from data.simulator.registers.months import days_of, month_of, months_between
from data.simulator.streams import gamma

Row = Mapping[str, Any]

HOURS_A_DAY = 7.5
PROJECT_SHARE = 0.8  # of the hours of a person; meetings, leave and illness take the rest
PLANNED_UNTIL = "2027-01"  # as far as the office plans hours
MEAN_SHARE_LEFT_FREE = 0.06
DEMAND_FROM = "2026-04"  # since when projects ask by skill


def capacity_rows(portfolio: PortfolioSpec, project: ProjectSpec) -> Iterator[Row]:
    """Count the hours of each person of a project's team, month by month."""
    for month in _months(project):
        for person in project.people:
            yield {
                "period": month,
                "team": project.team,
                "available_hours": _hours(portfolio, project, person, month),
                "person": person.name,
                "skill": person.skills[0],
            }


def allocation_rows(portfolio: PortfolioSpec, project: ProjectSpec) -> Iterator[Row]:
    """Promise nearly all hours of its people to a project, and those that stories add."""
    for month in _months(project):
        for person in project.people:
            rng = project.streams.of("allocation", person.name, month)
            left_free = min(gamma(rng, MEAN_SHARE_LEFT_FREE), 0.5)
            hours = int(_hours(portfolio, project, person, month) * (1 - left_free))
            yield _allocation(project, project, person, month, hours)
    for story in project.told_stories:
        if isinstance(story, Promised):
            yield from _promised(portfolio, project, story)


def demand_rows(portfolio: PortfolioSpec, project: ProjectSpec) -> Iterator[Row]:
    """Ask for the hours of each skill, more than there are where the project says so."""
    factor = project.registers["cost_plan"].get("demand_of_capacity", 1.0)
    last = min(project.registers["cost_plan"]["last_month"], PLANNED_UNTIL)
    first = max(month_of(project.first_day), DEMAND_FROM)
    for month in months_between(first, last):
        hours: dict[str, int] = {}
        for person in project.people:
            skill = person.skills[0]
            hours[skill] = hours.get(skill, 0) + _hours(portfolio, project, person, month)
        for skill, there_are in hours.items():
            yield {
                "period": month,
                "project_id": project.project_id,
                "skill": skill,
                "hours": round(there_are * factor),
            }


def _months(project: ProjectSpec) -> list[str]:
    return months_between(month_of(project.first_day), PLANNED_UNTIL)


def _hours(portfolio: PortfolioSpec, project: ProjectSpec, person: Person, month: str) -> int:
    """Count the hours for projects of a person who is still there."""
    moved = [
        story.from_date
        for story in project.told_stories
        if isinstance(story, PeopleMoved) and person.name in story.people
    ]
    days = [
        day
        for day in days_of(month)
        if day.weekday() in person.weekdays
        and day not in portfolio.holidays
        and project.first_day <= day < min(moved, default=day.max)
    ]
    return round(len(days) * HOURS_A_DAY * PROJECT_SHARE)


def _promised(portfolio: PortfolioSpec, project: ProjectSpec, story: Promised) -> Iterator[Row]:
    for month in months_between(story.first_month, story.last_month):
        for owner in portfolio.projects:
            for person in owner.people:
                if person.name in story.people:
                    hours = round(_hours(portfolio, owner, person, month) * story.share)
                    yield _allocation(project, owner, person, month, hours)


def _allocation(
    project: ProjectSpec, owner: ProjectSpec, person: Person, month: str, hours: int
) -> Row:
    return {
        "period": month,
        "project_id": project.project_id,
        "hours": hours,
        "team": owner.team,
        "person": person.name,
        "skill": person.skills[0],
    }
