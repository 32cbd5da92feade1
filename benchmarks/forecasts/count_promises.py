"""The record of "how many in some weeks": promised counts against what was finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmo_analytics.catalogue.delivery import PROMISED_WEEKS
from pmo_analytics.forecasts.doubts import doubt_about
from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.forecasts.history import WorkHistory
from pmo_analytics.forecasts.models import Model, Pool
from pmo_analytics.forecasts.quantiles import quantile


@dataclass(frozen=True)
class CountPromise:
    """At least so many items in some weeks, with a probability.

    Attributes:
        scope_id: of the scope.
        origin: day at whose evening it was made.
        weeks: that lie ahead.
        probability: with which it was promised.
        promised: items, at least.
        chance: of at least so many, and `chance_of_more` of at least one more: a count cannot be
            promised with just the asked probability.
        actual: items finished.
    """

    scope_id: str
    origin: date
    weeks: int
    probability: float
    promised: int
    chance: float
    chance_of_more: float
    actual: int

    @property
    def is_kept(self) -> bool:
        """Tell whether at least so many were finished."""
        return self.actual >= self.promised

    @property
    def kept_share(self) -> float:
        """Return 1 if kept, 0 if not, and between where one more decides (randomised coverage).

        In the mean over promises it is the asked probability, where chances are true.
        """
        spare = self.chance - self.chance_of_more
        of_more = (self.chance - self.probability) / spare if spare > 0 else 0.0
        return (1 - of_more) * self.is_kept + of_more * (self.actual > self.promised)


def count_promises(
    history: WorkHistory,
    model: Model,
    *,
    origins: Sequence[date],
    weeks: Sequence[int] = PROMISED_WEEKS,
    probability: float = 0.85,
    pool: Pool | None = None,
    seed: int = SEED,
) -> Iterable[CountPromise]:
    """Return what would have been promised at each origin, where the outcome is known."""
    for origin in origins:
        cut = history.until(origin)
        if not len(cut) or doubt_about(cut) not in {None, "nothing_left"}:
            continue
        futures = model.futures(cut, pool=pool or Pool(), seed=seed)
        for ahead in weeks:
            end = origin + timedelta(weeks=ahead)
            if end > history.last_day:
                continue
            days = history.calendar.between(origin, end)
            draws = futures.finished_within(days)
            promised = int(-quantile(-draws, probability))
            yield CountPromise(
                scope_id=history.scope_id,
                origin=origin,
                weeks=ahead,
                probability=probability,
                promised=promised,
                chance=float((draws >= promised).mean()),
                chance_of_more=float((draws > promised).mean()),
                actual=int(history.finished[len(cut) : len(cut) + days].sum()),
            )
