"""Forecasts of a portfolio as they are printed."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.draws import DRAWS
from pmo_analytics.forecasts.forecast import (
    by_place,
    forecast_portfolio,
    last_forecast,
    no_later_than,
)
from pmo_analytics.forecasts.joint import Wait
from pmo_analytics.forecasts.models import POOLED
from pmo_analytics.forecasts.what_if import what_if

LAST_DAY = date(2026, 9, 30)


@pytest.fixture
def scopes(history):
    return [
        history("gannet", open_now=30),
        history("ember", open_now=60),
        history("done", open_now=0),
    ]


def test_dates_and_chances_agree(scopes):
    forecast = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    for probability in (0.1, 0.5, 0.85, 0.99):
        day = forecast.when(probability)
        # of draws a chance is never certain, by the half of one
        assert forecast.chance_of(day) >= probability - 1 / DRAWS
        assert forecast.chance_of(day - timedelta(days=1)) < probability + 1 / DRAWS
    assert forecast.when(0.5) < forecast.when(0.85)
    assert forecast.when(0.5, open_today=True) <= forecast.when(0.5)
    assert forecast.chance_of(LAST_DAY) == 0


def test_finished_scope_is_certain(scopes):
    done = forecast_portfolio(scopes, POOLED).by_scope["done"]
    assert (done.doubt, done.when(0.85), done.chance_of(LAST_DAY)) == ("nothing_left", LAST_DAY, 1)
    assert done.chance_of(LAST_DAY - timedelta(days=1)) is None


def test_short_history_has_no_forecast(history):
    found = forecast_portfolio([history(weeks=1)], POOLED).by_scope["gannet"]
    assert found.doubt == "thin"
    assert found.when(0.5) is None
    assert found.chance_of(LAST_DAY + timedelta(days=30)) is None
    assert found.how_many(4, 0.85) is None


def test_growth_that_outruns_is_a_doubt_and_open_today_still_ends(history):
    scope = history(weeks=60, arrivals=(2, 2, 2, 2, 2))
    found = forecast_portfolio([scope], POOLED).by_scope["gannet"]
    assert found.doubt == "never"
    assert np.isinf(found.ends).mean() > 0.9
    assert np.isfinite(found.ends_open_today).all()


def test_how_many_leaves_holidays_out(history):
    from dataclasses import replace

    from pmo_analytics.forecasts.working_days import WorkingCalendar

    off = tuple(LAST_DAY + timedelta(days=n) for n in range(1, 15))
    plain = history()
    closed = replace(plain, calendar=WorkingCalendar(days_off=off))
    some, fewer = (
        forecast_portfolio([one], POOLED).by_scope["gannet"].how_many(4, 0.85)
        for one in (plain, closed)
    )
    assert 0 < fewer < some


def test_probability_is_a_share(scopes):
    forecast = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    with pytest.raises(UsageError, match=r"write 0\.85"):
        forecast.when(85)


def test_portfolio_ends_with_its_last_scope(scopes):
    found = forecast_portfolio(scopes, POOLED)
    members = [found.by_scope[one] for one in ("gannet", "ember", "done")]
    both, shares = last_forecast(members, scope_id="all")
    assert both.when(0.5) >= max(found.by_scope[one].when(0.5) for one in ("gannet", "ember"))
    assert shares["ember"] > shares["gannet"]
    assert set(shares) == {"gannet", "ember"}


def test_portfolio_with_a_member_without_forecast_has_none(scopes, history):
    found = forecast_portfolio([*scopes, history("young", weeks=1)], POOLED)
    members = [found.by_scope[one] for one in ("gannet", "young")]
    both, shares = last_forecast(members, scope_id="all")
    assert (both.doubt, shares) == ("member", {})


def test_whoever_waits_for_a_scope_without_forecast_has_none(scopes, history):
    found = forecast_portfolio(
        [*scopes, history("young", weeks=1)],
        POOLED,
        waits=[Wait(scope_id="gannet", needs="young")],
    )
    assert found.by_scope["gannet"].doubt == "awaited"


def test_order_of_projects_does_not_matter(scopes):
    waits = [Wait(scope_id="gannet", needs="ember", items=3)]
    one, other = (
        forecast_portfolio(some, POOLED, waits=waits).by_scope for some in (scopes, scopes[::-1])
    )
    assert all((one[name].ends == other[name].ends).all() for name in one)


def test_nothing_ends_before_what_it_waits_for(scopes):
    found = forecast_portfolio(
        scopes, POOLED, waits=[Wait(scope_id="gannet", needs="ember", items=3)]
    ).by_scope
    assert (found["gannet"].ends > found["ember"].ends).all()


def test_what_if_splits_the_shift_by_change(scopes):
    changes = [
        Change(scope_id="gannet", name="fewer items", items=-10),
        Change(scope_id="gannet", name="one more person", pace_factor=1.25),
    ]
    found = what_if(scopes, POOLED, changes, scope_ids=["gannet"])
    assert found.likely.total < 0
    assert sum(part.amount for part in found.likely.parts) == pytest.approx(found.likely.total)
    assert all(part.amount < 0 for part in found.likely.parts if part.is_claimed)
    before, after = (one.by_scope["gannet"] for one in (found.before, found.after))
    assert (after.when(0.5) - before.when(0.5)).days == found.likely.total
    assert (after.ends <= before.ends).all()
    assert str(found).startswith(f"likely {found.likely.total:+.0f} days (fewer items -")


def test_what_if_of_a_scope_without_forecast_is_refused(history):
    with pytest.raises(UsageError, match="gannet has no forecast"):
        what_if([history(weeks=1)], POOLED, [Change(scope_id="gannet")], scope_ids=["gannet"])


def test_what_is_delivered_is_waited_for_no_longer(scopes):
    waits = [Wait(scope_id="gannet", needs="ember", items=3)]
    changes = [Change(scope_id="gannet", waits=())]
    found = what_if(scopes, POOLED, changes, scope_ids=["gannet"], waits=waits)
    alone = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    assert found.likely.total < 0
    assert (found.after.by_scope["gannet"].ends == alone.ends).all()


def test_team_that_puts_a_scope_first_ends_it_earlier(scopes):
    found = what_if(
        scopes,
        POOLED,
        [Change(scope_id="ember", team_people=0)],
        scope_ids=["gannet"],
        teams=[("gannet", "ember")],
    )
    assert found.likely.total < 0


def test_part_of_a_scope_ends_no_later_than_all_of_it(scopes, history):
    whole = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    slow = forecast_portfolio([history("part", week=(1, 0, 0, 0, 0), open_now=25)], POOLED)
    own = slow.by_scope["part"]
    part = no_later_than(own, whole)
    assert own.when(0.85) > whole.when(0.85)
    for probability in (0.1, 0.5, 0.85, 0.99):
        days = (own.when(probability), whole.when(probability))
        assert part.when(probability) == min(day for day in days if day)


def test_part_without_a_forecast_has_none_by_the_whole(scopes, history):
    whole = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    own = forecast_portfolio([history("part", weeks=1)], POOLED).by_scope["part"]
    assert no_later_than(own, whole) is own


def test_date_that_the_whole_makes_certain_enough_is_printed(scopes):
    whole = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    far = whole.ends + np.geomspace(1, 5000, len(whole.ends))
    wide = replace(whole, doubt="too_wide", ends=far)
    assert wide.when(0.85) is None
    assert no_later_than(wide, whole).when(0.85) == whole.when(0.85)


def test_later_places_in_the_backlog_end_later(scopes):
    whole = forecast_portfolio(scopes, POOLED).by_scope["gannet"]
    days = [by_place(whole, place).when(0.85) for place in range(1, 31)]
    assert days == sorted(days)
    assert days[0] < days[-1] <= whole.when(0.85)


def test_without_futures_no_place_has_a_day(scopes):
    done = forecast_portfolio(scopes, POOLED).by_scope["done"]
    assert by_place(done, 3) is None
