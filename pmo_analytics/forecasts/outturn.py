"""What a scope will have cost in the end, and what being late costs, as distributions.

The last three months stand beside all of it: a cost performance that was good in all and is bad
lately must not read "under budget".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_analytics.forecasts.draws import DRAWS, SEED, standard_normals
from pmo_analytics.forecasts.quantiles import quantile

RECENT_MONTHS = 3
LEAST_SPREAD = 0.05  # of the logarithm of a cost performance: few months agree by chance
CONTINGENCY_PROBABILITY = 0.8  # GAO: contingency is held at a stated confidence
SPEND, PERFORMANCE = range(2)  # rows of the normals


@dataclass(frozen=True, eq=False)
class Outturn:
    """The cost at the end in each draw, in the currency of the budget.

    Attributes:
        draws: half of them by rate of spend and time left, half by cost performance; where only one
            of these is known, all by it.
        by_spend: spent so far, and the recent rate of spend until the end; empty where the end is
            not known.
        by_performance: spent so far, and the work left at the recent cost performance; empty where
            no earned value is known.
        recent_performance: earned over spent in the last three months; None where not known.
        overall_performance: the same of all months.
    """

    draws: np.ndarray
    by_spend: np.ndarray
    by_performance: np.ndarray
    recent_performance: float | None
    overall_performance: float | None

    def at(self, probability: float) -> float:
        """Return the cost that is not passed with that probability; infinite: it never ends."""
        return quantile(self.draws, probability)

    def contingency(self, budget: float, probability: float = CONTINGENCY_PROBABILITY) -> float:
        """Return what is needed above the budget to be so sure, 0 or more."""
        return max(self.at(probability) - budget, 0.0)


def outturn(
    scope_id: str,
    *,
    months_left: np.ndarray | None,
    spent_by_month: Sequence[float],
    earned_by_month: Sequence[float] = (),
    budget: float | None = None,
    seed: int = SEED,
) -> Outturn | None:
    """Return the distribution of the cost at the end; None where neither way is known.

    Args:
        scope_id: names the draws.
        months_left: of each draw until the end; None where no end is forecast.
        spent_by_month: actual cost of each complete month, oldest first.
        earned_by_month: earned value of the same months; empty where not known.
        budget: at completion; with earned value it says what work is left.
        seed: of the portfolio.
    """
    spent = float(math.fsum(spent_by_month))
    if spent <= 0:
        return None
    draws = DRAWS if months_left is None else len(months_left)
    normals = standard_normals(f"{scope_id}/cost", rows=2, seed=seed, draws=draws)
    by_spend = np.empty(0)
    if months_left is not None:
        by_spend = spent + _rate(spent_by_month, normals[SPEND]) * months_left
    recent = _performance(earned_by_month[-RECENT_MONTHS:], spent_by_month[-RECENT_MONTHS:])
    overall = _performance(earned_by_month, spent_by_month)
    by_performance = np.empty(0)
    if recent and budget is not None:
        left = max(budget - math.fsum(earned_by_month), 0.0)
        pairs = zip(earned_by_month, spent_by_month, strict=True)
        uneven = _spread([earned / cost for earned, cost in pairs if earned > 0 and cost > 0])
        # the same luck: what takes longer than expected also costs more than expected
        by_performance = spent + left / recent * np.exp(uneven * normals[PERFORMANCE])
    known = [drawn for drawn in (by_spend, by_performance) if len(drawn)]
    if not known:
        return None
    return Outturn(
        draws=np.concatenate([known[0], known[-1]]),
        by_spend=by_spend,
        by_performance=by_performance,
        recent_performance=recent,
        overall_performance=overall,
    )


def delay_cost(
    ends: Mapping[str, np.ndarray],
    *,
    due: Mapping[str, float | np.ndarray],
    cost_a_week: Mapping[str, float],
) -> np.ndarray:
    """Return the total cost of delay in each draw: a distribution, not a sum of medians.

    Args:
        ends: ordinals by scope, of joint draws.
        due: ordinal of the date that each was to keep, the same or one of each draw; scopes without
            one cost nothing.
        cost_a_week: of delay, by scope.
    """
    known = sorted(scope for scope in ends if scope in due and scope in cost_a_week)
    if not known:
        return np.zeros(len(next(iter(ends.values()), np.empty(0))))
    late = [np.maximum(ends[one] - due[one], 0.0) / 7.0 * cost_a_week[one] for one in known]
    return np.add.reduce(late)


def _rate(spent_by_month: Sequence[float], normals: np.ndarray) -> np.ndarray:
    """Return the spend of a month in each draw, around that of the recent months."""
    rate = math.fsum(spent_by_month[-RECENT_MONTHS:]) / min(len(spent_by_month), RECENT_MONTHS)
    spread = _spread([month / rate for month in spent_by_month if month > 0]) if rate else 0.0
    return rate * np.exp(spread * normals)


def _performance(earned: Sequence[float], spent: Sequence[float]) -> float | None:
    cost = math.fsum(spent)
    return math.fsum(earned) / cost if len(earned) and cost > 0 else None


def _spread(ratios: Sequence[float]) -> float:
    """Return the standard error of the mean logarithm of monthly ratios, at most recent months."""
    if len(ratios) < 2:
        return 2 * LEAST_SPREAD
    logs = np.log(np.array(ratios))
    return max(float(logs.std(ddof=1)) / math.sqrt(min(len(logs), RECENT_MONTHS)), LEAST_SPREAD)
