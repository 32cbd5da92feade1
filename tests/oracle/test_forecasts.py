"""Forecasts against the oracle pack, to the printed precision."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from pmo_analytics.forecasts.drivers import eta_drivers
from pmo_analytics.forecasts.finish import forecast_finish
from pmo_analytics.forecasts.throughput import finish_distribution, total_distribution

AS_OF = date(2026, 1, 23)
SAMPLES = (0, 1, 2, 3)  # weekly samples, equally likely
SIX_DECIMALS = 5.1e-7  # .0390625 is printed as .039062


@pytest.fixture
def forecast():
    return forecast_finish(
        as_of=AS_OF,
        open_items=6,
        weekly_finished=SAMPLES,
        active_days=5,
        weekly_arrived=(0, 0, 0, 0),
    )


def test_chance_of_each_total(oracle):
    expected = list(oracle("mc.howmany_4w_pmf").values())
    assert total_distribution(SAMPLES, weeks=4) == pytest.approx(expected, abs=SIX_DECIMALS)


def test_chance_of_at_least(oracle):
    expected = list(oracle("mc.howmany_4w_atleast").values())
    at_least = np.cumsum(total_distribution(SAMPLES, weeks=4)[::-1])[::-1]
    assert at_least == pytest.approx(expected, abs=SIX_DECIMALS)


def test_how_many_at_a_confidence(oracle, forecast):
    expected = oracle("mc.howmany_4w_at_confidence")
    found = {
        confidence: forecast.how_many(4, float(Fraction(confidence))) for confidence in expected
    }
    assert found == expected


def test_how_predictable_the_pace_is(oracle, forecast):
    """What four weeks hold nearly for sure, over what they hold as likely as not."""
    found = forecast.how_many(4, 0.95) / forecast.how_many(4, 0.5)
    expected = oracle("mc.predictability_score_p95_over_p50_4w")
    assert found * 100 == pytest.approx(expected, abs=5e-3)


def test_chance_of_having_finished_by_week(oracle, forecast):
    expected = list(oracle("mc.when_N6_cdf_weeks").values())
    found = forecast.chance_by_week[: len(expected)]
    assert found == pytest.approx(expected, abs=SIX_DECIMALS)


def test_weeks_at_a_confidence(oracle, forecast):
    expected = oracle("mc.when_N6_percentiles")
    assert {p: forecast.weeks(float(p)) for p in expected} == expected


def test_chance_of_a_date(oracle, forecast):
    expected = oracle("x.p_on_time_N6")
    assert len(expected) == 6
    for deadline, chance in expected.items():
        weeks = int(deadline.removeprefix("deadline_").removesuffix("w"))
        found = forecast.chance_of(AS_OF + timedelta(weeks=weeks))
        assert found == pytest.approx(chance, abs=SIX_DECIMALS)


def test_a_simulation_comes_close_to_the_exact_answer(oracle):
    simulated = oracle("mc.sim_check_rng42_200k_P(>=6 in 4w)")
    exact = finish_distribution(SAMPLES, open_items=6, horizon=4)[-1]
    assert exact == pytest.approx(simulated, abs=0.005)  # so much for drawing at random


def test_move_of_a_steady_finish_in_scope_and_pace(oracle):
    found = eta_drivers(open_before=40, pace_before=5, open_after=50, pace_after=4)
    assert {
        "eta1": found.before_weeks,
        "eta2": found.after_weeks,
        "delta": found.after_weeks - found.before_weeks,
        "shapley_scope": found.scope_weeks,
        "shapley_pace": found.pace_weeks,
    } == oracle("decomp.eta_weeks_R/theta")
