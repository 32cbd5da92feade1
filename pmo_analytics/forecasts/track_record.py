"""What promises were worth: the record in figures, of one scope or of all."""

from __future__ import annotations

import numpy as np

from pmo_analytics.forecasts.quantiles import HORIZON_DAYS, LEVELS
from pmo_analytics.forecasts.record import ALL_DONE, Promises, independent_count
from pmo_analytics.forecasts.scores import Coverage, bias, coverage, pinball
from pmo_analytics.values import Value


class TrackRecord(Value):
    """The promises that fell due, and how they were kept; days are working days."""

    coverages: tuple[Coverage, ...]  # one for each of `LEVELS`
    promises: int  # that ended
    independent: int  # of them, those that do not overlap in time
    likely_gain: float | None  # share by which the loss at 50% is below that of the naive pace
    sure_gain: float | None  # the same at 85%
    crps_gain: float | None  # the same of the whole distribution
    bias_days: float | None  # what happened less what was likely; positive: too early

    def of(self, probability: float) -> Coverage:
        """Return how promises of one level were kept."""
        return self.coverages[LEVELS.index(probability)]


def track_record(
    promises: Promises, *, day: float, scope_id: str | None = None, target: float | None = ALL_DONE
) -> TrackRecord:
    """Return the record up to a day.

    A promise counts for its level once the promised day is over, kept or not: whoever counted those
    that happened to end would only see the early ones.

    Args:
        promises: of the back-test.
        day: ordinal of the last day of the data.
        scope_id: of one scope; all without.
        target: of which promises; all without.
    """
    wanted = np.isfinite(promises.spread) & (promises.origin < day)
    if scope_id is not None:
        wanted &= promises.scope == promises.scope_ids.index(scope_id)
    if target is not None:
        wanted &= promises.target == target
    found = promises.where(wanted)
    known = found.known_at(day)
    return TrackRecord(
        coverages=tuple(_coverage(found, level, day) for level in LEVELS),
        promises=len(known),
        independent=independent_count(known),
        likely_gain=_gain(known, 0.5),
        sure_gain=_gain(known, 0.85),
        crps_gain=_crps_gain(known),
        bias_days=bias(known.median, known.rest) if len(known) else None,
    )


def due_promises(promises: Promises, level: float, day: float) -> tuple[Promises, np.ndarray]:
    """Return the promises of a level whose day is over, and whether each was kept."""
    days = promises.levels[:, LEVELS.index(level)]
    due = promises.where(promises.origin + np.ceil(days * 7 / 5) <= day)
    kept = due.has_ended & (due.rest <= due.levels[:, LEVELS.index(level)])
    return due, kept


def _coverage(promises: Promises, level: float, day: float) -> Coverage:
    due, kept = due_promises(promises, level, day)
    return coverage(kept, level, independent=independent_count(due))


def _gain(promises: Promises, level: float) -> float | None:
    if not len(promises):
        return None
    days = np.minimum(promises.levels[:, LEVELS.index(level)], HORIZON_DAYS)
    naive = pinball(np.minimum(promises.naive, HORIZON_DAYS), promises.rest, level).mean()
    return float(1 - pinball(days, promises.rest, level).mean() / naive) if naive else None


def _crps_gain(promises: Promises) -> float | None:
    if not len(promises):
        return None
    # the score of a single number is its distance
    naive = np.abs(np.minimum(promises.naive, HORIZON_DAYS) - promises.rest).mean()
    return float(1 - promises.crps.mean() / naive) if naive else None
