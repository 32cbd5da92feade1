"""What every metric declares about itself: the one list from which it is found and explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Literal

from pmo_analytics.values import Tier, Unit

Better = Literal["higher", "lower", "neither"]
Row = Mapping[str, Any]
Statistics = Callable[[Sequence[Row], Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Need:
    """Column roles or registers of which a metric needs at least one, and what to add else."""

    add: str
    roles: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    option: str = ""  # an option of the metric that says the same

    def lacks_column(self, roles: Set[str]) -> bool:
        """Tell whether it names roles of columns and exports with these roles have none of them."""
        return bool(self.roles) and roles.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric: its meaning, its rule with source, what it needs and what it cannot tell.

    `values` names the columns of the summary query that are the answer, each with its meaning;
    `left_out` the columns that count what could not be used, each with the reason in words.
    `told_by` names the column that is above 0 where the data could tell and there is nothing yet.
    `nothing_because` names columns that are true where there is nothing to measure, each with why.
    `statistics` is asked for what SQL does not say plainly: it gets the rows of `detail` and the
    options, and returns more columns for the summary.
    """

    name: str
    family: str
    meaning: str
    rule: str
    source: str
    unit: Unit
    better: Better
    least_tier: Tier | None  # None: no item is needed; registers alone tell it, or `least_data`
    smallest_n: int
    cannot_tell: str
    summary: str  # query with one row a scope (or a period of it) and day
    detail: str  # query behind `.frame`
    values: Mapping[str, str]
    needs: tuple[Need, ...]  # the one that is missing most often first
    left_out: Mapping[str, str] = field(default_factory=dict)
    least_data: str = ""  # in words, where neither a tier nor registers say it
    told_by: str = ""
    counted: str = "items"  # what `n` counts, in the plural
    nothing_because: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    conventions: Mapping[str, str] = field(default_factory=dict)  # "start point" → "…"
    statistics: Statistics | None = None
    is_of_whole_projects: bool = False  # registers do not say which of a project's items they mean
    is_of_whole_teams: bool = False  # likewise of a team's

    @property
    def missing(self) -> str:
        """Return what to add where the data cannot answer."""
        return self.needs[0].add

    @property
    def data_needed(self) -> str:
        """Return which data can tell it at all, in words."""
        words = self.least_tier.words if self.least_tier is not None else "registers"
        return self.least_data or words
