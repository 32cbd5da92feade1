"""Work that ends in releases: the rhythm of its finishes, told or found."""

from __future__ import annotations

import numpy as np

from pmo_analytics.forecasts.history import WorkHistory

RHYTHM_DAYS = 130  # working days of the last half year in which a rhythm is looked for
LEAST_RELEASES = 3
LEAST_GAP = 4  # working days; a team that finishes most weeks has no rhythm
LEAST_ITEMS = 2.5  # a release: fewer on average are single items that happen to lie apart
UNEVENNESS = 0.35  # by which a gap may differ from the usual one


def release_rhythm(history: WorkHistory) -> int:
    """Return the working days from one release to the next; 0 where work ends on any day."""
    if history.release_days:
        return history.release_days
    recent = history.finished[-RHYTHM_DAYS:]
    days = np.flatnonzero(recent)
    if len(days) < LEAST_RELEASES:
        return 0
    gaps = np.diff(days)
    usual = float(np.sort(gaps)[len(gaps) // 2])
    if usual < LEAST_GAP:
        return 0
    is_even = bool((np.abs(gaps - usual) <= UNEVENNESS * usual).all())
    items = float(recent[days].mean()) / history.mean_size
    return round(usual) if is_even and items >= LEAST_ITEMS else 0


def days_since_release(history: WorkHistory) -> int:
    """Return the working days since something was finished last."""
    days = np.flatnonzero(history.finished)
    return len(history) - 1 - int(days[-1]) if len(days) else len(history)
