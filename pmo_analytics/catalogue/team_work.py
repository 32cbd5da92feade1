"""Work in progress by team: how much at once, how old, how often handed on, and what to stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmo_analytics.catalogue.measurable import NOT_MEASURABLE
from pmo_analytics.catalogue.own_questions import everything
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Row
from pmo_analytics.metrics.needs import ASSIGNEE, STARTED
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

LEAST_PEOPLE = 5  # of fewer, an average of a team tells of persons
MANY_PER_PERSON = 2  # from here on everybody has, on average, something else to turn to
USUALLY_OLDER_SHARE = 1 - SURE  # of what is in progress, where work flows as it did
NAME_TEAMS = (
    "name the teams of items under [teams] in pmo.toml, export a column that does, or add the "
    "register capacity.csv with persons"
)

ONE_TEAM = "To tell it, name teams that work as one under one name in [teams] of pmo.toml"


def team_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell of each scope what its teams have in progress, in whatever projects they work."""
    for scope, day in question.cases():
        teams = [
            row
            for row in _teams(answers, day, question.options)
            if not {*row["project_ids"]}.isdisjoint(scope.project_ids)
            and scope.team.casefold() in ("", row["team"].casefold())
        ]
        told = [row for row in teams if row["person_count"] >= LEAST_PEOPLE]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(told),
            "told_team_count": len(told),
            "stopping_team_count": sum(row["is_to_stop"] for row in told),
            "thin_teams": len(teams) - len(told),
            "reason": "" if told else _reason(answers, scope, day, teams),
            "frame": told,
        }


def _reason(answers: Answers, scope: Scope, day: AsOf, teams: Sequence[Row]) -> str:
    """Say why no team is told of; "" where the data themselves say it."""
    if teams:
        most = max(row["person_count"] for row in teams)
        which = "the largest team here" if len(teams) > 1 else "the team"
        return (
            f"an average of fewer than {LEAST_PEOPLE} people tells of persons; {which} has {most}. "
            f"{ONE_TEAM}"
        )
    items = answers.rows("team_items", Question((scope,), (day,)))
    is_worked_on = any(item["state"] == "in_progress" for item in items)
    return f"{NOT_MEASURABLE}{NAME_TEAMS}" if is_worked_on else ""


def _teams(answers: Answers, day: AsOf, options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the teams with work in progress, over all projects: people work in several."""
    whole = Question((everything(answers),), (day,), dict(options))
    old = _old_items(answers, day)
    older: Counter[str] = Counter()
    for item in answers.rows("team_items", whole):
        if item["state"] == "in_progress" and item["team_folded"]:
            older[item["team_folded"]] += item["item_key"] in old[item["project_id"]]
    rows = answers.rows("team_wip", whole)
    return [_team(row, older[row["team_folded"]]) for row in sorted(rows, key=_by_team)]


def _by_team(row: Row) -> str:
    return row["team_folded"]


def _old_items(answers: Answers, day: AsOf) -> dict[str, set[str]]:
    """Return of each project the items in progress that are older than nearly all finished ones."""
    scopes = tuple(map(project_scope, everything(answers).project_ids))
    found = answers.values("ageing", Question(scopes, (day,)))
    return {
        scope.name: {
            row["item_key"]
            for row in found.get((scope.name, day.day), {}).get("frame", ())
            if row["is_old"]
        }
        for scope in scopes
    }


def _team(row: Row, older_count: int) -> dict[str, Any]:
    is_full = row["wip_per_person"] >= MANY_PER_PERSON
    pace = row["finished_per_week"]
    return {
        **{name: value for name, value in row.items() if name not in ("scope", "team_folded")},
        "older_count": older_count,
        "is_to_stop": is_full and older_count > USUALLY_OLDER_SHARE * row["wip_count"],
        "limit_count": row["person_count"],
        "through_weeks": row["wip_count"] / pace if pace else None,
        "limited_weeks": row["person_count"] / pace if pace else None,
    }


TEAM_WORK = Measure(
    name="team_work",
    family="capacity",
    label="Work in progress by team",
    meaning="What teams have in progress at once, how old it is, and which had better stop.",
    rule=(
        "Items in progress by the team that they name, else by that of their person in "
        "capacity.csv, over all projects. A team had better stop starting where its people have "
        f"{MANY_PER_PERSON} items each or more, and more than {USUALLY_OLDER_SHARE:.0%} of its "
        f"items are older than {SURE:.0%} of the finished ones of their project were. The limit is "
        "one item a person. An item is in progress for as many weeks as there are items in "
        f"progress for each one finished a week. Of a team of fewer than {LEAST_PEOPLE} people "
        "nothing is told."
    ),
    source="[weinberg-1992]; L = λW [little-1961]; [kanban-guide]: control work in progress",
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    counted="teams",
    cannot_tell="Whether the pace stays with less in progress. It measures and ranks no person.",
    detail="team_wip",
    items="team_items",
    values={
        "told_team_count": "teams with work in progress, of enough people",
        "stopping_team_count": "of these, those that had better stop starting",
    },
    units={"wip_per_person": "ratio", "hand_offs_per_item": "ratio"},
    needs=(ASSIGNEE, STARTED),
    left_out={
        "thin_teams": LeftOut(
            f"of fewer than {LEAST_PEOPLE} people",
            "ask for the project instead",
        )
    },
    options=("weeks", "days"),
    conventions=FROM_EXPORTS,
    derive=team_rows,
    known_of="teams",
)

FAMILY = (TEAM_WORK,)
