"""The forecast of the page: its dates and chances, when not to say, and what always holds of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.doubts import doubt_about
from pmo_analytics.forecasts.draws import DRAWS
from pmo_analytics.forecasts.finish import RECENT_DAYS, FinishForecast
from pmo_analytics.forecasts.forecast import (
    LIKELY,
    SURE,
    forecast_portfolio,
    last_forecast,
    no_forecast,
)
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.models import POOLED, REGIME_AWARE
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.forecasts.record import back_test, origins_until
from pmo_analytics.forecasts.scores import coverage
from pmo_analytics.forecasts.track_record import TrackRecord

AS_OF = date(2026, 9, 30)


@pytest.fixture
def finish(history):
    """Return a maker of the forecast of a scope whose every week is the same."""

    def made(*, record=None, is_own_record=True, is_stale=False, **known) -> FinishForecast:
        scope = history(**known)
        return FinishForecast(
            as_of=AS_OF,
            scope=forecast_portfolio([scope], POOLED).by_scope[scope.scope_id],
            find_record=(lambda: (record, is_own_record)) if record else None,
            is_stale=is_stale,
        )

    return made


def test_dates_and_chances_agree(finish):
    forecast = finish()
    for probability in (0.1, 0.5, 0.85, 0.99):
        day = forecast.when(probability)
        # of draws a chance is never certain, by the half of one
        assert forecast.chance_of(day) >= probability - 1 / DRAWS
        assert forecast.chance_of(day - timedelta(days=1)) < probability + 1 / DRAWS
    assert AS_OF < forecast.when(LIKELY) < forecast.when(SURE)


def test_open_items_have_no_chance_of_a_day_that_is_over(finish):
    for forecast in (finish(), finish(weeks=1)):
        assert forecast.chance_of(AS_OF) == 0.0
        assert forecast.chance_of(AS_OF - timedelta(days=40)) == 0.0


def test_nothing_left_is_certain_and_when_it_ended_is_no_forecast(finish):
    done = finish(open_now=0)
    assert done.doubt == "nothing_left"
    assert done.when(SURE) == AS_OF
    assert done.chance_of(AS_OF) == done.chance_of(AS_OF + timedelta(days=1)) == 1.0
    assert done.chance_of(AS_OF - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"week": (0, 0, 0, 0, 0)}, "nothing_finished"),
        ({"weeks": 1}, "thin"),  # 5 working days
        ({"weeks": 2, "week": (0, 1, 1, 0, 0)}, "thin"),  # 9 since the first finish
        ({"weeks": 3, "week": (1, 0, 0, 0, 0)}, "thin"),  # 3 items
    ],
)
def test_without_enough_finished_there_is_no_forecast(finish, known, doubt):
    stuck = finish(**known)
    assert stuck.doubt == doubt
    assert stuck.when(LIKELY) is None
    assert stuck.chance_of(AS_OF + timedelta(days=700)) is None
    assert stuck.how_many(4, LIKELY) is None


def test_twelve_weeks_without_a_finish_are_dormant(finish, history):
    scope = history(weeks=40)
    scope.finished[-RECENT_DAYS:] = 0
    found = forecast_portfolio([scope], POOLED).by_scope["gannet"]
    assert (found.doubt, found.when(LIKELY)) == ("dormant", None)
    scope.finished[-RECENT_DAYS] = 1
    assert doubt_about(replace(scope)) is None


def test_an_old_export_answers_nothing_but_that_all_is_finished(finish):
    stale = finish(is_stale=True)
    assert stale.doubt == "stale"
    assert (stale.when(LIKELY), stale.chance_of(date(2030, 1, 1))) == (None, None)
    assert stale.how_many(4, LIKELY) is None
    assert finish(is_stale=True, open_now=0).when(LIKELY) == AS_OF


def test_what_is_open_today_ends_before_what_will_have_come(finish):
    forecast = finish(arrivals=(1, 0, 1, 0, 0), weeks=30)
    today = forecast.open_today
    assert today.when(LIKELY) < forecast.when(LIKELY)
    assert today.chance_of(forecast.when(LIKELY)) > forecast.chance_of(forecast.when(LIKELY))
    assert today.with_growth.when(SURE) == forecast.when(SURE)
    assert forecast.when(SURE) == finish(arrivals=(1, 0, 1, 0, 0), weeks=30).when(SURE)


def test_how_many_is_at_least_and_asks_not_what_is_open(finish):
    counts = [finish().how_many(4, p) for p in (0.5, 0.7, 0.85, 0.95)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    assert finish(open_now=1, wip=1).how_many(4, 0.5) >= 1


def test_recent_counts_are_those_of_twelve_weeks(finish):
    assert finish(weeks=30, arrivals=(1, 0, 0, 0, 0)).recent == (48, 12, 12)
    assert finish(weeks=5).recent == (20, 0, 5)
    nothing = FinishForecast(as_of=AS_OF, scope=no_forecast("gannet", AS_OF, "nothing_left"))
    assert nothing.recent == (0, 0, 0)
    assert (nothing.open_items, nothing.arrivals_per_finish) == (0.0, None)


def test_growth_is_told_as_arrivals_per_finish(finish):
    steady = finish(weeks=60, arrivals=(1, 0, 1, 0, 0)).arrivals_per_finish
    assert steady == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("probability", [0, 1, 85, -0.1, float("nan")])
@pytest.mark.parametrize("ask", ["when", "how_many"])
def test_a_percent_for_a_probability_is_refused_with_the_remedy(finish, ask, probability):
    arguments = (4, probability) if ask == "how_many" else (probability,)
    with pytest.raises(UsageError, match=r"write 0\.85 for 85%"):
        getattr(finish(), ask)(*arguments)


# --- as a sentence -------------------------------------------------------------------------------


def record_of(held: int, count: int) -> TrackRecord:
    kept = [True] * held + [False] * (count - held)
    return TrackRecord(
        coverages=tuple(coverage(kept, level) for level in LEVELS),
        promises=count,
        independent=count,
        likely_gain=None,
        sure_gain=None,
        crps_gain=None,
        bias_days=None,
    )


def test_a_forecast_reads_as_a_sentence_with_its_record(finish):
    forecast = finish(record=record_of(9, 11))
    likely, sure = forecast.when(LIKELY), forecast.when(SURE)
    text = (
        f"40 open on 2026-09-30: likely {likely}, 85% sure {sure}; 9 of 11 of its 85% dates held."
    )
    assert str(forecast) == text
    assert repr(forecast) == f"<FinishForecast {text}>"


def test_the_record_of_all_is_said_to_be_that_of_the_portfolio(finish):
    assert str(finish(record=record_of(9, 11), is_own_record=False)).endswith(
        "9 of 11 of the portfolio's 85% dates held."
    )


@pytest.mark.parametrize("record", [None, record_of(0, 0)])
def test_without_a_record_that_is_said(finish, record):
    assert str(finish(record=record)).endswith("no such date has fallen due yet.")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"open_now": 0}, "0 open on 2026-09-30: nothing is left to finish."),
        (
            {"week": (0, 0, 0, 0, 0)},
            "40 open on 2026-09-30: nothing was finished yet, so no forecast.",
        ),
        ({"weeks": 1}, "40 open on 2026-09-30: too little was finished for a forecast."),
        (
            {"is_stale": True},
            "40 open on 2026-09-30: the exports are too old for a forecast; add a newer one.",
        ),
        (
            {"weeks": 60, "arrivals": (2, 2, 2, 2, 2)},
            "40 open on 2026-09-30: at this pace and growth most futures never end.",
        ),
    ],
)
def test_without_a_date_the_reason_is_said(finish, known, said):
    assert str(finish(**known)) == said


# --- what always holds ---------------------------------------------------------------------------

always = settings(
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
weeks_of_work = st.lists(st.integers(0, 3), min_size=5, max_size=5).filter(any)
scopes_known = st.fixed_dictionaries(
    {
        "weeks": st.integers(6, 40),
        "week": weeks_of_work,
        "arrivals": st.lists(st.integers(0, 1), min_size=5, max_size=5),
        "open_now": st.integers(2, 80),
        "wip": st.integers(1, 9),
        "blocked": st.integers(0, 2),
    }
)
three_scopes = st.lists(scopes_known, min_size=3, max_size=3)
NAMES = ("ember", "fjord", "gannet")
WAITS = [Wait(scope_id="gannet", needs="ember", items=3)]
TEAMS = [("ember", "fjord")]


def portfolio_of(history, known, **named):
    """Return the forecasts of three scopes of which one waits and two share a team."""
    scopes = [history(name, **one) for name, one in zip(NAMES, known, strict=True)]
    promises = back_test(scopes, POOLED, origins=origins_until(AS_OF, count=3))
    given = {"waits": WAITS, "teams": TEAMS, "promises": promises, **named}
    return forecast_portfolio(scopes, POOLED, **given)


def ends_of(found):
    return {name: found.by_scope[name].ends for name in NAMES}


@always
@given(three_scopes, st.integers(1, 30))
def test_more_scope_is_never_earlier_in_any_future(history, known, items):
    before = portfolio_of(history, known)
    after = portfolio_of(history, known, changes=[Change(scope_id="ember", items=items)])
    for name in NAMES:
        if len(before.by_scope[name].ends):
            assert (after.by_scope[name].ends >= before.by_scope[name].ends).all(), name


@always
@given(three_scopes, st.floats(1.05, 3.0))
def test_more_capacity_is_never_later_in_any_future(history, known, factor):
    before = portfolio_of(history, known)
    after = portfolio_of(history, known, changes=[Change(scope_id="ember", pace_factor=factor)])
    for name in NAMES:
        if len(before.by_scope[name].ends):
            assert (after.by_scope[name].ends <= before.by_scope[name].ends).all(), name


@always
@given(three_scopes)
def test_all_together_end_no_earlier_than_any_of_them(history, known):
    found = portfolio_of(history, known)
    both, shares = last_forecast([found.by_scope[name] for name in NAMES], scope_id="all")
    if both.doubt == "member" and not len(both.ends):
        return
    for name in NAMES:
        assert (both.ends >= found.by_scope[name].ends).all()
    assert sum(shares.values()) == pytest.approx(1)


@always
@given(three_scopes)
def test_nothing_ends_before_what_it_waits_for(history, known):
    found = ends_of(portfolio_of(history, known))
    if len(found["gannet"]) and len(found["ember"]):
        never = np.isinf(found["ember"]) & np.isinf(found["gannet"])
        assert ((found["gannet"] > found["ember"]) | never).all()


@always
@given(three_scopes, st.permutations(range(3)))
def test_the_order_of_projects_does_not_matter(history, known, order):
    scopes = [history(name, **one) for name, one in zip(NAMES, known, strict=True)]
    one, other = (
        forecast_portfolio(some, POOLED, waits=WAITS, teams=TEAMS)
        for some in (scopes, [scopes[at] for at in order])
    )
    for name in NAMES:
        assert np.array_equal(ends_of(one)[name], ends_of(other)[name])


@always
@given(scopes_known, st.integers(0, 9))
def test_the_same_seed_draws_the_same_and_another_does_not(history, known, seed):
    scope = history(**known)
    one, same, other = (
        forecast_portfolio([scope], REGIME_AWARE, seed=each).by_scope["gannet"].ends
        for each in (seed, seed, seed + 1)
    )
    assert np.array_equal(one, same)
    assert not len(one) or not np.array_equal(one, other)


@always
@given(scopes_known, st.integers(1, 40))
def test_other_projects_without_a_tie_change_nothing_but_what_the_pool_says(history, known, count):
    """Draws depend on the name of a scope and on nothing else of the portfolio."""
    scope = history(**known)
    others = [history(f"other {n}", weeks=20) for n in range(count % 4)]
    alone, among = (
        forecast_portfolio(some, REGIME_AWARE).by_scope["gannet"]
        for some in ([scope], [*others, scope])
    )
    assert np.array_equal(alone.ends_uncorrected, among.ends_uncorrected)


@always
@given(scopes_known, st.integers(1, 5))
def test_a_chance_never_falls_with_a_later_day(history, known, step):
    scope = forecast_portfolio([history(**known)], POOLED).by_scope["gannet"]
    forecast = FinishForecast(as_of=AS_OF, scope=scope)
    chances = [forecast.chance_of(AS_OF + timedelta(days=7 * step * n)) for n in range(20)]
    if chances[-1] is not None:
        assert chances == sorted(chances)


def test_a_forecast_is_left_as_it_was_by_asking_of_today(finish):
    forecast = finish()
    assert forecast.open_today.is_open_today
    assert not forecast.is_open_today
    assert replace(forecast).scope is forecast.scope
