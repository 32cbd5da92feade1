"""Gather what is known of each project, all of them at once, before anything is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pmo_analytics.catalogue.judgement import REPLAY_WEEKS
from pmo_analytics.catalogue.result import MetricResult
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.project import BEFORE, Project
from pmo_analytics.narrative.saying import Facts
from pmo_analytics.reviews.brief import Brief, Head, values_of
from pmo_analytics.values import Fact

# Of equal names the first stands.
OF_PROJECT = (
    *("judgement", "project_entry", "item_counts", "finish_forecast", "forecast_record"),
    *(
        "forecast_delay_cost",
        "scope_cut",
        "pace_signal",
        "data_quality",
        "earned_value",
        "planned_scope",
        "burn_up",
    ),
    *(each.measure for each in DIMENSIONS),
)
OF_CHANGE = ("project_changes", "finish_move")
OF_BEFORE = ("finish_forecast", "project_entry")
OF_SCOPE = ("judgement", "forecast_delay_cost", "forecast_record", "data_quality", "exports_read")
TRACE_WEEKS = 26  # a point each

Results = Mapping[tuple[str, date], MetricResult]


def gather_head(brief: Brief) -> Head:
    """Gather the facts of the scope and of its projects, in the order of the page."""
    projects = gather_projects(brief)
    facts = brief.facts(*OF_SCOPE).joined(brief.changes("project_changes").facts)
    return Head(brief=brief, projects=projects, facts=facts)


def gather_projects(brief: Brief) -> tuple[Project, ...]:
    """Gather the facts of each project of the scope."""
    scopes = tuple(map(project_scope, brief.scope.project_ids))
    days = (brief.before, brief.day)
    ask = brief.evidence.measure
    # First what needs a year of weeks, so that the rest is known already.
    judged = ask("judgement", scopes, days)
    now = {name: ask(name, scopes, (brief.day,)) for name in OF_PROJECT if name != "judgement"}
    now = {"judgement": judged, **now}
    changed = {
        name: ask(name, scopes, (brief.day,), compared_with=brief.before.day) for name in OF_CHANGE
    }
    earlier = {name: ask(name, scopes, (brief.before,)) for name in OF_BEFORE}
    chances = ask("finish_forecast", scopes, _trace_days(brief))
    return tuple(
        _project(brief, project_id, [*now.values(), *changed.values()], earlier, chances)
        for project_id in brief.scope.project_ids
    )


def _trace_days(brief: Brief) -> tuple:
    weeks = brief.evidence.calendar.week_ends(brief.day, REPLAY_WEEKS)
    return weeks[-TRACE_WEEKS:]


def _project(
    brief: Brief,
    project_id: str,
    now: Sequence[Results],
    earlier: Mapping[str, Results],
    chances: Results,
) -> Project:
    today, before = (project_id, brief.day.day), (project_id, brief.before.day)
    facts: dict[str, Fact] = {}
    for results in now:
        for name, fact in values_of(results[today]).items():
            facts.setdefault(name, fact)
    for results in earlier.values():
        facts |= values_of(results[before], suffix=BEFORE)
    trace = (results.values.get("chance_share") for _, results in _of(chances, project_id))
    return Project(
        project_id=project_id,
        facts=Facts(brief.style, facts),
        weeks=tuple(brief.evidence.detail("pace_signal", (project_scope(project_id),), brief.day)),
        chances=tuple(trace),
        reasons={each.name: facts[each.column].reason for each in DIMENSIONS},
    )


def _of(results: Results, project_id: str) -> list[tuple[date, MetricResult]]:
    found = ((day, result) for (scope, day), result in results.items() if scope == project_id)
    return sorted(found, key=lambda pair: pair[0])
