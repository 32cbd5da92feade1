"""What will happen to an item, drawn from the item's own stream."""

from __future__ import annotations

import numpy as np

from data.simulator.description import ProjectSpec, StageSpec
from data.simulator.history import CANCELLED
from data.simulator.items import Block, Fate
from data.simulator.streams import gamma, happens, lognormal
from data.simulator.working_time import DAY_SECONDS

MIDDLING_POINTS = 3  # `Work.mean_days` is meant for an item of this size
SIZE_EXPONENT = 0.6  # work grows more slowly than its estimate
MEAN_PICKUP_SECONDS = 2_400
DUPLICATE_SHARE = 0.25
CANCELLED_UNSTARTED_SHARE = 0.7  # most of what is given up was never started


def draw_fate(
    project: ProjectSpec, stages: tuple[StageSpec, ...], points: int, rng: np.random.Generator
) -> Fate:
    """Draw the work an item takes and the accidents on its way."""
    rates = project.rates
    size = (points / MIDDLING_POINTS) ** SIZE_EXPONENT
    works = [project.work[stage.name] for stage in stages]
    return Fate(
        seconds=tuple(
            1 + int(DAY_SECONDS * size * lognormal(rng, work.mean_days, work.sigma))
            for work in works
        ),
        failures=tuple(_failures(project, stage, rng) for stage in stages),
        pickup_seconds=90 + int(gamma(rng, MEAN_PICKUP_SECONDS)),
        block=_block(project, stages, rng) if happens(rng, rates.blocked) else None,
        cancelled_after=_delay(rng, rates.cancelled * CANCELLED_UNSTARTED_SHARE, mean_days=55),
        cancelled_in=0 if happens(rng, rates.cancelled * (1 - CANCELLED_UNSTARTED_SHARE)) else None,
        cancelled_as=CANCELLED[int(happens(rng, DUPLICATE_SHARE))],
        put_back_for=_delay(rng, rates.put_back, mean_days=12),
        reopened_after=_delay(rng, rates.reopened, mean_days=5),
    )


def _failures(project: ProjectSpec, stage: StageSpec, rng: np.random.Generator) -> int:
    rates = {"review": project.rates.fails_review, "test": project.rates.fails_test}
    return int(rng.binomial(2, rates.get(stage.skill, 0.0) / 2))


def _block(project: ProjectSpec, stages: tuple[StageSpec, ...], rng: np.random.Generator) -> Block:
    days = np.array([project.work[stage.name].mean_days for stage in stages])
    weights = np.array([cause.weight for cause in project.causes])
    stage = int(rng.choice(len(stages), p=days / days.sum()))
    share_done = float(rng.beta(2, 3))
    spread = lognormal(rng, 1.0, 0.8)
    cause = project.causes[int(rng.choice(len(weights), p=weights / weights.sum()))]
    return Block(stage, share_done, int(DAY_SECONDS * cause.mean_days * spread), cause.name)


def _delay(rng: np.random.Generator, probability: float, *, mean_days: float) -> int | None:
    """Draw whether something happens, and after how many working seconds."""
    is_so = happens(rng, probability)
    seconds = int(DAY_SECONDS * lognormal(rng, mean_days, 0.7))
    return seconds if is_so else None
