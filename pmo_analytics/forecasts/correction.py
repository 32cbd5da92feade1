"""Promises moved to where they would have held: conformal correction by the record.

The score of a past forecast says by how much of its own spread it was wrong. The asked quantile of
the scores, by Kaplan-Meier because promises still open are evidence too, moves the date. The record
of the scope itself counts in full, that of the portfolio a little, and the model's own claim speaks
while both are thin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pmo_analytics.forecasts.draws import normal_strata
from pmo_analytics.forecasts.quantiles import LEVELS, levels_of, quantile, spread_of
from pmo_analytics.forecasts.record import ALL_DONE, Promises
from pmo_analytics.forecasts.scores import wilson
from pmo_analytics.forecasts.survival import survival

KNOTS = (0.05, 0.15, 0.3, *LEVELS, 0.99)
POOL_PROMISES = 60.0  # as many as all of the portfolio's count for
CLAIM_PROMISES = 20.0  # as many as the model's own claim counts for
SUB_TARGET_WEIGHT = 0.15
_CLAIM = normal_strata(40)  # the scores of a model that keeps what it claims
POWER = 0.25  # of its spread by which a promise errs more: found by the benchmark
HARMLESS = 0.05  # of the share that held: 80 to 90% of 85% dates need no correction
TESTED_LEVELS = (0.5, 0.85)
LEAST_EVIDENCE = 5.0  # promises that ended, own and pooled, before anything is corrected


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of the promises known at a day, to correct every scope with.

    Attributes:
        scope: index of the scope of each.
        score: its error over the square root of its spread.
        has_ended: whether it had come to its end by that day.
        is_whole: whether it was about the end of the scope, not about a part.
        weight: how much it counts.
        is_distinguishable: whether the promises of all scopes held more or less often than was
            promised, by more than chance; else there is nothing to correct.
    """

    scope: np.ndarray
    score: np.ndarray
    has_ended: np.ndarray
    is_whole: np.ndarray
    weight: np.ndarray
    is_distinguishable: bool


@dataclass(frozen=True, eq=False)
class Correction:
    """What the record does to the draws of one scope; `evidence` is the promises it rests on."""

    quantiles: tuple[float, ...]  # scores at `KNOTS`; empty: nothing to correct
    evidence: float

    @property
    def is_needed(self) -> bool:
        """Tell whether the record differs from what was promised, and is large enough to say so."""
        return bool(self.quantiles)

    def apply(self, draws: np.ndarray, *, learned_on: np.ndarray | None = None) -> np.ndarray:
        """Move each draw to where its rank would have held; the order of draws is kept.

        Args:
            draws: working days.
            learned_on: the draws whose ranks say how far, where `draws` are these after a change:
                so that a change moves nothing by moving the correction.
        """
        ranked = draws if learned_on is None else learned_on
        spread = spread_of(levels_of(ranked))
        if not self.is_needed or not np.isfinite(spread):
            return draws
        likely = quantile(ranked, 0.5)
        own = np.log(np.array([quantile(ranked, knot) for knot in KNOTS]) / likely)
        target = spread**POWER * np.array(self.quantiles)
        with np.errstate(invalid="ignore"):  # a knot that never ends is left out
            usable = np.isfinite(own) & np.append(np.diff(own) > 0, True)  # of ties, the last
        finite = np.isfinite(draws)
        logs = np.log(np.where(finite, draws, likely) / likely)
        shift = np.interp(logs, own[usable], (target - own)[usable])
        days = np.ceil(np.round(likely * np.exp(logs + shift), 6))
        return np.where(finite, np.maximum(days, 1.0), draws)


@lru_cache(maxsize=128)
def scores_until(promises: Promises, day: float) -> Scores:
    """Return the scores of promises made before a day, with the outcomes known then.

    Args:
        promises: all of the portfolio.
        day: ordinal; what happened after it is not known.
    """
    usable = np.isfinite(promises.spread) & (promises.origin < day)
    past = promises.where(usable)
    # working days since the origin; holidays make this a little too long, which is harmless
    watched = np.floor((day - past.origin) * 5 / 7)
    has_ended = past.has_ended & (past.last_seen <= day)
    rest = np.maximum(np.where(has_ended, past.rest, np.minimum(watched, past.rest)), 0.5)
    weight = np.where(past.target == ALL_DONE, 1.0, SUB_TARGET_WEIGHT)
    score = np.log(rest / past.median) / past.spread**POWER
    order = np.argsort(score, kind="stable")  # once for all scopes
    return Scores(
        scope=past.scope[order],
        score=score[order],
        has_ended=has_ended[order],
        is_whole=past.target[order] == ALL_DONE,
        weight=weight[order],
        is_distinguishable=any(
            _is_off(level, rest / past.levels[:, at], has_ended, weight, past.scope)
            for at, level in enumerate(LEVELS)
            if level in TESTED_LEVELS
        ),
    )


def _is_off(
    level: float, used: np.ndarray, has_ended: np.ndarray, weight: np.ndarray, scope: np.ndarray
) -> bool:
    """Tell whether promises of a level held too seldom or too often, by more than chance.

    Args:
        level: probability of the promise.
        used: of the promised days, the share that it took, or was watched so far.
        has_ended: whether it ended.
        weight: of each.
        scope: promises of one scope share their luck, so that scopes are counted.
    """
    held = 1.0 - survival(used, has_ended, weight).longer_than(1.0)
    lower, upper = wilson(held, len(np.unique(scope[has_ended | (used > 1.0)])))
    return abs(held - level) > HARMLESS and not lower <= level <= upper


def correction_for(scope: int, scores: Scores, spread: float) -> Correction:
    """Return the correction of one scope.

    Args:
        scope: its index.
        scores: known at the day.
        spread: of its forecast; scales the model's own claim.
    """
    # its whole ends are all still open while it runs: in full weight they could only say "later"
    is_own = (scores.scope == scope) & ~scores.is_whole
    pooled = float((scores.weight * ~is_own).sum())
    pool_factor = min(POOL_PROMISES / pooled, 1.0) if pooled else 0.0
    weight = scores.weight * np.where(is_own, 1.0, pool_factor)
    evidence = float((weight * scores.has_ended).sum())
    if not scores.is_distinguishable or evidence < LEAST_EVIDENCE or not np.isfinite(spread):
        return Correction(quantiles=(), evidence=evidence)
    claim = _CLAIM * spread ** (1 - POWER)
    curve = survival(
        np.concatenate([scores.score, claim]),
        np.concatenate([scores.has_ended, np.ones(len(claim), dtype=bool)]),
        np.concatenate([weight, np.full(len(claim), CLAIM_PROMISES / len(claim))]),
    )
    found = [curve.quantile(knot) for knot in KNOTS]
    last = float(curve.times[-1])
    return Correction(
        quantiles=tuple(last if one is None else one for one in found), evidence=evidence
    )
