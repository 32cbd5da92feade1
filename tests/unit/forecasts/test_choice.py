"""The choice of a model: by what was known, never by a tie, never the control."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pmo_analytics.forecasts.choice import (
    CANDIDATES,
    CONTROL,
    LEAST_GAIN,
    LEAST_PROMISES,
    choose_model,
    relative_loss,
)
from pmo_analytics.forecasts.models import POOLED
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.forecasts.record import ALL_DONE, Promises

MADE = date(2026, 1, 5).toordinal()  # a Monday
LATER = MADE + 140  # a hundred working days


def promises(*, promised=20.0, rest=20, naive=40.0, count=40, has_ended=True) -> Promises:
    """Make equal promises of so many working days, made on one day."""
    same = np.full(count, 1.0)
    return Promises(
        scope_ids=("gannet",),
        scope=np.zeros(count, dtype=int),
        origin=same * MADE,
        target=same * ALL_DONE,
        levels=np.full((count, len(LEVELS)), promised),
        spread=same * 0.3,
        naive=same * naive,
        crps=same,
        rest=same * rest,
        has_ended=np.full(count, has_ended),
        last_seen=same * (MADE + rest * 7 // 5),
    )


def choose(day=LATER, **records):
    return choose_model(records, day=day, default="default")


def test_the_model_that_lost_clearly_less_is_chosen():
    found = choose(default=promises(promised=30), other=promises(promised=20))
    assert (found.model, found.is_default, found.promises) == ("other", False, 40)
    assert found.losses["other"] == 0
    assert found.losses["default"] == pytest.approx(0.5)  # half as far off as the naive pace


def test_a_tie_leaves_the_default():
    found = choose(default=promises(promised=30), other=promises(promised=29.6))
    assert found.losses["default"] > found.losses["other"]
    assert found.losses["other"] > (1 - LEAST_GAIN) * found.losses["default"]
    assert (found.model, found.is_default) == ("default", True)


def test_the_control_stands_beside_the_others_and_is_never_chosen():
    records = {"default": promises(promised=30), CONTROL.name: promises(promised=20)}
    found = choose(**records)
    assert (found.model, found.losses[CONTROL.name]) == ("default", 0)


def test_the_models_of_the_product_are_named_once_and_do_not_hold_the_control():
    assert list(CANDIDATES) == [model.name for model in CANDIDATES.values()]
    assert POOLED.name in CANDIDATES
    assert CONTROL.name not in CANDIDATES


def test_few_promises_that_ended_do_not_tell_models_apart():
    known = {"count": LEAST_PROMISES - 1}
    found = choose(default=promises(promised=30, **known), other=promises(promised=20, **known))
    assert (found.model, found.is_default, found.promises) == ("default", True, 29)
    enough = {"count": LEAST_PROMISES}
    found = choose(default=promises(promised=30, **enough), other=promises(promised=20, **enough))
    assert found.model == "other"


def test_without_any_promise_nothing_was_lost():
    found = choose(MADE, default=promises(), other=promises())
    assert (found.model, found.losses, found.promises) == ("default", {}, 0)


def test_what_became_known_later_is_not_looked_at():
    """On day 15 nothing had ended; on day 30 all had."""
    early, late = (
        choose(MADE + days, default=promises(promised=30), other=promises(promised=20))
        for days in (21, 42)
    )
    assert (early.promises, early.model) == (0, "default")
    assert (late.promises, late.model) == (40, "other")


def test_what_has_not_ended_counts_with_the_days_it_was_watched():
    """Whoever left it out would prefer the model that promised too early."""
    ended, running = promises(rest=10, count=20), promises(rest=100, has_ended=False, count=20)

    def both(promised):
        rows = [replace(part, levels=part.levels * 0 + promised) for part in (ended, running)]
        columns = {
            name: np.concatenate([getattr(row, name) for row in rows])
            for name in Promises.__dataclass_fields__
            if name != "scope_ids"
        }
        return Promises(scope_ids=("gannet",), **columns)

    early, late = both(10.0), both(60.0)
    assert relative_loss(early, MADE + 140) > relative_loss(late, MADE + 140)
    assert relative_loss(early.where(early.has_ended), MADE + 140) == 0


def test_what_is_still_within_its_promise_has_lost_nothing():
    running = promises(promised=200, naive=200, rest=100, has_ended=False)
    assert relative_loss(running, LATER) == 1.0  # neither has the naive pace: no gain is claimed


def test_a_long_promise_decides_no_more_than_a_short_one():
    short = promises(promised=15, rest=10, naive=20)
    long = promises(promised=150, rest=100, naive=200)
    day = MADE + 1000
    assert relative_loss(short, day) == pytest.approx(relative_loss(long, day))
