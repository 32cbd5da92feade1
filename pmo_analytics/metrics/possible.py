"""Which metrics the columns of a file make possible, and what would unlock the others."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from pmo_analytics.metrics.compute import CATALOGUE


@dataclass(frozen=True, slots=True)
class PossibleMetric:
    """A metric, whether some columns can answer it, and what to add where they cannot."""

    name: str
    is_possible: bool
    missing: str


def possible_metrics(roles: Set[str]) -> tuple[PossibleMetric, ...]:
    """Judge every metric of the catalogue by the roles of a file's columns."""
    judged = []
    for definition in CATALOGUE.values():
        is_possible = all(roles & set(group) for group in definition.needs)
        missing = "" if is_possible else definition.missing
        judged.append(PossibleMetric(definition.name, is_possible, missing))
    return tuple(judged)
