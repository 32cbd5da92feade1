"""Changes of pace that nobody declared, found by the signals of health."""

from __future__ import annotations

from datetime import date

from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.pace import weekly_sums
from pmo_analytics.health.counts import change_began, count_limits
from pmo_analytics.health.xmr import PROVISIONAL_WEEKS


def found_change(history: WorkHistory) -> date | None:
    """Return the day from which the pace differs from that of the first ten weeks."""
    days = history.calendar.days_a_week
    first = history.first_finish or 0
    weekly = [round(count) for count in weekly_sums(history.finished[first:], days)]
    limits = count_limits(weekly[:PROVISIONAL_WEEKS])
    if limits is None:
        return None
    after = weekly[PROVISIONAL_WEEKS:]
    began = [change_began(after, limits, side=side) for side in ("low", "high")]
    known = [position for position in began if position is not None]
    if not known:
        return None
    weeks_ago = len(after) - max(known)
    return history.calendar.after(history.last_day, 1 - weeks_ago * days)
