"""What bad data cost: the headline of each project with and without items that may not be open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.forecast import LIKELY
from pmo_analytics.health.rag import next_colour
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question
from pmo_analytics.values import Tier

_KINDS = ("untouched", "unexplained", "contradicted", "guessed")


def bound_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Ask the forecast of every project of every scope again without its suspect items."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    for day in question.as_of:
        single = Question(tuple(map(project_scope, projects)), (day,), question.options)
        suspects: dict[str, list[Row]] = defaultdict(list)
        for row in answers.rows("suspect_items", single):
            suspects[row["scope"]].append(row)
        finishes = answers.values("finish_forecast", Question(single.scopes, (day,)))
        known = {
            one: _project_row(answers, one, day, suspects[one], finishes.get((one, day.day), {}))
            for one in projects
        }
        for scope in question.scopes:
            yield _scope_row(scope.name, day, [known[one] for one in scope.project_ids])


def _project_row(
    answers: Answers, project_id: str, day: AsOf, suspects: Sequence[Row], finish: Row
) -> dict[str, Any]:
    return {
        **dict.fromkeys(_OF_ONE),
        "project_id": project_id,
        "suspect_count": len(suspects),
        **{f"{kind}_count": sum(row[f"is_{kind}"] for row in suspects) for kind in _KINDS},
        **_without(answers, project_id, day, len(suspects), finish),
    }


def _without(
    answers: Answers, project_id: str, day: AsOf, suspects: int, finish: Row
) -> dict[str, Any]:
    """Return the headline with and without suspect items; nothing where there is no forecast."""
    is_asked = suspects and finish.get("likely_date") and suspects < (finish["open_count"] or 0)
    if not is_asked:
        return {}
    change = Change(project_id, items=-suspects)
    after = answers.forecaster.changed(day, project_id, (change,))
    target = finish["target_date"]
    chances = (finish["chance_share"], after.chance_of(target) if target else None)
    return {
        "with_likely_date": finish["likely_date"],
        "without_likely_date": after.when(LIKELY),
        "with_chance_share": chances[0],
        "without_chance_share": chances[1],
        "bounded_date": target,
        "is_hanging": _is_hanging(answers, chances),
    }


def _is_hanging(answers: Answers, chances: tuple[float | None, float | None]) -> bool:
    """Tell whether the colour of the date hangs on the suspect items."""
    policy = answers.policies["schedule"]
    with_them, without = (next_colour(None, chance, policy) for chance in chances)
    return with_them != without


def _scope_row(scope: str, day: AsOf, rows: Sequence[dict[str, Any]]) -> Row:
    one = rows[0] if len(rows) == 1 else {}
    return {
        "scope": scope,
        "as_of": day.day,
        "n": sum(row["suspect_count"] for row in rows),
        **{name: one.get(name) for name in _OF_ONE},
        **{name: sum(row[name] for row in rows) for name in _COUNTS},
        "suspect_project_count": sum(row["suspect_count"] > 0 for row in rows),
        "bounded_count": sum(row["is_hanging"] is not None for row in rows),
        "hanging_count": sum(bool(row["is_hanging"]) for row in rows),
        "frame": [row for row in rows if row["suspect_count"]],
    }


_COUNTS = ("suspect_count", *(f"{kind}_count" for kind in _KINDS))
_OF_ONE = {
    "with_likely_date": "likely finish of a single project, all items counted",
    "without_likely_date": "likely finish without the suspect ones",
    "bounded_date": "the date whose chance is meant",
    "with_chance_share": "chance of the date, all items counted",
    "without_chance_share": "chance of the date without the suspect ones",
    "is_hanging": "the colour of the date hangs on them",
}
HEADLINE_BOUNDS = Measure(
    name="headline_bounds",
    family="data",
    label="What bad data cost",
    meaning="The likely finish and the chance of the date with and without items in doubt.",
    rule=(
        "In doubt is an open item that nobody touched for untouched_days, or whose status is not "
        "explained, was proposed and never confirmed, or contradicts its resolution. The forecast "
        "is asked again without them, in the same futures. The story hangs on them where the "
        "chance without them has another colour by the lines of schedule, without hysteresis."
    ),
    source="finish_forecast asked again",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Which of them are truly open, and what was finished and never written down.",
    detail="suspect_items",
    values={
        "suspect_count": "open items in doubt",
        "untouched_count": "of these, items nobody touched for long",
        "unexplained_count": "in a status that nobody explained",
        "guessed_count": "in a status whose meaning was proposed and never confirmed",
        "contradicted_count": "in a status that contradicts the resolution or the history",
        "suspect_project_count": "projects with such items",
        "bounded_count": "of these, with a forecast that was asked again",
        "hanging_count": "of these, with another colour of the date without them",
        **_OF_ONE,
    },
    needs=(FINISHED,),
    counted="open items in doubt",
    options=("untouched_days",),
    conventions=FROM_EXPORTS,
    derive=bound_rows,
    known_of="projects",
)

FAMILY = (HEADLINE_BOUNDS,)
