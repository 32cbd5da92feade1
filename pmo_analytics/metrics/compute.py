"""Find a metric in the catalogue and compute it for any scope as of any day."""

from __future__ import annotations

from collections.abc import Mapping, Set
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics import (
    benefits,
    blocked,
    capacity,
    cost,
    counts,
    data_quality,
    dates,
    dependencies,
    flow,
    governance,
    oversight,
    quality,
    risk,
    scope_change,
    sprints,
    stages,
    times,
)
from pmo_analytics.metrics.catalogue import MetricDefinition
from pmo_analytics.metrics.options import DEFAULT_OPTIONS, check_options, told_options
from pmo_analytics.metrics.query import composed_sql, query_rows, run_query, used_parameters
from pmo_analytics.metrics.result import MetricResult
from pmo_analytics.metrics.scope import NO_FILTER, AsOf, Question, Scope
from pmo_analytics.values import Tier

if TYPE_CHECKING:
    import pandas as pd

CATALOGUE: dict[str, MetricDefinition] = {
    definition.name: definition
    for definition in (
        *flow.FAMILY,
        *counts.FAMILY,
        *times.FAMILY,
        *stages.FAMILY,
        *blocked.FAMILY,
        *dates.FAMILY,
        *scope_change.FAMILY,
        *sprints.FAMILY,
        *cost.FAMILY,
        *risk.FAMILY,
        *benefits.FAMILY,
        *quality.FAMILY,
        *capacity.FAMILY,
        *dependencies.FAMILY,
        *governance.FAMILY,
        *oversight.FAMILY,
        *data_quality.FAMILY,
    )
}


def find_metric(name: str) -> MetricDefinition:
    """Return the definition of a metric.

    Raises:
        UnknownNameError: there is no metric of that name.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = get_close_matches(name, CATALOGUE, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(CATALOGUE)}."
    raise UnknownNameError(f'There is no metric "{name}". {hint}')


def catalogue_frame() -> pd.DataFrame:
    """Return the catalogue, one row a metric."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    rows = [
        {
            "metric": definition.name,
            "family": definition.family,
            "meaning": definition.meaning,
            "unit": definition.unit,
            "better": definition.better,
            "data_needed": definition.data_needed,
            "smallest_n": definition.smallest_n,
            "options": ", ".join(definition.options),
            "cannot_tell": definition.cannot_tell,
        }
        for definition in CATALOGUE.values()
    ]
    return pd.DataFrame(rows).set_index("metric")


def compute_metric(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    *,
    scope: Scope,
    as_of: AsOf,
    **options: Any,
) -> MetricResult:
    """Compute one metric for one scope as of one day.

    Args:
        options: those that the definition names, such as `percentile=0.7` or `days=90`.

    Raises:
        UnknownNameError: there is no metric of that name.
        ParameterError: the metric has no such option, or the option no such value.
    """
    definition = find_metric(name)
    options = check_options(name, definition.options, options)
    question = Question(scopes=(scope,), as_of=(as_of,), options=options)
    summary = _summary(connection, definition, question)
    part_reason = _part_reason(definition, scope)
    n = 0 if part_reason else int(summary.get("n") or 0)
    reason = (
        part_reason
        or missing_register(connection, definition, options)
        or unmeasurable_reason(definition, n, summary, roles=_told_roles(connection))
    )
    sql = composed_sql(definition.detail)
    return MetricResult(
        definition=definition,
        scope=scope,
        as_of=as_of,
        values={} if reason else {name: summary[name] for name in definition.values},
        n=n,
        tier=None if reason else scope_tier(connection, scope, definition),
        conventions={
            **definition.conventions,
            **told_options(definition.options, options),
            "time zone": _time_zone(connection),
        },
        reason=reason,
        left_out=left_out(definition, summary),
        sql=sql,
        parameters=used_parameters(sql, question),
        _fetch=lambda: run_query(connection, definition.detail, question),
    )


def _summary(
    connection: duckdb.DuckDBPyConnection, definition: MetricDefinition, question: Question
) -> dict[str, Any]:
    rows = query_rows(connection, definition.summary, question)
    summary = rows[0] if rows else {}
    if definition.statistics is None:
        return summary
    detail = query_rows(connection, definition.detail, question)
    options = {**DEFAULT_OPTIONS, **question.options}
    return {**summary, **definition.statistics(detail, options)}


def missing_register(
    connection: duckdb.DuckDBPyConnection,
    definition: MetricDefinition,
    options: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """Say which register a metric lacks, or return "" where it lacks none."""
    needs = [need for need in definition.needs if need.registers and need.option not in options]
    if not needs:
        return ""
    registers, roles = set(filled_registers(connection)), _told_roles(connection)
    lacking = (
        need
        for need in needs
        if not registers & set(need.registers) and not roles & set(need.roles)
    )
    first = next(lacking, None)
    return f"not measurable from this data: {first.add}" if first else ""


def _told_roles(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("select distinct role from raw_columns where role <> ''").fetchall()
    return {role for (role,) in rows}


def _part_reason(definition: MetricDefinition, scope: Scope) -> str:
    is_part = bool(scope.team) or scope.items != NO_FILTER
    if definition.is_of_whole_projects and is_part:
        what = "tables of counts" if definition.least_data else "registers"
        return f"{what} tell of whole projects, not of a team or some items; ask without them"
    if definition.is_of_whole_teams and scope.items != NO_FILTER:
        return "registers tell of whole teams, not of some items; ask without them"
    return ""


def filled_registers(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the registers that hold at least one row."""
    rows = connection.execute(
        "select register from raw_registers where row_count > 0 order by register"
    ).fetchall()
    return tuple(register for (register,) in rows)


def unmeasurable_reason(
    definition: MetricDefinition, n: int, summary: dict[str, Any], *, roles: Set[str]
) -> str:
    """Say why a metric cannot be told, or return "" where it can.

    A blank is not a zero: without the data it needs a metric is not measurable, with too few items
    it is thin.

    Args:
        roles: those of the columns that the exports have.
    """
    if n == 0:
        return _nothing_reason(definition, summary, roles)
    if n < definition.smallest_n:
        return f"{n} {definition.counted}; {definition.smallest_n} are needed"
    return ""


def _nothing_reason(definition: MetricDefinition, summary: dict[str, Any], roles: Set[str]) -> str:
    """Say why there is nothing to measure: no such column, nothing in it, or nothing yet."""
    said = [words for name, words in definition.nothing_because.items() if summary.get(name)]
    if said:
        return said[0]
    lacking = [
        need.add
        for need in definition.needs
        if need.roles and not need.registers and not roles & set(need.roles)
    ]
    is_told = bool(summary.get(definition.told_by))
    is_dropped = sum(left_out(definition, summary).values()) > 0
    can_be_zero = definition.smallest_n == 0 and bool(summary)
    if not is_told and (is_dropped or (lacking and not can_be_zero)):
        return f"not measurable from this data: {(*lacking, definition.missing)[0]}"
    return "" if can_be_zero else "nothing to measure yet"


def left_out(definition: MetricDefinition, summary: dict[str, Any]) -> dict[str, int]:
    """Return how many items could not be used, by reason."""
    counts = {words: summary.get(column) for column, words in definition.left_out.items()}
    return {words: int(count) for words, count in counts.items() if count}


def scope_tier(
    connection: duckdb.DuckDBPyConnection, scope: Scope, definition: MetricDefinition
) -> Tier | None:
    """Return the tier of the data behind a number: the lowest that the items of the scope share.

    None where registers alone tell it.
    """
    if definition.least_tier is None:
        return None
    row = connection.execute(
        "select min(tier) from items where level = 'item' and list_contains($ids, project_id) "
        "and tier >= $least",
        {"ids": list(scope.project_ids), "least": int(definition.least_tier)},
    ).fetchone()
    return Tier(row[0]) if row and row[0] is not None else definition.least_tier


def _time_zone(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select time_zone from setting_portfolio").fetchone()
    return str(row[0]) if row else "UTC"
