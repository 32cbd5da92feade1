"""Which option is recommended: the least cost of those that keep the date, if it beats nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.health.recommendation import recommended

WANTED = 0.8


def made(cost: int | None = None, chance: float | None = 0.5, **known) -> dict:
    """Make an option that can be estimated."""
    return {
        "reason_name": "",
        "chance_share": chance,
        "likely_total_cost": None if cost is None else Decimal(cost),
        "late_days": None,
        "money_cost": None,
        "lost_cost": None,
        "out_count": None,
        "more_pace_share": None,
        "open_count": 20,
        "dearer_share": 0.0,
        **known,
    }


def chosen(*options: dict) -> int | None:
    return recommended(options, wanted_share=WANTED)


def test_the_cheapest_of_those_that_reach_the_line_is_recommended():
    assert chosen(made(50, 0.6), made(90, 0.9), made(80, 0.8), made(100, 0.1)) == 2


def test_where_none_reaches_the_line_the_cheapest_of_all_is():
    assert chosen(made(70, 0.6), made(60, 0.2), made(100, 0.1)) == 1


def test_an_option_that_costs_as_much_as_doing_nothing_is_not_recommended():
    assert chosen(made(100, 0.9), made(120, 0.95), made(100, 0.1)) is None


def test_an_option_that_is_dearer_in_too_many_futures_is_not_recommended():
    """Its likely cost is lower, by less than what it may cost more."""
    assert chosen(made(98, 0.9, dearer_share=0.25), made(100, 0.1)) == 0
    assert chosen(made(98, 0.9, dearer_share=0.26), made(100, 0.1)) is None
    assert chosen(made(98, 0.9, dearer_share=0.4), made(99, 0.5), made(100, 0.1)) == 1


def test_doing_nothing_is_recommended_where_it_keeps_the_date_and_nothing_is_cheaper():
    assert chosen(made(120, 0.95), made(100, 0.8)) == 1


def test_what_cannot_be_estimated_is_not_recommended():
    assert chosen(made(10, 0.9, reason_name="no_row"), made(100, 0.1)) is None


def test_a_cut_of_more_than_half_without_its_value_is_another_project():
    assert chosen(made(10, 0.9, out_count=10), made(100, 0.1)) == 0
    assert chosen(made(10, 0.9, out_count=11), made(100, 0.1)) is None
    assert chosen(made(10, 0.9, out_count=11, lost_cost=Decimal(5)), made(100, 0.1)) == 0


def test_a_pace_of_more_than_half_again_without_its_price_is_another_team():
    assert chosen(made(10, 0.9, more_pace_share=0.5), made(100, 0.1)) == 0
    assert chosen(made(10, 0.9, more_pace_share=0.55), made(100, 0.1)) is None
    assert chosen(made(10, 0.9, more_pace_share=0.55, money_cost=Decimal(5)), made(100, 0.1)) == 0


def test_without_a_price_of_delay_days_stand_for_it_and_money_cannot_be_weighed():
    options = made(chance=0.9, late_days=3), made(chance=0.1, late_days=20)
    assert chosen(*options) == 0
    paid = made(chance=0.9, late_days=3, money_cost=Decimal(5))
    assert chosen(paid, made(chance=0.1, late_days=20)) is None


def test_without_a_date_or_a_price_nothing_is_recommended():
    assert chosen(made(chance=None), made(chance=None)) is None


_OPTIONS = st.builds(
    made, st.integers(0, 5), st.sampled_from([0.1, 0.79, 0.8, 1.0]), out_count=st.integers(0, 20)
)


@given(st.lists(_OPTIONS, max_size=5), _OPTIONS)
def test_what_is_recommended_beats_doing_nothing_and_none_that_reaches_is_cheaper(acting, nothing):
    at = chosen(*acting, nothing)
    reaching = [
        one["likely_total_cost"]
        for one in acting
        if one["chance_share"] >= WANTED
        and one["out_count"] <= 10
        and one["likely_total_cost"] < nothing["likely_total_cost"]
    ]
    if at is None:
        assert not reaching
        assert nothing["chance_share"] < WANTED
    elif at < len(acting):
        assert acting[at]["likely_total_cost"] < nothing["likely_total_cost"]
        assert not reaching or acting[at]["likely_total_cost"] == min(reaching)
