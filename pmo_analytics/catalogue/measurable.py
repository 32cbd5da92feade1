"""Whether the data tell a measure of a scope, how sure they are, and what to add where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pmo_analytics.metrics.measure import Answers, Measure, Row, StandingColumn
from pmo_analytics.metrics.question import NO_FILTER, NOTHING, AsOf, Question, Scope
from pmo_analytics.values import Tier

NOT_MEASURABLE = "not measurable from this data: "


@dataclass(frozen=True)
class Data:
    """What the exports and registers of a folder tell of a scope as of a day.

    `asked` are all scopes and days for which the same is told, and which are read together.
    """

    answers: Answers
    scope: Scope
    day: AsOf
    asked: Question

    def _rows(self, query: str) -> list[Row]:
        return self.answers.case_rows(query, (self.scope, self.day), self.asked)

    @cached_property
    def columns(self) -> tuple[StandingColumn, ...]:
        """Return the columns of the exports that show the scope."""
        rows = self._rows("standing_columns")
        names = StandingColumn.__dataclass_fields__
        return tuple(StandingColumn(**{name: row[name] for name in names}) for row in rows)

    @cached_property
    def registers(self) -> frozenset[str]:
        """Return the registers that hold at least one row."""
        rows = self.answers.rows("filled_registers", NOTHING)
        return frozenset(row["register"] for row in rows)

    @cached_property
    def is_reconstructed(self) -> bool:
        """Tell whether later exports speak for the day, since none was taken by then."""
        rows = self._rows("reconstructed_scopes")
        return any(row["is_reconstructed"] for row in rows)

    def tier(self, measure: Measure) -> Tier | None:
        """Return the tier of the data behind a measure: the lowest that the items share.

        None where registers alone tell it.
        """
        least = measure.least_tier
        if least is None:
            return None
        tiers = {Tier(row["tier"]) for row in self._rows("item_tiers")}
        return min((tier for tier in tiers if tier >= least), default=least)


def reason_of(
    measure: Measure, row: Row, data: Data, options: Mapping[str, Any]
) -> tuple[str, int]:
    """Return why a measure has no answer, "" where it has one, and how many things it counts."""
    apart = _part_reason(measure, data.scope)
    if apart:
        return apart, 0
    n = int(row.get("n") or 0)
    reason = str(row.get("reason") or "")  # a derived measure knows its own
    return reason or _missing_register(measure, data, options) or _thin_reason(
        measure, n, row, data
    ), n


def remedy_of(reason: str) -> str:
    """Return what a reason says to add, without that it says so."""
    return reason.removeprefix(NOT_MEASURABLE)


def _part_reason(measure: Measure, scope: Scope) -> str:
    """Say why registers cannot tell of a part of a project, or return ""."""
    if measure.is_of_whole_projects and not scope.is_whole:
        return "it is known of whole projects, not of a team or some items; ask without them"
    if measure.known_of == "teams" and scope.items != NO_FILTER:
        return "it is known of whole teams, not of some items; ask without them"
    return ""


def _missing_register(measure: Measure, data: Data, options: Mapping[str, Any]) -> str:
    """Say which register a measure lacks, or return "" where it lacks none."""
    needs = [need for need in measure.needs if need.registers and need.option not in options]
    lacking = (
        need
        for need in needs
        if data.registers.isdisjoint(need.registers)
        and not any(column.is_read and column.role in need.roles for column in data.columns)
    )
    first = next(lacking, None)
    return f"{NOT_MEASURABLE}{first.add}" if first else ""


def _thin_reason(measure: Measure, n: int, row: Row, data: Data) -> str:
    """Say that data are lacking or thin: a blank is not a zero."""
    if n == 0:
        return _nothing_reason(measure, row, data.columns if measure.needs else ())
    if n < measure.smallest_n:
        return f"{n} {measure.counted}; {measure.smallest_n} are needed"
    return ""


def _nothing_reason(measure: Measure, row: Row, columns: Sequence[StandingColumn]) -> str:
    """Say why there is nothing to measure: no such column, nothing in it, or nothing yet."""
    said = [words for name, words in measure.nothing_because.items() if row.get(name)]
    if said:
        return said[0]
    lacking = [need for need in measure.needs if not need.registers and need.lacks_column(columns)]
    could_tell = bool(row.get(measure.measured_if))
    is_dropped = any(row.get(column) for column in measure.left_out)
    can_be_zero = measure.smallest_n == 0 and bool(row)
    if not could_tell and (is_dropped or (lacking and not can_be_zero)):
        remedies = (need.remedy(columns) for need in (*lacking, *measure.needs))
        return f"{NOT_MEASURABLE}{next(remedies, '')}"
    return "" if can_be_zero else "nothing to measure yet"
