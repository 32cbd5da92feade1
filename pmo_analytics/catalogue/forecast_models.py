"""The models that forecast, each with the changes of pace that the signals of health find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pmo_analytics.forecasts.choice import CANDIDATES
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import FlowModel
from pmo_analytics.forecasts.pace import weekly_sums
from pmo_analytics.health.counts import count_limits, count_signals


def found_change(history: WorkHistory) -> date | None:
    """Return the day since which weekly finishes differ from their baseline by a signal.

    It is the cumulative rule of the page, on weeks counted back from the end of the data; after a
    declared change it looks at the weeks since. None: routine variation, or too few weeks.
    """
    days = history.calendar.days_a_week
    first = history.first_finish or 0
    if history.pace_changes:
        first = max(first, history.position_of(history.pace_changes[-1]))
    weekly = [round(count) for count in weekly_sums(history.in_items.finished[first:], days)]
    limits = count_limits(weekly)
    points = count_signals(weekly[limits.n :], limits) if limits else ()
    if not points or "cumulative" not in points[-1].rules:
        return None
    return history.calendar.after(history.last_day, 1 - points[-1].weeks * days)


MODELS: Mapping[str, FlowModel] = {
    name: replace(model, find_change=found_change) if model.regimes else model
    for name, model in CANDIDATES.items()
}
