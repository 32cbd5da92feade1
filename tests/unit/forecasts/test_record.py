"""The record of a model on histories that are known to the end, and its correction."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.forecasts.count_promises import CountPromise, count_promises
from pmo_analytics.forecasts.choice import choose_model
from pmo_analytics.forecasts.control import Control
from pmo_analytics.forecasts.correction import KNOTS, Correction, correction_for, scores_until
from pmo_analytics.forecasts.models import POOLED
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.forecasts.record import (
    ALL_DONE,
    back_test,
    independent_count,
    origins_until,
    outcome,
)
from pmo_analytics.forecasts.track_record import due_promises, track_record

LAST_DAY = date(2026, 9, 30)
TODAY = LAST_DAY.toordinal()


@pytest.fixture
def finished(history):
    """Twenty projects that ended with the data: forty weeks of the same pace, nothing left."""
    return [history(f"project {n}", weeks=40, open_now=0) for n in range(20)]


@pytest.fixture
def promises(finished):
    return back_test(finished, POOLED, origins=origins_until(LAST_DAY))


def test_origins_are_the_same_grid_whenever_they_are_asked_for():
    early, late = origins_until(date(2026, 5, 1)), origins_until(LAST_DAY)
    assert set(early[-3:]) <= set(late)
    assert late[-1] < LAST_DAY
    assert {(b - a).days for a, b in pairwise(late)} == {28}


def test_a_promise_sees_nothing_of_what_came_later(history):
    whole = history("gannet", weeks=40, open_now=0)
    changed = history("gannet", weeks=40, open_now=0)
    changed.finished[-20:] = 0
    origins = [day for day in origins_until(LAST_DAY) if day < date(2026, 9, 1)]
    one, other = (back_test([scope], POOLED, origins=origins) for scope in (whole, changed))
    assert (one.levels == other.levels).all()
    assert len(one) > 0


def test_outcome_is_when_it_happened_or_how_long_it_was_watched(history):
    whole = history(weeks=40, open_now=0)
    cut = whole.without_last(50)
    assert outcome(cut, whole, ALL_DONE) == (50, True)
    assert outcome(cut, whole, 0.5) == (25, True)
    still_open = history(weeks=40, open_now=4)
    assert outcome(still_open.without_last(50), still_open, ALL_DONE) == (50, False)


def test_even_projects_keep_their_promises(promises):
    found = track_record(promises, day=TODAY + 300)
    assert found.of(0.85).share > 0.8
    assert track_record(promises, day=TODAY).of(0.85).count == 0  # none was due yet
    assert found.promises > 50
    assert 20 <= found.independent <= found.promises / 2  # those of one project overlap


def test_only_promises_whose_day_is_over_count(promises):
    half = TODAY - 100
    due, kept = due_promises(promises, 0.85, half)
    assert 0 < len(due) < len(promises)
    assert len(kept) == len(due)
    assert (due.origin < half).all()


def test_record_of_one_scope(promises):
    one = track_record(promises, day=TODAY, scope_id="project 3")
    assert 0 < one.promises < track_record(promises, day=TODAY).promises


def test_empty_record_says_nothing(promises):
    found = track_record(promises, day=0)
    assert (found.promises, found.likely_gain, found.bias_days) == (0, None, None)
    assert not found.of(0.85).is_distinguishable


def test_promises_that_do_not_overlap_are_counted(promises):
    one = promises.where((promises.scope == 0) & (promises.target == ALL_DONE))
    assert independent_count(one) == 1  # all of them end on the same day


def test_control_is_told_beside_the_models_of_which_one_is_chosen(finished, promises):
    control = back_test(finished, Control(), origins=origins_until(LAST_DAY))
    found = choose_model({POOLED.name: promises, "control": control}, day=TODAY)
    assert set(found.losses) == {POOLED.name, "control"}
    assert (found.model, found.promises) == (POOLED.name, len(promises.known_at(TODAY)))
    assert choose_model({POOLED.name: promises}, day=0).losses == {}


def test_record_that_keeps_its_promises_corrects_nothing(promises):
    scores = scores_until(promises, TODAY)
    if not scores.is_distinguishable:
        assert not correction_for(0, scores, 0.3).is_needed


def test_too_early_promises_are_moved_to_where_they_would_have_held(promises):
    from dataclasses import replace

    early = replace(promises, levels=np.ceil(promises.levels / 2))
    scores = scores_until(early, TODAY)
    correction = correction_for(0, scores, 0.3)
    assert correction.is_needed
    draws = np.arange(50.0, 150.0)
    moved = correction.apply(draws)
    assert (moved > draws).mean() > 0.9
    assert (np.diff(moved) >= 0).all()
    assert correction.apply(np.append(draws, np.inf))[-1] == np.inf


def test_correction_learned_before_a_change_keeps_the_order():
    correction = Correction(quantiles=tuple(0.5 * knot for knot in KNOTS), evidence=50)
    before = np.arange(50.0, 150.0)
    after = before - 20
    assert (correction.apply(after, learned_on=before) <= correction.apply(before)).all()


def test_promised_counts_and_what_was_finished(history):
    origins = origins_until(LAST_DAY, count=8)
    found = list(count_promises(history(weeks=60), POOLED, origins=origins, weeks=(4,)))
    assert {promise.actual for promise in found} == {16}
    assert all(0 < promise.promised <= 16 for promise in found)
    assert all(p.chance >= 0.85 > p.chance_of_more for p in found)


def test_ties_are_kept_in_part():
    promise = CountPromise(
        scope_id="a",
        origin=LAST_DAY,
        weeks=4,
        probability=0.85,
        promised=3,
        chance=0.9,
        chance_of_more=0.8,
        actual=3,
    )
    assert promise.is_kept
    assert promise.kept_share == pytest.approx(0.5)
    assert LEVELS.index(0.85) == 2
