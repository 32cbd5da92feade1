"""Write files, their typed rows and the settings into the landing tables (`landing.sql`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import duckdb

from pmo_analytics.settings import Settings, Weekday, Workflow
from pmo_analytics.sources.dialect import common_role
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile, plan_to_json
from pmo_analytics.sources.status_names import named_statuses, status_groups
from pmo_analytics.standards import Standard
from pmo_analytics.warehouse.cell_types import precision_seconds, text_of
from pmo_analytics.warehouse.cells import CellsRead, read_cells
from pmo_analytics.warehouse.clock_changes import land_clock_doubts
from pmo_analytics.warehouse.connection import execute, quoted
from pmo_analytics.warehouse.late_dates import land_late_dates
from pmo_analytics.warehouse.moments import end_of_day, utc_moment
from pmo_analytics.warehouse.people import NAMED, People
from pmo_analytics.warehouse.public_holidays import public_holidays
from pmo_analytics.warehouse.row_types import CellCheck, cell_checks, typed_columns

_STATE_OF_CATEGORY = {
    "to_do": "to_do",
    "active": "in_progress",
    "waiting": "in_progress",
    "done": "done",
    "cancelled": "cancelled",
}
_FIRST_ROWS = 2048
_ENDED = ("done", "cancelled")
_WEEKDAYS = get_args(Weekday)


def create_landing_tables(connection: duckdb.DuckDBPyConnection, people: People = NAMED) -> None:
    """Create the empty landing tables, and the macros by which persons are named."""
    sql = (files("pmo_analytics.warehouse") / "landing.sql").read_text(encoding="utf-8")
    connection.execute(sql)
    people.create_macros(connection)


def insert_records(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    records: Sequence[dict[str, Any]],
    *,
    folded: str = "",
) -> None:
    """Insert records that all have the same fields, as one statement.

    Args:
        folded: the field that is written as names are compared.
    """
    if not records:
        return
    names = list(records[0])
    columns = {name: [record[name] for record in records] for name in names}
    listed = ", ".join(
        f"fold(unnest(${name})) as {name}" if name == folded else f"unnest(${name}) as {name}"
        for name in names
    )
    execute(connection, f"insert into {table} by name select {listed}", columns, name=table)


def land_export(
    connection: duckdb.DuckDBPyConnection,
    plan: ReadPlan,
    *,
    export_id: int,
    folder: Path,
    scratch: Path,
    day_zone: str,
    people: People = NAMED,
) -> None:
    """Read one file into the landing tables: itself, its columns, rows, faults and doubts."""
    plan = people.visible_plan(plan)
    kept = tuple(column.position for column in plan.columns if column.is_used)
    read = read_cells(connection, plan, file=folder / plan.path, scratch=scratch, kept=kept)
    record = _export_record(plan, export_id, read, day_zone=day_zone)
    insert_records(connection, "raw_exports", [record])
    insert_records(connection, "raw_columns", _column_records(connection, plan, export_id))
    _land_rows(connection, plan, export_id=export_id, day_zone=day_zone)
    read = read if people.are_named else read.without_texts()
    _land_faults(connection, plan, read, export_id=export_id, day_zone=day_zone)
    land_clock_doubts(connection, plan, export_id=export_id, day_zone=day_zone)
    land_late_dates(
        connection, plan, export_id=export_id, taken_at=record["taken_at"], day_zone=day_zone
    )


def land_refused(
    connection: duckdb.DuckDBPyConnection, refused: RefusedFile, *, export_id: int
) -> None:
    """Note a file that cannot be read truthfully; all its rows count as rejected."""
    record = {
        "export_id": export_id,
        "path": refused.path,
        "source": refused.source,
        "sha256": refused.sha256,
        "size_bytes": refused.size_bytes,
        "row_count": refused.row_count,
        "refused_reason": refused.reason,
    }
    insert_records(connection, "raw_exports", [record])


def _export_record(
    plan: ReadPlan, export_id: int, read: CellsRead, *, day_zone: str
) -> dict[str, Any]:
    return {
        "export_id": export_id,
        "path": plan.path,
        "source": plan.source,
        "dialect": plan.dialect,
        "kind": plan.kind,
        "sha256": plan.sha256,
        "size_bytes": plan.size_bytes,
        "row_count": plan.row_count,
        "taken_at": _taken_at(plan, day_zone),
        "taken_at_evidence": plan.taken_at_evidence,
        "is_taken_at_named": plan.taken_at_is_named,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "time_zone": plan.time_zone,
        "date_order": plan.date_order.order if plan.date_order else None,
        "date_order_proof": plan.date_order.proof if plan.date_order else None,
        "reader": read.reader,
        "plan_key": plan.key,
        "plan": plan_to_json(plan),
    }


def _taken_at(plan: ReadPlan, day_zone: str) -> datetime | None:
    """Return the moment of an export; where only its day is known, the end of that day.

    Bare days are days of the portfolio, wherever the file was written; only a file with local times
    ends its day by the clocks of its zone.
    """
    if plan.taken_at is not None and plan.taken_at_is_day:
        zone = plan.time_zone if plan.needs_time_zone else None
        return end_of_day(plan.taken_at.date(), zone or day_zone)
    return utc_moment(plan.taken_at, plan.time_zone)


def _column_records(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, export_id: int
) -> list[dict[str, Any]]:
    filled = _filled_positions(connection, plan)
    return [
        {
            "export_id": export_id,
            "position": column.position,
            "header": column.header,
            "role": column.role,
            "usual_role": None if column.role else common_role(column.header),
            "is_filled": column.position in filled if column.is_used else None,
            "detail": column.detail,
            "precision_seconds": precision_seconds(column),
        }
        for column in plan.columns
    ]


def _filled_positions(connection: duckdb.DuckDBPyConnection, plan: ReadPlan) -> set[int]:
    """Return the positions of the columns that are used and of which a cell says something."""
    filled: set[int] = set()
    for rows in (f"(from cells limit {_FIRST_ROWS})", "cells"):  # the first rows show most of them
        open_ = [one for one in plan.columns if one.is_used and one.position not in filled]
        counts = ", ".join(f"count({text_of(plan, column)})" for column in open_)
        if not open_:
            break
        found = execute(connection, f"select {counts} from {rows}", name=plan.path).fetchone()
        filled |= {column.position for column, count in zip(open_, found, strict=True) if count}
    return filled


def _land_rows(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, *, export_id: int, day_zone: str
) -> None:
    typed = typed_columns(plan, day_zone=day_zone)
    if plan.kind == "changes":
        # Changes that share a moment stand in the order of the file, or against it.
        typed["sequence"] = "-row_number" if plan.row_order == "newest_first" else "row_number"
    listed = "".join(f",\n    {sql} as {name}" for name, sql in typed.items())
    execute(
        connection,
        f"insert into raw_rows by name\n"
        f"select {export_id} as export_id, row_number{listed}\nfrom cells",
        name=f"reading {plan.path}",
    )


def _land_faults(
    connection: duckdb.DuckDBPyConnection,
    plan: ReadPlan,
    read: CellsRead,
    *,
    export_id: int,
    day_zone: str,
) -> None:
    rows = [fault.record(plan.path) for fault in read.faults]
    insert_records(connection, "raw_faults", rows)
    for check in _failing(connection, cell_checks(plan, day_zone=day_zone), export_id, plan.path):
        reason = f"Expected {check.expected}."
        execute(
            connection,
            f"""
            insert into raw_faults by name
            select
                {quoted(plan.path)} as path, 'cell' as level, row_number,
                {quoted(check.header)} as column_name, {check.text}[:200] as text_found,
                {quoted(reason)} as reason
            from cells
            where {check.text} is not null and ({check.value}) is null
            """,
            name=f"checking {plan.path}",
        )


def _failing(
    connection: duckdb.DuckDBPyConnection,
    checks: tuple[CellCheck, ...],
    export_id: int,
    path: str,
) -> list[CellCheck]:
    """Return the checks that can fail: as many values as texts landed, and no cell was lost."""
    counted = [check for check in checks if check.landed_as]
    if not counted:
        return list(checks)
    texts = ", ".join(f"count({check.text})" for check in counted)
    values = ", ".join(f"count({check.landed_as})" for check in counted)
    written = execute(connection, f"select {texts} from cells", name=path).fetchone()
    landed = execute(
        connection, f"select {values} from raw_rows where export_id = {export_id}", name=path
    ).fetchone()
    lost = {
        check
        for check, texts_found, values_found in zip(counted, written, landed, strict=True)
        if texts_found != values_found
    }
    return [check for check in checks if not check.landed_as or check in lost]


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
    if "cancelled_resolutions" in workflow.model_fields_set:
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
