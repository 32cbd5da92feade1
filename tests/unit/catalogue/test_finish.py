"""Derived measures of the finish: forecast, its price, and what would keep the date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from given_answers import STEADY, GivenAnswers, entry_row, pace_row, quality_row

from pmo_analytics.forecasts.throughput import HISTORY_WEEKS

LATE, LATER = date(2026, 11, 13), date(2027, 1, 15)
FINISH = date(2026, 12, 9)  # 40 items at exactly four a week take ten weeks


def answers(*, is_stale: bool = False, entry: dict | None = None, **pace) -> GivenAnswers:
    return GivenAnswers(
        rows={"pace": [pace_row(**pace)]},
        values={
            "data_quality": [quality_row(is_stale=is_stale)],
            "project_entry": [entry_row(**(entry or {}))],
        },
    )


def test_four_a_week_take_ten_weeks():
    found = answers().value("finish_forecast")
    assert (found["likely_date"], found["sure_date"]) == (FINISH, FINISH)
    assert (found["open_count"], found["finished_count"], found["weeks_count"]) == (40, 48, 12)
    assert found["chance_share"] is None


def test_a_forecast_rests_on_the_last_complete_weeks():
    found = answers(finished=(9,) * 8 + (4,) * 12).value("finish_forecast")
    assert found["forecast"].weekly_finished == (4,) * HISTORY_WEEKS
    assert found["active_days_count"] == 36


@pytest.mark.parametrize(
    ("target", "chance", "late_days"), [(LATE, 0.0, (FINISH - LATE).days), (LATER, 1.0, 0)]
)
def test_the_delay_is_counted_from_the_baseline_and_is_never_negative(target, chance, late_days):
    found = answers(entry={"baseline_finish_date": target}).value("finish_forecast")
    assert found["chance_share"] == pytest.approx(chance)
    assert found["likely_late_days"] == found["sure_late_days"] == late_days


def test_without_a_date_there_is_no_delay():
    assert answers().value("finish_forecast")["likely_late_days"] is None


def test_another_day_may_be_asked_for():
    asked = answers(entry={"baseline_finish_date": LATE})
    assert asked.value("finish_forecast", target_date=LATER)["chance_share"] == pytest.approx(1)


def test_an_old_export_measures_nothing():
    found = answers(is_stale=True).value("finish_forecast")
    assert found["likely_date"] is None
    assert "too old" in found["reason"]


def test_before_the_first_item_nothing_is_measured():
    assert GivenAnswers().value("finish_forecast") == {}


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"open_items": 0}, "nothing_left"),
        ({"finished": (0,) * 4}, "nothing_finished"),
        ({"finished": (1, 0, 1, 0), "active_days": 1}, "thin"),
        ({}, ""),
    ],
)
def test_where_there_is_no_forecast_the_doubt_is_named(known, doubt):
    found = answers(**known).value("finish_forecast")
    assert found["doubt_name"] == doubt
    assert (found["likely_date"] is None) == bool(doubt)


def test_what_is_finished_has_no_forecast_and_runs_up_no_delay():
    found = answers(open_items=0, entry={"baseline_finish_date": date(2026, 5, 29)}).value(
        "finish_forecast"
    )
    assert (found["likely_date"], found["sure_date"]) == (None, None)
    assert found["likely_late_days"] is None


def test_a_finish_beyond_the_horizon_has_no_date():
    assert answers(open_items=4_000).value("finish_forecast")["likely_date"] is None


@pytest.mark.parametrize(("arrived", "is_outrun"), [(5, True), (4, True), (3, False)])
def test_as_much_that_arrives_as_is_finished_outruns_it(arrived, is_outrun):
    found = answers(arrived=(arrived,) * len(STEADY)).value("finish_forecast")
    assert (found["is_outrun"], found["arrived_count"]) == (is_outrun, 12 * arrived)


# --- the price of a delay ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "cost"),
    [
        (date(2026, 12, 2), Decimal(35_000)),  # a week late
        (date(2026, 12, 8), Decimal(35_000) / 7),
        (LATER, Decimal(0)),
    ],
)
def test_delay_is_priced_by_the_day_and_never_below_nothing(target, cost):
    known = {"baseline_finish_date": target, "week_of_delay_cost": Decimal(35_000)}
    found = answers(entry=known).value("forecast_delay_cost")
    assert found["likely_delay_cost"] == found["late_delay_cost"] == cost
    assert found["n"] == 1


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"baseline_finish_date": LATE}, "without_cost_of_delay"),
        ({"week_of_delay_cost": Decimal(35_000)}, "without_forecast"),
    ],
)
def test_what_is_not_known_has_no_price(known, why):
    found = answers(entry=known).value("forecast_delay_cost")
    assert found["n"] == 0
    assert found[why] == 1
    assert found["frame"][0]["likely_delay_cost"] is None


# --- what would keep the date --------------------------------------------------------------------


def test_the_cut_is_the_smallest_after_which_the_date_is_green_again():
    known = {"baseline_finish_date": LATE}
    found = answers(entry=known).value("scope_cut")
    # six complete weeks until 13 November bring 24 of the 40 items
    assert found["moved_count"] == 16
    assert found["chance_after_share"] == pytest.approx(1)


@pytest.mark.parametrize(
    "entry", [{}, {"baseline_finish_date": LATER}, {"baseline_finish_date": date(2026, 9, 18)}]
)
def test_without_a_date_in_danger_that_is_still_ahead_no_cut_helps(entry):
    assert answers(entry=entry).value("scope_cut")["n"] == 0
