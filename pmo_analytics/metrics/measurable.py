"""Whether the data tell a metric of a scope, how sure they are, and what to add where not."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.question import NO_FILTER, Scope
from pmo_analytics.values import Tier


@dataclass(frozen=True)
class ScopeData:
    """What a warehouse tells of a scope: columns, registers, tiers. Each is looked up once."""

    connection: duckdb.DuckDBPyConnection
    scope: Scope

    @cached_property
    def roles(self) -> frozenset[str]:
        """Return the roles of the columns that the exports have."""
        return self._names("select distinct role from raw_columns where role <> ''")

    @cached_property
    def registers(self) -> frozenset[str]:
        """Return the registers that hold at least one row."""
        return self._names("select register from raw_registers where row_count > 0")

    @cached_property
    def time_zone(self) -> str:
        """Return the time zone whose days are counted."""
        (name,) = self._names("select time_zone from setting_portfolio") or ("UTC",)
        return name

    @cached_property
    def tiers(self) -> frozenset[Tier]:
        """Return the tiers that the items of the scope have."""
        rows = self.connection.execute(
            "select distinct tier from items where level = 'item' "
            "and project_id in (select unnest($ids))",
            {"ids": list(self.scope.project_ids)},
        ).fetchall()
        return frozenset(Tier(tier) for (tier,) in rows)

    def tier(self, definition: Measure) -> Tier | None:
        """Return the tier of the data behind a metric: the lowest that the items share.

        None where registers alone tell it.
        """
        least = definition.least_tier
        if least is None:
            return None
        return min((tier for tier in self.tiers if tier >= least), default=least)

    def _names(self, sql: str) -> frozenset[str]:
        return frozenset(str(name) for (name,) in self.connection.execute(sql).fetchall())


def part_reason(definition: Measure, scope: Scope) -> str:
    """Say why registers cannot tell of a part of a project, or return ""."""
    is_part = bool(scope.team) or scope.items != NO_FILTER
    if definition.is_of_whole_projects and is_part:
        what = "tables of counts" if definition.least_data else "registers"
        return f"{what} tell of whole projects, not of a team or some items; ask without them"
    if definition.is_of_whole_teams and scope.items != NO_FILTER:
        return "registers tell of whole teams, not of some items; ask without them"
    return ""


def missing_register(definition: Measure, data: ScopeData, options: Mapping[str, Any]) -> str:
    """Say which register a metric lacks, or return "" where it lacks none."""
    needs = [need for need in definition.needs if need.registers and need.option not in options]
    lacking = (
        need
        for need in needs
        if data.registers.isdisjoint(need.registers) and data.roles.isdisjoint(need.roles)
    )
    first = next(lacking, None)
    return f"not measurable from this data: {first.add}" if first else ""


def unmeasurable_reason(
    definition: Measure, n: int, summary: Mapping[str, Any], data: ScopeData
) -> str:
    """Say that data are lacking or thin: a blank is not a zero."""
    if n == 0:
        return _nothing_reason(definition, summary, data.roles)
    if n < definition.smallest_n:
        return f"{n} {definition.counted}; {definition.smallest_n} are needed"
    return ""


def _nothing_reason(definition: Measure, summary: Mapping[str, Any], roles: Set[str]) -> str:
    """Say why there is nothing to measure: no such column, nothing in it, or nothing yet."""
    said = [words for name, words in definition.nothing_because.items() if summary.get(name)]
    if said:
        return said[0]
    lacking = [
        need.add for need in definition.needs if not need.registers and need.lacks_column(roles)
    ]
    is_told = bool(summary.get(definition.told_by))
    is_dropped = sum(left_out(definition, summary).values()) > 0
    can_be_zero = definition.smallest_n == 0 and bool(summary)
    if not is_told and (is_dropped or (lacking and not can_be_zero)):
        return f"not measurable from this data: {(*lacking, definition.missing)[0]}"
    return "" if can_be_zero else "nothing to measure yet"


def left_out(definition: Measure, summary: Mapping[str, Any]) -> dict[str, int]:
    """Return how many items could not be used, by reason."""
    counts = {words: summary.get(column) for column, words in definition.left_out.items()}
    return {words: int(count) for words, count in counts.items() if count}
