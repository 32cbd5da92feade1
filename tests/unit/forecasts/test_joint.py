"""Scopes that wait for each other, share a team, and end when the last one does."""

from datetime import date, timedelta

import numpy as np
import pytest

from pmo_analytics.forecasts.joint import Wait, awaiting, join, last_of, member_of, share_days
from pmo_analytics.forecasts.models import POOLED, Pool


@pytest.fixture
def member(history):
    def make(scope_id, **named):
        scope = history(scope_id, **named)
        return member_of(scope, POOLED.futures(scope, pool=Pool()))

    return make


def test_whoever_waits_does_not_end_before_the_other(member):
    found = join(
        [member("gannet", open_now=10), member("ember", open_now=80)],
        waits=[Wait(scope_id="gannet", needs="ember", items=2)],
    )
    assert (found.ends["gannet"] > found.ends["ember"]).all()
    assert found.waiting_shares["gannet", "ember"] > 0.99


def test_only_the_wait_that_comes_last_decides(member):
    gannet = member("gannet", open_now=5)
    far, near = (gannet.last_day + timedelta(days=days) for days in (300, 200))
    waits = [
        Wait(scope_id="gannet", expected=far, items=1, owner="ember"),
        Wait(scope_id="gannet", expected=near, items=1, owner="fjord"),
        Wait(scope_id="gannet", expected=near, items=1, owner="ember"),
    ]
    found = join([gannet], waits=waits)
    assert found.waiting_shares == {("gannet", "ember"): 1.0, ("gannet", "fjord"): 0.0}
    assert (found.ends["gannet"] > far.toordinal()).all()


def test_what_comes_before_the_own_end_decides_nothing(member):
    gannet = member("gannet", open_now=60)
    soon = gannet.last_day + timedelta(days=2)
    found = join([gannet], waits=[Wait(scope_id="gannet", expected=soon, items=1, owner="ember")])
    assert found.waiting_shares == {("gannet", "ember"): 0.0}
    assert (found.ends["gannet"] == join([gannet]).ends["gannet"]).all()


def test_waiting_changes_nothing_for_the_other(member):
    members = [member("gannet", open_now=10), member("ember", open_now=80)]
    alone = join(members)
    found = join(members, waits=[Wait(scope_id="gannet", needs="ember", items=2)])
    assert (found.ends["ember"] == alone.ends["ember"]).all()


def test_expected_day_holds_the_end_back(member):
    gannet = member("gannet", open_now=5)
    day = gannet.last_day + timedelta(days=200)
    found = join([gannet], waits=[Wait(scope_id="gannet", expected=day, items=1)])
    assert (found.ends["gannet"] > day.toordinal()).all()


def test_by_default_what_is_blocked_waits(member):
    free, blocked = (
        join(
            [member("gannet", open_now=5, blocked=count), member("ember", open_now=80)],
            waits=[Wait(scope_id="gannet", needs="ember")],
        )
        for count in (0, 3)
    )
    assert free.waiting_shares == {}
    assert blocked.waiting_shares["gannet", "ember"] > 0.99


def test_circle_is_named_and_left_out_but_who_waits_for_it_waits(member):
    members = [member(name, open_now=10) for name in ("a", "b", "c")]
    waits = [
        Wait(scope_id="a", needs="b"),
        Wait(scope_id="b", needs="a"),
        Wait(scope_id="c", needs="a", items=1),
    ]
    found = join(members, waits=waits)
    assert found.cyclic == ("a", "b")
    assert (found.ends["c"] > found.ends["a"]).all()


def test_order_of_scopes_does_not_matter(member):
    members = [member(name, open_now=10 * n) for n, name in enumerate("abc", start=1)]
    waits = [Wait(scope_id="a", needs="b", items=1), Wait(scope_id="b", needs="c", items=1)]
    one, other = (join(some, waits=waits, teams=["ab"]) for some in (members, members[::-1]))
    assert all((one.ends[name] == other.ends[name]).all() for name in "abc")


def test_scope_without_a_forecast_takes_those_that_wait_for_it_along():
    waits = [
        Wait(scope_id="a", needs="b"),
        Wait(scope_id="b", needs="c"),
        Wait(scope_id="d", needs="c", expected=date(2026, 10, 1)),
    ]
    assert awaiting(waits, ["c"]) == {"a", "b"}


def test_shared_team_gives_the_days_of_what_has_ended_to_the_rest():
    short, long = share_days([np.array([10.0]), np.array([30.0])], people=[1, 1])
    assert (short[0], long[0]) == (10, 20)  # the rest of 20 days at double speed


def test_team_that_puts_one_first():
    first, second = share_days([np.array([10.0]), np.array([30.0])], people=[1, 1], planned=[1, 0])
    assert (first[0], second[0]) == (5, 20)


def test_scope_that_never_ends_keeps_its_share():
    ends, never = share_days([np.array([10.0]), np.array([np.inf])], people=[1, 1])
    assert ends[0] == 10
    assert np.isinf(never[0])


def test_joint_end_is_not_before_its_parts():
    ends = {"a": np.array([1.0, 5.0, 3.0]), "b": np.array([2.0, 4.0, 3.0])}
    latest, shares = last_of(ends)
    assert latest.tolist() == [2, 5, 3]
    assert shares == pytest.approx({"a": 0.5, "b": 0.5})
