"""What is known of a project: moments, colours, what it reports."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_analytics.narrative.project import STALE_REPORT_DAYS


def test_an_old_export_measures_nothing(project_of_kind):
    moment = project_of_kind("stale").now
    assert moment.newest_export == date(2026, 8, 20)
    assert moment.forecast is None
    assert moment.verdict is None
    assert [moment.value(name) for name in ("schedule", "flow", "data")] == [None] * 3


def test_before_the_first_item_nothing_is_measured(project_of_kind):
    moment = project_of_kind("no_items").now
    assert moment.forecast is None
    assert moment.weekly_finished == ()
    assert moment.limits is None
    assert [moment.value(name) for name in ("schedule", "flow", "data")] == [None] * 3


def test_a_forecast_rests_on_the_last_twelve_complete_weeks(project):
    state = project(finished=(9,) * 8 + (4,) * 12)
    assert state.now.forecast.weekly_finished == (4,) * 12
    assert state.now.forecast.active_days == 36


def test_clean_data_alone_give_no_colour(project):
    state = project(finished=(0,) * 4)
    assert state.colours["data"] == "green"
    assert state.overall.colour == "grey"


def test_the_worst_dimension_drives_and_of_equals_the_first(project):
    state = project(colours={"schedule": "red", "flow": "red", "data": "amber"})
    assert (state.overall.colour, state.overall.driver) == ("red", "schedule")


@pytest.mark.parametrize(
    ("declared", "colour"),
    [("Green", "green"), ("amber/red", "red"), ("Amber-Green", "amber"), ("RED", "red")],
)
def test_five_points_are_folded_into_three(declared, colour, project):
    assert project(declared=declared).rag.declared == colour


def test_never_reported_is_not_reported_green(project):
    pair = project().rag
    assert pair.declared is None
    assert pair.declared_age_days is None
    assert not pair.is_watermelon


@pytest.mark.parametrize(("age", "is_stale"), [(STALE_REPORT_DAYS, False), (31, True)])
def test_a_report_grows_old_after_thirty_days(age, is_stale, project):
    pair = project(declared="green", report_age_days=age).rag
    assert (pair.declared_age_days, pair.is_stale) == (age, is_stale)


@pytest.mark.parametrize(
    ("declared", "computed", "is_watermelon"),
    [
        ("green", "red", True),
        ("green", "amber", True),
        ("amber", "red", True),
        ("green", "green", False),
        ("red", "green", False),
        ("green", "grey", False),
    ],
)
def test_a_watermelon_reports_better_than_its_data(declared, computed, is_watermelon, project):
    colours = {"schedule": computed, "flow": computed, "data": "green"}
    assert project(declared=declared, colours=colours).rag.is_watermelon == is_watermelon


def test_the_delay_is_counted_from_the_baseline_and_is_never_negative(project):
    late = project(baseline_finish_date=date(2026, 11, 13))
    early = project(baseline_finish_date=date(2027, 1, 15))
    assert late.delay_days == (date(2026, 12, 9) - date(2026, 11, 13)).days
    assert early.delay_days == 0
    assert project().delay_days is None


def test_what_is_finished_has_no_forecast_and_runs_up_no_delay(project):
    state = project(open_items=0, baseline_finish_date=date(2026, 5, 29))
    assert state.now.likely_finish is None
    assert state.now.sure_finish is None
    assert state.delay_days is None
