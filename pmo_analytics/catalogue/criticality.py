"""The forecast family: which project decides when another one ends, or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_analytics.forecasts.forecast import LIKELY, SURE, last_forecast
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier


def ending_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope when its last project ends, and which one that is."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    single = Question(tuple(map(project_scope, projects)), question.as_of)
    finishes = answers.values("finish_forecast", single)
    for scope, day in question.cases():
        found = {one: finishes.get((one, day.day), {}) for one in scope.project_ids}
        yield {"scope": scope.name, "as_of": day.day, **_ending(answers, scope, day, found)}


def _ending(
    answers: Answers, scope: Scope, day: AsOf, finishes: Mapping[str, Row]
) -> dict[str, Any]:
    running = {one: row for one, row in finishes.items() if row and not row["ended_date"]}
    known = {one: row for one, row in running.items() if _has_ends(row)}
    whole, shares = last_forecast(
        [row["forecast"].scope for row in known.values()], scope_id=scope.name
    )
    is_whole = bool(known) and len(known) == len(running)
    frame = [
        {
            "project_id": one,
            "last_share": shares.get(one),
            "likely_date": row["likely_date"],
            "sure_date": row["sure_date"],
            "doubt_name": row["doubt_name"],
            **_held_up(answers, one, day, is_known=one in known),
        }
        for one, row in running.items()
    ]
    frame.sort(key=lambda row: (-(row["last_share"] or -1.0), row["project_id"]))
    held = max(frame, key=lambda row: row["waiting_share"] or 0.0, default={})
    return {
        "n": len(running),
        "all_likely_date": whole.when(LIKELY) if is_whole else None,
        "all_sure_date": whole.when(SURE) if is_whole else None,
        "running_count": len(running),
        "known_count": len(known),
        "unknown_count": len(running) - len(known),
        "last_name": frame[0]["project_id"] if known else None,
        "last_share": frame[0]["last_share"] if known else None,
        "waiting_name": held.get("waiting_name"),
        "waiting_share": held.get("waiting_share"),
        "frame": frame,
    }


def _has_ends(row: Row) -> bool:
    return row["doubt_name"] != "stale" and bool(len(row["forecast"].scope.ends))


def _held_up(answers: Answers, project_id: str, day: AsOf, *, is_known: bool) -> dict[str, Any]:
    """Return which project decides most often when one ends, and how often."""
    shares = answers.forecaster.held_up(project_id, day) if is_known else {}
    name = max(sorted(shares), key=shares.__getitem__, default=None)
    share = shares[name] if name else 0.0
    return {"waiting_name": name if share else None, "waiting_share": share or None}


LAST_TO_END = Measure(
    name="last_to_end",
    family="forecast",
    label="What decides the end",
    meaning="When the last project ends, which one that is, and which waits for another.",
    rule=(
        "In every future the projects end with the last of them; its share is that of the futures "
        "in which it is the last one. A project waits in those in which what it needs of another "
        "comes so late that it ends after its own work. No day for all where one of them has no "
        "forecast."
    ),
    source="Criticality: finish_forecast, future by future",
    unit="share",
    least_tier=Tier.T0,
    cannot_tell="What nobody wrote into dependencies.csv or linked in the tracker.",
    detail="work_by_day",
    values={
        "last_share": "share of the futures in which that project is the last one",
        "last_name": "the project that is the last one most often, of those with a forecast",
        "all_likely_date": f"day by which all have ended in {LIKELY:.0%} of the futures",
        "all_sure_date": f"the same for {SURE:.0%}",
        "running_count": "projects with open work",
        "known_count": "of these, with a forecast",
        "unknown_count": "of these, without one",
        "waiting_share": "share of the futures in which that project decides when another ends",
        "waiting_name": "the project for which one waits most often",
    },
    needs=(FINISHED,),
    counted="projects with open work",
    known_of="projects",
    conventions=FROM_EXPORTS,
    derive=ending_rows,
)

FAMILY = (LAST_TO_END,)
