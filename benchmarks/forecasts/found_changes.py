"""Changes of pace that nobody declared, found by the signals of health."""

from __future__ import annotations

from datetime import date

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.pace import weekly_sums
from pmo_analytics.health.baseline import PROVISIONAL_WEEKS
from pmo_analytics.health.counts import count_limits, count_signals


def found_change(history: WorkHistory) -> date | None:
    """Return the day from which the pace differs from that of the first ten weeks."""
    days = history.calendar.days_a_week
    first = history.first_finish or 0
    weekly = [round(count) for count in weekly_sums(history.finished[first:], days)]
    limits = count_limits(weekly[:PROVISIONAL_WEEKS])
    if limits is None:
        return None
    points = count_signals(weekly[PROVISIONAL_WEEKS:], limits)
    if not points or "cumulative" not in points[-1].rules:
        return None
    return history.calendar.after(history.last_day, 1 - points[-1].weeks * days)
