"""The one shape in which every metric answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.question import AsOf, Scope
from pmo_analytics.values import Fact, FactSource, Tier

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class MetricResult:
    """A metric for one scope as of one day.

    `values` is empty and `reason` says why where these data cannot answer. `frame` holds the rows
    behind the values (its grain is written in the head of `sql`) and is fetched when asked for.
    """

    definition: Measure
    scope: Scope
    as_of: AsOf
    values: Mapping[str, Any]
    n: int
    tier: Tier | None
    reason: str
    left_out: Mapping[str, int]
    conventions: Mapping[str, str]
    is_reconstructed: bool
    options: Mapping[str, Any]
    sql: str
    parameters: Mapping[str, Any]
    _fetch: Callable[[], pd.DataFrame] = field(repr=False, compare=False)
    _fetch_items: Callable[[], pd.DataFrame] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """Return the name of the metric."""
        return self.definition.name

    @property
    def value(self) -> Any:
        """Return the first of the values, the one the metric is named for; None if unmeasurable."""
        return next(iter(self.values.values()), None)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Return the rows behind the values."""
        return self._fetch()

    @cached_property
    def items(self) -> pd.DataFrame:
        """Return the items that were counted; of a measure without items the rows behind it."""
        return self._fetch_items()

    def fact(self, column: str) -> Fact:
        """Return one of the values as the fact that sentences, tables and charts receive."""
        return self._fact(column, self.values.get(column), {})

    def row_fact(self, row: Mapping[str, Any], column: str, *, key: Sequence[str]) -> Fact:
        """Return a column of a row behind the values as a fact.

        Args:
            key: columns that tell the row from all others of `frame`.
        """
        return self._fact(column, row[column], {name: row[name] for name in key})

    def _fact(self, column: str, value: Any, row: Mapping[str, Any]) -> Fact:
        kind, scope = self.scope.kind, self.scope.name
        day = self.as_of.day
        place = (kind, scope, self.recipe_id, *row.values(), column, day)
        return Fact(
            fact_id=_fact_id(place),
            value=value,
            unit=self.definition.unit_of(column),
            n=self.n,
            tier=self.tier,
            recipe_id=self.recipe_id,
            reason=self.reason if value is None else "",
            is_reconstructed=self.is_reconstructed,
            source=FactSource(
                measure=self.name,
                column=column,
                scope="" if kind == "portfolio" else scope,
                scope_kind=kind,
                as_of=day,
                options=_plain(self.options),
                row=_plain(row),
            ),
        )

    @property
    def recipe_id(self) -> str:
        """Return the name of the recipe: measures of many scopes share theirs."""
        options = (f"{name}={value}" for name, value in sorted(self.options.items()))
        return ",".join((self.name, *options))

    def to_dict(self) -> dict[str, Any]:
        """Return the answer without its rows, as other programs read it."""
        return {
            "metric": self.name,
            "scope": self.scope.name,
            "as_of": self.as_of.day.isoformat(),
            "is_partial_day": self.as_of.is_partial,
            "value": self.value,
            "values": dict(self.values),
            "n": self.n,
            "unit": self.definition.unit,
            "tier": self.tier.name if self.tier is not None else None,
            "reason": self.reason,
            "left_out": dict(self.left_out),
            "meaning": self.definition.meaning,
            "rule": self.definition.rule,
            "conventions": dict(self.conventions),
            "cannot_tell": self.definition.cannot_tell,
            "sql": self.sql,
        }

    def __str__(self) -> str:
        head = f"{self.name} of {self.scope} as of {self.as_of}"
        lines = [f"  {name:<32}{_shown(value)}" for name, value in self.values.items()]
        if self.reason:
            lines.append(f"  {self.reason}")
        lines.append(f"  {'n':<32}{self.n}")
        if not self.reason:
            words = self.definition.data_needed
            tier = f"{self.tier.name}, {self.tier.words}" if self.tier is not None else words
            lines.append(f"  {'tier':<32}{tier}")
        remedies = self.definition.remedies
        lines += [
            f"  {'left out':<32}{count} {why}: {remedies[why]}"
            for why, count in self.left_out.items()
        ]
        lines += [
            f"  {'means':<32}{self.definition.meaning}",
            f"  {'rule':<32}{self.definition.rule}",
            *(f"  {name:<32}{words}" for name, words in self.conventions.items()),
        ]
        return "\n".join([head, *lines])

    __repr__ = __str__


def _fact_id(place: Sequence[Any]) -> str:
    """Join the parts of a place, so that different places never get one name."""
    parts = (str(part).replace("\\", "\\\\").replace(".", "\\.") for part in place)
    return ".".join(parts)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return values with their days as ISO text."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
    }


def _shown(value: Any) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
