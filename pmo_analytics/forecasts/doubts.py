"""When there is no forecast, or none to print; reasons are values, the words are elsewhere."""

from __future__ import annotations

import math
from typing import Literal

from pmo_analytics.forecasts.history import WorkHistory

Doubt = Literal[
    "nothing_left",
    "nothing_finished",
    "dormant",
    "thin",
    "never",
    "too_wide",
    "member",
    "awaited",
]
WITHOUT_DATE: tuple[Doubt, ...] = ("never", "too_wide")  # the chance of a day is known all the same
DORMANT_DAYS = 60  # working days without a finish: twelve weeks, as in the control
LEAST_FINISHED = 4  # items; fewer say nothing about pace
LEAST_DAYS = 10  # working days since the first finish
WIDEST = 2.5  # the 85% rest over the likely rest; forecasts experiment


def doubt_about(history: WorkHistory) -> Doubt | None:
    """Say why a history supports no forecast; None where it does."""
    if history.open_now <= 0:
        return "nothing_left"
    first = history.first_finish
    if first is None:
        return "nothing_finished"
    if not history.finished[-DORMANT_DAYS:].any():
        return "dormant"
    is_short = len(history) - first < LEAST_DAYS
    few = history.finished.sum() / history.mean_size < LEAST_FINISHED
    return "thin" if is_short or few else None


def doubt_about_dates(likely: float, sure: float) -> Doubt | None:
    """Say why dates are not printed, from the working days to the likely and the 85% date."""
    if not math.isfinite(likely):
        return "never"
    return "too_wide" if sure > WIDEST * likely else None
