"""Derived measures of the finish: forecast, record, price, and what would keep the date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from given_answers import (
    AS_OF,
    DRAWS,
    STEADY,
    GivenAnswers,
    GivenForecaster,
    as_of,
    chance_of,
    entry_row,
    quality_row,
    weekly_finish,
)

from pmo_analytics.catalogue.published import PublishedPromise
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.metrics.question import Question, Scope

LATE, LATER = date(2026, 11, 13), date(2027, 1, 15)
CERTAIN = chance_of(DRAWS)  # as far as so few draws can tell
FINISH = date(2026, 12, 9)  # 40 items at exactly four a week take ten weeks


def answers(*, is_stale: bool = False, entry: dict | None = None, kept=(), **known) -> GivenAnswers:
    return GivenAnswers(
        values={
            "data_quality": [quality_row(is_stale=is_stale)],
            "project_entry": [entry_row(**(entry or {}))],
        },
        forecaster=GivenForecaster([weekly_finish(**known)], kept=kept),
    )


def spread(*days: int) -> list[date]:
    """Return ends that lie some days after a week before FINISH."""
    return [FINISH + timedelta(days=day) for day in days]


def test_a_forecast_tells_its_dates_and_what_it_rests_on():
    found = answers(ends=spread(*range(DRAWS))).value("finish_forecast")
    assert found["early_date"] == FINISH + timedelta(days=2)
    assert found["likely_date"] == FINISH + timedelta(days=9)
    assert found["sure_date"] == FINISH + timedelta(days=16)
    assert (found["open_count"], found["finished_count"], found["weeks_count"]) == (40, 48, 12)
    assert found["chance_share"] is None
    assert (found["model_name"], found["data_until_date"]) == ("given", AS_OF)


def test_recent_counts_rest_on_twelve_weeks():
    found = answers(finished=(9,) * 8 + (4,) * 12).value("finish_forecast")
    assert (found["finished_count"], found["weeks_count"]) == (48, 12)


def test_a_young_project_tells_its_weeks():
    found = answers(finished=(4,) * 3).value("finish_forecast")
    assert (found["finished_count"], found["weeks_count"]) == (12, 3)


@pytest.mark.parametrize(
    ("target", "ended", "late_days"), [(LATE, 0, (FINISH - LATE).days), (LATER, DRAWS, 0)]
)
def test_the_delay_is_counted_from_the_baseline_and_is_never_negative(target, ended, late_days):
    found = answers(entry={"baseline_finish_date": target}).value("finish_forecast")
    assert found["chance_share"] == pytest.approx(chance_of(ended))
    assert found["likely_late_days"] == found["sure_late_days"] == late_days


def test_the_chance_is_the_share_of_futures_that_end_by_the_day():
    asked = answers(ends=spread(*range(DRAWS)), entry={"baseline_finish_date": FINISH})
    assert asked.value("finish_forecast")["chance_share"] == pytest.approx(chance_of(1))


@pytest.mark.parametrize(("days_before", "is_past"), [(1, True), (0, False)])
def test_a_date_after_the_newest_export_has_passed_when_its_day_is_over(
    monkeypatch, days_before, is_past
):
    asked = answers(entry={"baseline_finish_date": AS_OF - timedelta(days=days_before)})
    known = asked.forecaster.known
    covered = {"covered_date": AS_OF - timedelta(days=3)}
    monkeypatch.setattr(
        type(asked.forecaster), "known", lambda _, question: [r | covered for r in known(question)]
    )
    assert asked.value("finish_forecast")["is_past"] is is_past


def test_without_a_date_there_is_no_delay():
    assert answers().value("finish_forecast")["likely_late_days"] is None


def test_another_day_may_be_asked_for():
    asked = answers(entry={"baseline_finish_date": LATE})
    assert asked.value("finish_forecast", target_date=LATER)["chance_share"] == pytest.approx(
        CERTAIN
    )


def test_an_old_export_measures_nothing():
    found = answers(is_stale=True, entry={"baseline_finish_date": LATE}).value("finish_forecast")
    assert (found["likely_date"], found["chance_share"]) == (None, None)
    assert "too old" in found["reason"]
    assert not found["is_outrun"]


def test_before_the_first_item_nothing_is_measured():
    assert GivenAnswers().value("finish_forecast") == {}


@pytest.mark.parametrize(
    ("known", "doubt"),
    [
        ({"open_items": 0}, "nothing_left"),
        ({"finished": (0,) * 4}, "nothing_finished"),
        ({"finished": (4,) * 20 + (0,) * 12}, "dormant"),
        ({"finished": (1, 0, 1, 0)}, "thin"),
        ({"doubt": "too_wide"}, "too_wide"),
        ({"doubt": "never"}, "never"),
        ({}, ""),
    ],
)
def test_where_there_is_no_date_the_doubt_is_named(known, doubt):
    found = answers(**known).value("finish_forecast")
    assert found["doubt_name"] == doubt
    assert (found["likely_date"] is None) == bool(doubt)
    assert (found["sure_date"] is None) == bool(doubt)


def test_dates_too_far_apart_still_have_a_chance():
    known = {"doubt": "too_wide", "entry": {"baseline_finish_date": LATER}}
    assert answers(**known).value("finish_forecast")["chance_share"] == pytest.approx(CERTAIN)


def test_what_is_finished_has_no_forecast_and_runs_up_no_delay():
    found = answers(open_items=0, entry={"baseline_finish_date": date(2026, 5, 29)}).value(
        "finish_forecast"
    )
    assert (found["likely_date"], found["sure_date"]) == (None, None)
    assert found["likely_late_days"] is None
    assert found["ended_date"] == AS_OF - timedelta(days=1)
    assert (found["ended_late_days"], found["ended_early_days"]) == (123, 0)


@pytest.mark.parametrize(("growth", "is_outrun"), [(1.2, True), (1.0, True), (0.75, False)])
def test_as_much_that_arrives_as_is_finished_outruns_it(growth, is_outrun):
    found = answers(growth=growth, arrived=(3,) * len(STEADY)).value("finish_forecast")
    assert (found["is_outrun"], found["arrived_count"]) == (is_outrun, 36)
    assert found["arrivals_of_ten_count"] == round(10 * growth)


# --- what dates promised before were worth -------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "verdict"),
    [
        ([True] * 17 + [False] * 3, "alike"),
        ([True] * 60, "more"),
        ([True] * 20 + [False] * 20, "fewer"),
        ([], "alike"),
    ],
)
def test_a_record_says_how_many_dates_held_and_what_that_proves(kept, verdict):
    found = answers(kept=kept).value("forecast_record")
    assert (found["promise_count"], found["kept_count"]) == (len(kept), sum(kept))
    assert (found["n"], found["verdict_name"]) == (len(kept), verdict)
    assert found["likely_gain_share"] == 0.25
    if kept:
        assert found["kept_share"] == pytest.approx(sum(kept) / len(kept))
        assert (found["kept_lower_share"] <= SURE <= found["kept_upper_share"]) == (
            verdict == "alike"
        )


def test_what_reports_really_promised_is_counted_apart():
    """Due is what is over by the day; a project that still has open items kept none of it."""
    days = (AS_OF - timedelta(days=30), AS_OF, AS_OF + timedelta(days=1))
    made = [PublishedPromise("ATLAS", date(2026, 7, 1), sure_date=day) for day in days]
    made.append(PublishedPromise("BOREAL", date(2026, 7, 1), sure_date=AS_OF))
    asked = answers(kept=[True])
    asked.published = (tuple(made), 1)
    found = asked.value("forecast_record")
    assert (found["published_count"], found["published_due_count"]) == (3, 2)
    assert (found["published_kept_count"], found["unreadable_published_count"]) == (0, 1)
    done = answers(kept=[True], open_items=0)
    done.published = (tuple(made), 0)
    assert done.value("forecast_record")["published_kept_count"] == 1


# --- the price of a delay ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "cost"),
    [
        (date(2026, 12, 2), Decimal(35_000)),  # a week late
        (date(2026, 12, 8), Decimal(5_000)),
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


def test_the_cost_of_several_is_added_up_future_by_future():
    """Two projects of which one is always late: the likely cost of both is no sum of zeros."""
    early, late = [FINISH] * 12, spread(*[7] * 8)
    finishes = [
        weekly_finish("ATLAS", ends=early + late),
        weekly_finish("BOREAL", ends=late + early),
    ]
    known = {"baseline_finish_date": FINISH, "week_of_delay_cost": Decimal(35_000)}
    both = GivenAnswers(
        values={
            "data_quality": [quality_row(scope=one.scope_id) for one in finishes],
            "project_entry": [entry_row(scope=one.scope_id, **known) for one in finishes],
        },
        forecaster=GivenForecaster(finishes),
    )
    question = Question((Scope("portfolio", ("ATLAS", "BOREAL")),), (as_of(AS_OF),))
    (found,) = both.values("forecast_delay_cost", question).values()
    assert [row["likely_delay_cost"] for row in found["frame"]] == [0, 0]
    assert found["likely_delay_cost"] == Decimal(35_000)
    assert found["n"] == 2


def test_a_future_that_never_ends_has_no_price():
    finish = weekly_finish()
    finish = replace(finish, ends=np.where(np.arange(DRAWS) < 15, finish.ends, np.inf))
    known = {"baseline_finish_date": LATER, "week_of_delay_cost": Decimal(35_000)}
    asked = answers(entry=known)
    asked.forecaster = GivenForecaster([finish])
    found = asked.value("forecast_delay_cost")
    assert (found["likely_delay_cost"], found["late_delay_cost"]) == (0, None)


# --- what would keep the date --------------------------------------------------------------------


def test_the_cut_is_the_smallest_after_which_the_date_is_green_again():
    known = {"baseline_finish_date": LATE}
    found = answers(entry=known).value("scope_cut")
    # six complete weeks until 13 November bring 24 of the 40 items
    assert (found["moved_count"], found["is_small_cut"]) == (16, True)
    assert found["chance_after_share"] == pytest.approx(CERTAIN)


def test_a_cut_of_more_than_half_is_told_and_not_offered():
    found = answers(entry={"baseline_finish_date": date(2026, 10, 23)}).value("scope_cut")
    # three complete weeks bring 12 of the 40 items
    assert (found["moved_count"], found["is_small_cut"]) == (28, False)


@pytest.mark.parametrize(
    "entry", [{}, {"baseline_finish_date": LATER}, {"baseline_finish_date": date(2026, 9, 18)}]
)
def test_without_a_date_in_danger_that_is_still_ahead_no_cut_helps(entry):
    assert answers(entry=entry).value("scope_cut")["n"] == 0


def test_a_cut_of_everything_is_no_cut():
    asked = answers(entry={"baseline_finish_date": AS_OF + timedelta(days=3)})
    assert asked.value("scope_cut")["n"] == 0
    assert asked.forecaster.asked


# --- the forecast in full ------------------------------------------------------------------------


def test_days_are_told_for_every_level_with_growth_and_without():
    found = answers(ends=spread(*range(DRAWS))).value("forecast_dates")
    assert [row["probability_share"] for row in found["frame"]] == list(LEVELS)
    days = [row["finish_date"] for row in found["frame"]]
    assert days == sorted(days)
    assert days[0] == FINISH + timedelta(days=9)
    assert answers(doubt="too_wide").value("forecast_dates")["n"] == 0


def test_each_level_of_a_record_is_told_where_something_fell_due():
    rows = answers(kept=[True] * 9 + [False]).value("forecast_levels")["frame"]
    assert [row["probability_share"] for row in rows] == list(LEVELS)
    assert {(row["promise_count"], row["kept_share"]) for row in rows} == {(10, 0.9)}
    assert answers().value("forecast_levels")["n"] == 0


def test_the_pace_that_is_needed_is_the_least_that_makes_the_date_green():
    known = {"baseline_finish_date": LATE}
    found = answers(entry=known).value("pace_needed")
    # 40 items in six complete weeks are 6 2/3 a week: two thirds more than four
    assert found["more_pace_share"] == pytest.approx(0.7)
    assert found["faster_chance_share"] == pytest.approx(CERTAIN)


@pytest.mark.parametrize("target", [LATER, AS_OF + timedelta(days=3)])
def test_no_pace_is_needed_for_a_safe_date_and_none_helps_one_that_is_too_near(target):
    assert answers(entry={"baseline_finish_date": target}).value("pace_needed")["n"] == 0
