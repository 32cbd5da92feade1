"""Write what `pmo.toml` says, and the names that need no setting, into the landing tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import get_args

import duckdb

from pmo_analytics.settings import Settings, Weekday, Workflow
from pmo_analytics.sources.status_names import named_statuses, status_groups
from pmo_analytics.standards import Standard
from pmo_analytics.warehouse.connection import execute
from pmo_analytics.warehouse.landing import insert_records
from pmo_analytics.warehouse.public_holidays import public_holidays

_STATE_OF_CATEGORY = {
    "to_do": "to_do",
    "active": "in_progress",
    "waiting": "in_progress",
    "done": "done",
    "cancelled": "cancelled",
}
_ENDED = ("done", "cancelled")
_WEEKDAYS = get_args(Weekday)


def land_settings(
    connection: duckdb.DuckDBPyConnection, settings: Settings, *, sources: Iterable[str]
) -> None:
    """Write what `pmo.toml` says, and the names that need no setting."""
    portfolio = settings.portfolio
    record = {
        "name": portfolio.name,
        "time_zone": portfolio.time_zone,
        "stale_export_days": portfolio.stale_export_days,
        "shortest_visit_seconds": settings.workflow.shortest_visit_seconds,
        "currency": portfolio.currency.strip(),
        "discount_rate": portfolio.discount_rate,
    }
    insert_records(connection, "setting_portfolio", [record])
    urls = [
        {"source": name, "item_url": settings.source(name).item_url}
        for name in sorted(set(sources))
    ]
    insert_records(connection, "setting_sources", urls)
    for scope_kind, scope_name, workflow in _workflows(settings):
        _land_workflow(connection, workflow, scope_kind=scope_kind, scope_name=scope_name)
    _land_blocks(connection, portfolio.blocked_by)
    weekend = [
        {"iso_weekday": number}
        for number, day in enumerate(_WEEKDAYS, start=1)
        if day in settings.calendar.weekend
    ]
    insert_records(connection, "setting_weekend", weekend)
    insert_records(connection, "setting_holidays", public_holidays(settings.calendar.country))
    selectors = [
        {"team": team, "selector": selector}
        for team, owned in sorted(settings.teams.items())
        for selector in owned
    ]
    insert_records(connection, "setting_team_selectors", selectors)
    objectives = [{"objective": objective} for objective in settings.portfolio.objectives]
    insert_records(connection, "setting_objectives", objectives)
    _land_standards(connection, settings.standards_in_force)
    _land_names(connection, "setting_defect_types", settings.quality.defect_types)
    _land_names(connection, "setting_escaped_labels", settings.quality.escaped_labels)
    _land_known_statuses(connection)
    _land_known_types(connection)
    _land_unresolved(connection)


def _land_standards(connection: duckdb.DuckDBPyConnection, standards: Iterable[Standard]) -> None:
    records = [
        {
            "standard_id": standard.standard_id,
            "check_id": standard.check_id,
            "severity": standard.severity,
            "help": standard.help,
            "line": standard.line,
            "is_own": bool(standard.sql),
        }
        for standard in standards
    ]
    insert_records(connection, "setting_standards", records)


def _land_blocks(connection: duckdb.DuckDBPyConnection, rules: Iterable[str]) -> None:
    parts = sorted(rule.partition(":") for rule in set(rules))
    records = [{"kind": kind, "name_folded": name} for kind, _, name in parts]
    insert_records(connection, "setting_blocks", records, folded="name_folded")


def _workflows(settings: Settings) -> Iterable[tuple[str, str, Workflow]]:
    yield "all", "", settings.workflow
    for name, source in sorted(settings.sources.items()):
        if source.workflow:
            yield "source", name, source.workflow
    for name, project in sorted(settings.projects.items()):
        yield "project", name, project.workflow


def _land_workflow(
    connection: duckdb.DuckDBPyConnection, workflow: Workflow, *, scope_kind: str, scope_name: str
) -> None:
    scope = {"scope_kind": scope_kind, "scope_name": scope_name}
    states = stage_states(workflow)
    places = [
        scope
        | {
            "stage": stage.name,
            "stage_order": order,
            "category": stage.category,
            "wip_limit": stage.wip_limit,
            "state": states[stage.name],
            "is_proposed": is_proposed,
            "status_folded": status,
        }
        for order, stage in enumerate(workflow.stages, start=1)
        for statuses, is_proposed in ((stage.statuses, False), (stage.proposed, True))
        for status in statuses
    ]
    insert_records(connection, "setting_stages", places, folded="status_folded")
    cancelled = [scope | {"resolution_folded": name} for name in _cancelled_resolutions(workflow)]
    insert_records(
        connection, "setting_cancelled_resolutions", cancelled, folded="resolution_folded"
    )


def _cancelled_resolutions(workflow: Workflow) -> Iterable[str]:
    """Return what `pmo.toml` says; where it says nothing, the defaults in every language."""
    if workflow.cancelled_resolutions is not None:
        return workflow.cancelled_resolutions
    statuses = (name for name, category in named_statuses() if category == "cancelled")
    return [*_resolution_names()["cancelled"], *statuses]


def _resolution_names() -> dict[str, list[str]]:
    path = files("pmo_analytics.sources") / "resolution_names.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def stage_states(workflow: Workflow) -> dict[str, str]:
    """Return for each stage whether its items wait to start, are in progress or have ended.

    Start and finish stage decide where they are set, else the category of the stage; what was
    cancelled stays so.
    """
    names = [stage.name for stage in workflow.stages]
    states = {stage.name: _STATE_OF_CATEGORY[stage.category] for stage in workflow.stages}
    if workflow.start_stage:
        start = names.index(workflow.start_stage)
        for position, name in enumerate(names):
            if states[name] not in _ENDED:
                states[name] = "to_do" if position < start else "in_progress"
    if workflow.finish_stage:
        finish = names.index(workflow.finish_stage)
        for position, name in enumerate(names):
            if position >= finish and states[name] != "cancelled":
                states[name] = "done"
            elif states[name] == "done" and position < finish:
                states[name] = "in_progress"
    return states


def _land_unresolved(connection: duckdb.DuckDBPyConnection) -> None:
    _land_names(connection, "known_unresolved", _resolution_names()["unresolved"])


def _land_names(connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str]) -> None:
    execute(
        connection,
        f"insert or ignore into {table} select distinct fold(unnest($names::varchar[]))",
        {"names": list(names)},
        name=table,
    )


def _land_known_types(connection: duckdb.DuckDBPyConnection) -> None:
    path = files("pmo_analytics.sources") / "type_names.toml"
    for level, names in tomllib.loads(path.read_text(encoding="utf-8")).items():
        execute(
            connection,
            "insert or ignore into known_types select distinct fold(unnest($names)), $level",
            {"names": names, "level": level},
            name="known_types",
        )


def _land_known_statuses(connection: duckdb.DuckDBPyConnection) -> None:
    for table, kind in (("status_proposals", "proposed"), ("known_statuses", "names")):
        for group in status_groups(kind):
            listed = "".join(f", ${name}" for name in group if name != "names")
            execute(
                connection,
                f"insert or ignore into {table} select distinct fold(unnest($names)){listed}",
                group,
                name=table,
            )
