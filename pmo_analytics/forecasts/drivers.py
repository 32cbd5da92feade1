"""Why the likely finish moved: an exact split into scope and pace.

Both parts are Shapley values, the average of changing scope first and changing pace first: no order
is preferred, and the parts add up to the whole [shapley-1953].
"""

from __future__ import annotations

import math

from pmo_analytics.forecasts.finish import LIKELY, FinishForecast
from pmo_analytics.values import Value


class FinishDrivers(Value):
    """The move of the likely finish in days (later is positive); its parts add up to it."""

    moved_days: int
    scope_days: int
    pace_days: int
    added_items: int  # net of what was cancelled or moved out


class EtaDrivers(Value):
    """The move of a finish in weeks (later is positive), and its parts."""

    before_weeks: float
    after_weeks: float
    scope_weeks: float
    pace_weeks: float


def finish_drivers(
    before: FinishForecast, after: FinishForecast, *, finished_between: int
) -> FinishDrivers | None:
    """Split the move of the likely finish between two forecasts of the same scope.

    Scope is what was added since, net of what was taken out; pace is all else, both what was
    finished since and how fast the rest is expected to go. The two mixed cases are the earlier
    forecast with the added items, and the later one without them.

    Args:
        before: the earlier forecast.
        after: the later forecast.
        finished_between: items finished after `before.as_of`, up to `after.as_of`.

    Returns:
        None where one of the four finishes has no date within the horizon, or nothing is left.
    """
    if before.reason or after.reason:
        return None
    added = after.open_items - before.open_items + finished_between
    cases = (
        before,
        before.with_open_items(before.open_items + added),
        after.with_open_items(max(after.open_items - added, 0)),
        after,
    )
    ordinals = [day.toordinal() for case in cases if (day := case.when(LIKELY))]
    if len(ordinals) < len(cases):
        return None
    scope, _ = _shapley_split(*ordinals)
    moved_days = ordinals[-1] - ordinals[0]
    scope_days = math.floor(scope + 0.5)  # both parts end in the same half: pace takes the rest
    return FinishDrivers(
        moved_days=moved_days,
        scope_days=scope_days,
        pace_days=moved_days - scope_days,
        added_items=added,
    )


def eta_drivers(
    *, open_before: float, pace_before: float, open_after: float, pace_after: float
) -> EtaDrivers:
    """Split the move of open items ÷ pace, the finish at a steady pace, into scope and pace.

    Args:
        open_before: open items at first.
        pace_before: items finished a week at first, above 0.
        open_after: open items later.
        pace_after: items finished a week later, above 0.
    """
    before_weeks, after_weeks = open_before / pace_before, open_after / pace_after
    scope, pace = _shapley_split(
        before_weeks, open_after / pace_before, open_before / pace_after, after_weeks
    )
    return EtaDrivers(
        before_weeks=before_weeks, after_weeks=after_weeks, scope_weeks=scope, pace_weeks=pace
    )


def _shapley_split(
    before: float, new_scope: float, new_pace: float, after: float
) -> tuple[float, float]:
    scope = ((new_scope - before) + (after - new_pace)) / 2
    pace = ((new_pace - before) + (after - new_scope)) / 2
    return scope, pace
