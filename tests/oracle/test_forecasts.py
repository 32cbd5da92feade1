"""Forecasts against the oracle pack, to the printed precision."""

from collections import Counter
from fractions import Fraction
from math import ceil, comb
from statistics import fmean

import numpy as np
import pytest

from pmo_analytics.forecasts.control import WeeklyBootstrap
from pmo_analytics.forecasts.draws import standard_normals
from pmo_analytics.forecasts.forecast import at_least
from pmo_analytics.forecasts.growth import Growth
from pmo_analytics.forecasts.joint import last_of
from pmo_analytics.forecasts.net_flow import ROWS, NetFlow
from pmo_analytics.forecasts.pace import Pace
from pmo_analytics.forecasts.quantiles import quantile
from pmo_analytics.forecasts.scores import (
    bias,
    coverage,
    crps,
    pinball,
)
from pmo_analytics.forecasts.shapley import split
from pmo_analytics.forecasts.survival import survival
from pmo_analytics.forecasts.throughput import finish_distribution, total_distribution
from pmo_analytics.health.count_limits import count_quantile

SAMPLES = (0, 1, 2, 3)  # weekly samples, equally likely
SIX_DECIMALS = 5.1e-7  # .0390625 is printed as .039062


DRAWS = 100_000  # evenly spread: as good as exact
DAYS_A_WEEK = 5


@pytest.fixture
def chances():
    """Return the chance of having finished six items by the end of each week."""
    return finish_distribution(SAMPLES, open_items=6)


@pytest.fixture
def control():
    """Return the draws of the control, the model that the back-test compares with."""
    return WeeklyBootstrap(
        weekly_finished=SAMPLES,
        open_items=6,
        days_a_week=DAYS_A_WEEK,
        ranks=(np.arange(DRAWS) + 0.5) / DRAWS,
    )


def test_chance_of_each_total(oracle):
    expected = list(oracle("mc.howmany_4w_pmf").values())
    assert total_distribution(SAMPLES, weeks=4) == pytest.approx(expected, abs=SIX_DECIMALS)


def test_chance_of_at_least(oracle):
    expected = list(oracle("mc.howmany_4w_atleast").values())
    at_least = np.cumsum(total_distribution(SAMPLES, weeks=4)[::-1])[::-1]
    assert at_least == pytest.approx(expected, abs=SIX_DECIMALS)


def test_how_many_at_a_confidence(oracle, control):
    expected = oracle("mc.howmany_4w_at_confidence")
    draws = control.finished_within(4 * DAYS_A_WEEK)
    for confidence, items in expected.items():
        assert at_least(draws, float(Fraction(confidence))) == items


def test_how_predictable_the_pace_is(oracle, control):
    """What four weeks hold nearly for sure, over what they hold as likely as not."""
    draws = control.finished_within(4 * DAYS_A_WEEK)
    sure, likely = (at_least(draws, probability) for probability in (0.95, 0.5))
    found = sure / likely
    expected = oracle("mc.predictability_score_p95_over_p50_4w")
    assert found * 100 == pytest.approx(expected, abs=5e-3)


def test_chance_of_having_finished_by_week(oracle, chances):
    expected = list(oracle("mc.when_N6_cdf_weeks").values())
    assert chances[: len(expected)] == pytest.approx(expected, abs=SIX_DECIMALS)


def first_weeks(chances, probabilities):
    return {p: int(np.argmax(chances >= float(p) - 1e-12)) + 1 for p in probabilities}


def test_weeks_at_a_confidence(oracle, chances, control):
    expected = oracle("mc.when_N6_percentiles")
    assert first_weeks(chances, expected) == expected
    found = {p: quantile(control.open_today, float(p)) / DAYS_A_WEEK for p in expected}
    assert found == expected


def test_chance_of_a_date(oracle, chances, control):
    expected = oracle("x.p_on_time_N6")
    assert len(expected) == 6
    for deadline, chance in expected.items():
        weeks = int(deadline.removeprefix("deadline_").removesuffix("w"))
        assert chances[weeks - 1] == pytest.approx(chance, abs=SIX_DECIMALS)
        drawn = (control.open_today <= weeks * DAYS_A_WEEK).mean()
        assert drawn == pytest.approx(chance, abs=2 / DRAWS)


def test_a_simulation_comes_close_to_the_exact_answer(oracle):
    simulated = oracle("mc.sim_check_rng42_200k_P(>=6 in 4w)")
    exact = finish_distribution(SAMPLES, open_items=6, horizon=4)[-1]
    assert exact == pytest.approx(simulated, abs=0.005)  # so much for drawing at random


def test_move_of_a_steady_finish_in_scope_and_pace(oracle):

    def weeks(done):
        return np.array([(50 if "scope" in done else 40) / (4 if "pace" in done else 5)])

    found = split(("scope", "pace"), weeks)
    before, after = (float(weeks(done)[0]) for done in ((), ("scope", "pace")))
    assert {
        "eta1": before,
        "eta2": after,
        "delta": found.total,
        **{f"shapley_{part.cause}": part.amount for part in found.parts},
    } == oracle("decomp.eta_weeks_R/theta")


def test_scope_that_may_be_split(oracle):
    tops = Counter(ceil(count * by) for count in (6, 7, 8) for by in (1.0, 1.25, 1.5))
    scopes = {items: times / tops.total() for items, times in tops.items()}
    expected = {int(items): chance for items, chance in oracle("mc.scope_split_N_pmf").items()}
    assert scopes == pytest.approx(expected, abs=SIX_DECIMALS)
    chances = sum(
        chance * finish_distribution(SAMPLES, open_items=items) for items, chance in scopes.items()
    )
    by_week = oracle("mc.when_scope_split_cdf")
    found = {week: chances[int(week) - 1] for week in by_week}
    assert found == pytest.approx(by_week, abs=SIX_DECIMALS)
    weeks = oracle("mc.when_scope_split_percentiles")
    assert first_weeks(chances, weeks) == weeks


def test_half_an_item_arrives_a_week(oracle):
    """The net flow of the pages counts arrivals by the finish, in days: a week's difference."""
    known = 1e9  # of the pace and of growth: no doubt is added to the weeks themselves
    mean, variance = np.mean(SAMPLES), np.var(SAMPLES)
    flow = NetFlow(
        pace=Pace(shape=mean * known, rate=known, dispersion=variance / mean, drift=0.0),
        growth=Growth(shape=0.5 / mean * known, rate=known, dispersion=0.5),
        open_work=6.0,
        usual_wip=0.0,
        days_a_week=DAYS_A_WEEK,
        normals=standard_normals("growing", rows=ROWS, draws=DRAWS),
    )
    weeks = oracle("mc.when_N6_growth_half_item_per_week_percentiles")
    for probability, week in weeks.items():
        found = quantile(flow.with_growth, float(probability)) / DAYS_A_WEEK
        assert found == pytest.approx(week, abs=1)


def test_several_teams_end_with_the_last_of_them(oracle):
    """Equally sure dates of independent teams, joint: the ends of 400 days, evenly spread."""
    random = np.random.default_rng(5)
    days = np.arange(1.0, 401.0)
    teams = {str(team): random.permutation(days) for team in range(2)}
    pairs = {}
    for level in (0.5, 0.7, 0.85, 0.95):
        grid = np.maximum.outer(teams["0"], teams["1"])  # every pair of draws
        pairs[f"{level:g}^2"] = float((grid <= level * 400).mean())
    expected = oracle("mc.joint_two_teams")
    pairs["0.85^5"] = round(0.85**5, 4)
    assert pairs == pytest.approx(expected, abs=5e-5)
    latest, shares = last_of(teams)
    assert (latest == np.maximum(teams["0"], teams["1"])).all()
    assert sum(shares.values()) == pytest.approx(1)


def test_brier(oracle):
    """Of an ensemble that says yes or no, the ranked score is that of Brier."""
    chances, outcomes = (0.9, 0.7, 0.5, 0.2), (True, True, False, False)
    expected = oracle("brier")

    def score(chances):
        ensembles = (np.arange(10) < 10 * chance for chance in chances)
        return fmean(map(crps, ensembles, outcomes))

    found, reference = score(chances), score([0.5] * 4)
    assert found == pytest.approx(expected["bs"])
    assert 1 - found / reference == pytest.approx(expected["skill"])
    assert reference == pytest.approx(expected["climatology_bs"])


def test_pinball(oracle):
    found = {
        f"f10_y{actual}": float(pinball(np.array([10]), np.array([actual]), 0.85)[0])
        for actual in (12, 8)
    }
    assert found == pytest.approx(oracle("pinball_q85"))


def test_crps_of_an_ensemble(oracle):
    draws, expected = np.array([1, 2, 3, 4]), oracle("crps_ens[1,2,3,4]_obs2.5")
    found, distance = crps(draws, 2.5), float(np.abs(draws - 2.5).mean())
    assert found == pytest.approx(expected["ecdf"])
    assert distance == expected["mae_term"]
    fair = distance - (distance - found) * 4 / 3  # the members are not compared with themselves
    assert fair == pytest.approx(expected["fair"], abs=SIX_DECIMALS)


def test_coverage_that_is_not_yet_distinguishable(oracle):
    found = coverage([True] * 17 + [False] * 7, 0.85)
    expected = oracle("coverage_17of24_at85")
    assert found.share == pytest.approx(expected["rate"], abs=5e-5)
    assert (found.lower, found.upper) == pytest.approx(tuple(expected["wilson95"]), abs=5e-5)
    assert chance_of_as_unlikely(17) == pytest.approx(expected["binom_two_sided_p"], abs=5e-5)
    assert not found.is_distinguishable


def chance_of_as_unlikely(held, *, count=24, probability=0.85):
    """Return the two-sided chance of the exact binomial test."""
    chances = [
        comb(count, k) * probability**k * (1 - probability) ** (count - k) for k in range(count + 1)
    ]
    return sum(chance for chance in chances if chance <= chances[held])


def test_a_share_is_distinguishable_where_the_exact_test_says_so():
    found = [coverage([n < held for n in range(24)], 0.85).is_distinguishable for held in range(25)]
    assert found == [chance_of_as_unlikely(held) < 0.05 for held in range(25)]


def test_back_test_of_eight(oracle):
    likely = np.array([4, 5, 6, 3, 8, 7, 5, 6])
    sure = np.array([6, 8, 9, 5, 11, 10, 7, 9])
    actual = np.array([5, 5, 10, 3, 9, 12, 4, 8])
    found = {
        "cov50": coverage(actual <= likely, 0.5).share,
        "cov85": coverage(actual <= sure, 0.85).share,
        "pinball50": pinball(likely, actual, 0.5).mean(),
        "pinball85": pinball(sure, actual, 0.85).mean(),
        "bias_mean(actual-p50)": bias(likely, actual),
    }
    assert found == pytest.approx(oracle("x.backtest8"), abs=5.1e-5)


def test_kaplan_meier(oracle):
    times = [3, 5, 6, 7, 8, 10, 12, 12]
    curve = survival(times, [1, 0, 1, 1, 0, 1, 1, 0])
    expected = dict(oracle("km.ref"))
    assert curve.quantile(0.5) == expected.pop("median")
    found = {time: curve.longer_than(float(time)) for time in expected}
    assert found == pytest.approx(expected, abs=SIX_DECIMALS)


def test_kaplan_meier_of_the_micro_dataset(oracle):
    curve = survival([2, 7, 1, 8, 1, 3, 10, 4], [1, 1, 1, 1, 1, 1, 0, 0])
    expected = oracle("km.dataset")
    found = {time: curve.longer_than(float(time)) for time in expected["S"]}
    assert found == pytest.approx(expected["S"], abs=SIX_DECIMALS)
    assert curve.quantile(0.5) == expected["median"]
    assert curve.quantile(0.85) is None  # "undefined: S never <= 0.15"


def test_poisson_demand(oracle):
    found = {f"P{p}": count_quantile(12.0, 1.0, p / 100) for p in (80, 95)}
    assert found == oracle("demand.poisson_mean12")
