"""The catalogue: every measure there is, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_analytics.catalogue import (
    ageing,
    asked,
    blocker_chains,
    budget_needs,
    changes,
    charter,
    comments,
    criticality,
    date_needs,
    decided,
    decision_options,
    decisions,
    delay_cost,
    delivery,
    finish,
    forecast_record,
    improvements,
    item_times,
    items_ahead,
    judgement,
    outturn,
    pace,
    parts,
    project_changes,
    quick_wins,
    roadmap,
    support,
    suspects,
    team_handovers,
    team_work,
    training,
    training_effects,
)
from pmo_analytics.errors import UnknownNameError, did_you_mean
from pmo_analytics.metrics.benefits import benefits
from pmo_analytics.metrics.capacity import capacity
from pmo_analytics.metrics.cost import cost
from pmo_analytics.metrics.data import data_quality, exports
from pmo_analytics.metrics.dates import dates
from pmo_analytics.metrics.dependencies import dependencies
from pmo_analytics.metrics.flow import blocked, conformance, counted, over_time, stages, times
from pmo_analytics.metrics.governance import controls, governance
from pmo_analytics.metrics.measure import Measure
from pmo_analytics.metrics.oversight import oversight
from pmo_analytics.metrics.quality import defects
from pmo_analytics.metrics.risk import risk
from pmo_analytics.metrics.scope import scope_change
from pmo_analytics.metrics.sprints import sprints

if TYPE_CHECKING:
    import pandas as pd

_DECLARED = [
    measure
    for family in (
        over_time,
        counted,
        times,
        stages,
        blocked,
        conformance,
        dates,
        scope_change,
        sprints,
        cost,
        risk,
        benefits,
        defects,
        capacity,
        dependencies,
        governance,
        controls,
        oversight,
        data_quality,
        exports,
        finish,
        forecast_record,
        delay_cost,
        outturn,
        budget_needs,
        delivery,
        date_needs,
        parts,
        items_ahead,
        criticality,
        pace,
        item_times,
        ageing,
        blocker_chains,
        judgement,
        changes,
        project_changes,
        suspects,
        decisions,
        decision_options,
        decided,
        asked,
        improvements,
        charter,
        comments,
        roadmap,
        team_work,
        team_handovers,
        support,
        quick_wins,
        training,
        training_effects,
    )
    for measure in family.FAMILY
]
# Families stand together, in the order in which the first measure of each is declared.
MEASURES: dict[str, Measure] = {
    measure.name: measure
    for family in dict.fromkeys(measure.family for measure in _DECLARED)
    for measure in _DECLARED
    if measure.family == family
}


def find_measure(name: str) -> Measure:
    """Return the measure of that name.

    Raises:
        UnknownNameError: there is no measure of that name.
    """
    if name in MEASURES:
        return MEASURES[name]
    raise UnknownNameError(f'There is no metric "{name}". {did_you_mean(name, MEASURES)}')


def add_measure(measure: Measure) -> None:
    """Add a measure from outside the package.

    Raises:
        UnknownNameError: there is a measure of that name already.
    """
    if MEASURES.setdefault(measure.name, measure) is not measure:
        raise UnknownNameError(f'There is a metric "{measure.name}" already; name yours otherwise.')


def family_of(name: str) -> tuple[Measure, ...]:
    """Return the measures of a family.

    Raises:
        UnknownNameError: there is no family of that name.
    """
    found = tuple(measure for measure in MEASURES.values() if measure.family == name)
    if not found:
        known = dict.fromkeys(measure.family for measure in MEASURES.values())
        raise UnknownNameError(f'There is no family "{name}". {did_you_mean(name, known)}')
    return found


def catalogue_frame() -> pd.DataFrame:
    """Return the catalogue, one row a measure."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    rows = [
        {
            "metric": measure.name,
            "family": measure.family,
            "meaning": measure.meaning,
            "unit": measure.unit,
            "better": measure.better,
            "data_needed": measure.data_needed,
            "smallest_n": measure.smallest_n,
            "options": ", ".join(measure.options),
            "cannot_tell": measure.cannot_tell,
        }
        for measure in MEASURES.values()
    ]
    return pd.DataFrame(rows).set_index("metric")
