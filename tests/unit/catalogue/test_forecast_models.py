"""Changes of pace that nobody declared: what the signal of the page shows, forecasts believe."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from given_answers import weekly_history

from pmo_analytics.catalogue.forecast_models import MODELS, found_change
from pmo_analytics.forecasts.choice import CANDIDATES, CONTROL
from pmo_analytics.forecasts.models import NET_FLOW, POOLED, REGIME_AWARE, Pool

STEADY = (4, 3, 5, 4) * 6
SLOWER = (1, 2, 1, 0, 1, 1, 2, 1)


def futures(history, model=POOLED):
    return MODELS[model.name].futures(history, pool=Pool())


def test_a_steady_pace_has_no_change():
    history = weekly_history(finished=STEADY, open_items=30)
    assert found_change(history) is None
    assert futures(history).changed_since is None


def test_a_drop_is_found_and_pulls_the_expected_pace_towards_it():
    """Weeks before it still speak: the forecast lies between the new pace and that without it."""
    history = weekly_history(finished=STEADY + SLOWER, open_items=30)
    since = found_change(history)
    weeks = history.calendar.between(since, history.last_day) / history.calendar.days_a_week
    assert len(SLOWER) - 2 <= weeks <= len(SLOWER) + 1
    found, blind = futures(history), POOLED.futures(history, pool=Pool())
    assert np.mean(SLOWER) < found.pace.mean < 0.85 * blind.pace.mean
    assert np.median(found.with_growth) > np.median(blind.with_growth)
    assert found.changed_since == since


def test_a_declared_change_is_believed_more_than_a_found_one():
    history = weekly_history(finished=STEADY + SLOWER, open_items=30)
    declared = replace(history, pace_changes=(found_change(history),))
    assert found_change(declared) is None  # the weeks since are too few for a baseline of their own
    assert futures(declared).pace.mean < futures(history).pace.mean
    assert futures(declared).changed_since == found_change(history)


def test_a_model_that_weighs_all_weeks_alike_speaks_of_no_change():
    history = weekly_history(finished=STEADY + SLOWER, open_items=30)
    declared = replace(history, pace_changes=(found_change(history),))
    assert futures(declared, NET_FLOW).changed_since is None


def test_too_few_weeks_show_no_change():
    assert found_change(weekly_history(finished=(4,) * 6, open_items=3)) is None


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_models_that_know_regimes_look_for_changes(model):
    assert (model.find_change is not None) == CANDIDATES[model.name].regimes
    assert REGIME_AWARE.name in MODELS
    assert CONTROL.name not in MODELS
