"""Which metrics the columns of a file make possible, and what would unlock the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pmo_analytics.catalogue.registry import MEASURES
from pmo_analytics.metrics.measure import StandingColumn


@dataclass(frozen=True, slots=True)
class PossibleMetric:
    """A metric, and what to add where some columns cannot answer it."""

    name: str
    to_add: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.to_add


def possible_metrics(columns: Sequence[StandingColumn]) -> tuple[PossibleMetric, ...]:
    """Judge every metric that exports can tell by the columns of a file.

    What tables of another kind tell is left out where this file is none: it lacks nothing.
    """
    judged = (
        (
            definition,
            tuple(need.remedy(columns) for need in definition.needs if need.lacks_column(columns)),
        )
        for definition in MEASURES.values()
    )
    return tuple(
        PossibleMetric(definition.name, to_add)
        for definition, to_add in judged
        if definition.needs
        and (definition.least_tier is not None or (definition.least_data and not to_add))
    )


def unlocked_by_one_more(possible: tuple[PossibleMetric, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the metrics that a single addition would unlock, by what is to be added."""
    unlocked: dict[str, tuple[str, ...]] = {}
    for metric in possible:
        if len(metric.to_add) == 1:
            unlocked[metric.to_add[0]] = (*unlocked.get(metric.to_add[0], ()), metric.name)
    return unlocked
