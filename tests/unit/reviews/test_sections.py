"""Sections of the project report, worked out by hand for PIER."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from pier import FINISHED, pier
from review_reader import fact_of, words_of
from sample_portfolio import PROJECTS, sample, sample_review

from pmo_analytics.content import Chart, Missing, Review

pytestmark = pytest.mark.slow


@pytest.fixture
def review() -> Review:
    return pier().review("project_health", project="PIER")


def chart_of(review: Review, section: str, chart: str) -> Chart:
    blocks = review.section(section).blocks
    return next(block for block in blocks if isinstance(block, Chart) and block.name == chart)


# --- finish -------------------------------------------------------------------------------------


def test_the_burn_up_ends_on_the_day_with_all_that_is_known(review):
    columns = chart_of(review, "finish", "burn_up").columns
    assert columns["date"][-1] == "2026-09-13"
    assert columns["scope_count"][-1] == 126
    assert columns["finished_count"][-1] == 120 == sum(FINISHED)


def test_scope_and_finished_never_cross(review):
    columns = chart_of(review, "finish", "burn_up").columns
    pairs = zip(columns["scope_count"], columns["finished_count"], strict=True)
    assert all(scope >= finished for scope, finished in pairs)


def test_a_point_a_week_is_drawn(review):
    days = [
        date.fromisoformat(day) for day in chart_of(review, "finish", "burn_up").columns["date"]
    ]
    assert {(after - before).days for before, after in pairwise(days)} == {7}


def test_what_the_date_would_take_is_open_items_over_days_left():
    section = sample_review("project_health", scope="ATLAS").section("finish")
    review = sample_review("project_health", scope="ATLAS")
    open_items = fact_of(review, "item_counts", "open_count", scope="ATLAS").value
    days_left = (date(2026, 11, 13) - date(2026, 9, 30)).days
    required = fact_of(review, "burn_up", "required_per_week", scope="ATLAS").value
    assert required == pytest.approx(open_items * 7 / days_left)
    assert "What 13 November would take" in words_of(section)


# --- pace and time ------------------------------------------------------------------------------


def test_the_weeks_that_are_shown_are_those_that_were_counted(review):
    columns = chart_of(review, "pace", "throughput").columns
    assert columns["finished_count"] == FINISHED[-26:]
    assert columns["week_date"][-1] == "2026-09-07"
    assert columns["is_signal"] == (False,) * 10 + (True,) * 10 + (False,) * 6


def test_the_normal_range_is_drawn_as_it_is_said(review):
    chart = chart_of(review, "pace", "throughput")
    assert chart.options == {"mean": 4.0, "mean_text": "4.0", "lower": 0, "upper": 13}
    assert "normal range 0 to 13 a week" in chart.alternative


def test_cycle_time_counts_the_first_and_the_last_day(review):
    chart = chart_of(review, "pace", "finished_items")
    assert set(chart.columns["cycle_days"]) == {4}
    assert chart.options == {"half_days": 4, "sure_days": 4}
    started = fact_of(review, "start_evidence", "started_count", scope="PIER", as_of="2026-09-13")
    assert started.value == 120
    assert pier().metric("cycle_time", project="PIER").n == 120


def test_only_the_last_six_months_are_drawn(review):
    days = chart_of(review, "pace", "finished_items").columns["finished_date"]
    assert min(days) > "2026-03-13"
    assert max(days) == "2026-09-09"


def test_too_few_items_with_a_start_say_so():
    # in the first week three items are finished, then five
    early = pier(date(2026, 1, 11)).review("project_health", project="PIER")
    missing = [block for block in early.section("pace").blocks if isinstance(block, Missing)]
    assert "3 finished items have a known start; 5 are needed" in str(missing[0].text)


def test_a_project_that_finished_nothing_has_no_pace():
    assert sample_review("project_health", scope="DUNE").section("pace") is None


# --- stuck --------------------------------------------------------------------------------------


def test_items_older_than_most_are_counted_in_the_title(review):
    assert str(review.section("stuck").title) == "3 of 3 items in progress are older than 4 days"


def test_the_oldest_are_named_with_their_age(review):
    said = words_of(review.section("stuck"))
    assert "The oldest: PIER-901, 35 days, PIER-902, 14 days and PIER-903, 7 days." in said


def test_what_is_overdue_is_said_where_too_little_fell_due_for_a_share(review):
    # PIER-901 was due on 1 September; PIER-902 is due today, and the day is over
    assert "1 item is overdue, by 12 days." in words_of(review.section("stuck"))


def test_what_fell_due_is_counted_with_what_is_overdue():
    said = words_of(sample_review("project_health", scope="ATLAS").section("stuck"))
    assert "50 of 55 items that fell due were finished by their day; 2 are overdue, " in said


def test_ages_are_drawn_once_an_item(review):
    chart = chart_of(review, "stuck", "ageing")
    ages = dict(zip(chart.columns["item_key"], chart.columns["age_days"], strict=True))
    assert ages == {"PIER-901": 35, "PIER-902": 14, "PIER-903": 7}
    assert chart.options["counts"] == (3,)


# --- work ---------------------------------------------------------------------------------------


def test_cumulative_flow_holds_every_item_on_the_day(review):
    columns = chart_of(review, "work", "cumulative_flow").columns
    rows = zip(columns["date"], columns["stage"], columns["item_count"], strict=True)
    last = {stage: count for day, stage, count in rows if day == "2026-09-13"}
    assert sum(last.values()) == 126
    assert sorted(last.values()) == [3, 3, 120]


def test_milestones_still_ahead_that_slipped_are_counted_from_their_first_forecast():
    review = sample_review("project_health", scope="ATLAS")
    rows = sample().sql(
        "select milestone_id, arg_min(forecast_date, report_date) as first, "
        "arg_max(forecast_date, report_date) as last, "
        "arg_max_null(actual_date, report_date) as actual from milestones "
        "where project_id = 'ATLAS' and report_date <= '2026-09-30' group by all"
    )
    ahead = rows[rows["actual"].isna()]
    slips = [(last - first).days for first, last in zip(ahead["first"], ahead["last"], strict=True)]
    slipping, longest = (
        fact_of(review, "milestone_trend", column, scope="ATLAS").value
        for column in ("slipping_count", "longest_slip_days")
    )
    assert slipping == sum(days > 0 for days in slips) > 0
    assert longest == max(slips)
    assert f"by {longest} days" in str(review.section("work").title)


def test_without_milestones_the_section_says_no_such_thing(review):
    assert "milestone" not in words_of(review.section("work")).lower()


# --- all projects -------------------------------------------------------------------------------


@pytest.mark.parametrize("project", PROJECTS)
def test_a_project_report_answers_in_the_order_of_the_page(project):
    names = [section.name for section in sample_review("project_health", scope=project).sections]
    order = ["comment", "decisions", "reported", "finish", "pace", "stuck", "board"]
    order += ["next_wave", "work", "cost", "blockers", "exposure", "office", "data"]
    assert names == [name for name in order if name in names]


def test_the_portfolio_report_answers_in_the_order_of_the_page():
    assert [section.name for section in sample_review().sections] == [
        "comment",
        "decisions",
        "money",
        "projects",
        "changed",
        "roadmap",
        "ends",
        "pace",
        "blockers",
        "exposure",
        "oversight",
        "office",
        "data",
    ]


def test_a_date_in_doubt_at_a_pace_that_would_do_says_why():
    """Gannet makes more a week than its date takes; Helm makes less, which says enough."""
    said = {
        one: words_of(sample_review("project_health", scope=one).section("finish"))
        for one in ("GANNET", "HELM")
    }
    assert "That pace would do if it went on" in said["GANNET"]
    assert "hence a chance of 42%" in said["GANNET"]
    assert "would do if it went on" not in said["HELM"]


def test_a_flow_that_exports_alone_tell_says_from_when_it_is_known():
    chart = chart_of(sample_review("project_health", scope="EMBER"), "work", "cumulative_flow")
    assert str(chart.note) == (
        "99 of 148 finished items were never seen in progress; until they finished they count as "
        "to do. What was in progress is known from 17 June, the first export."
    )
    assert chart.options["known_from"] == "2026-06-17"
    flow = sample().metric("cumulative_flow", project="EMBER").frame
    in_progress = flow[flow["stage"] == "In progress"].set_index("date")["item_count"]
    wip = sample().metric("wip", project="EMBER").frame.set_index("date")["wip_count"]
    assert in_progress["2026-06-17"] == wip["2026-06-17"] == 12


def test_a_flow_whose_starts_are_told_has_no_such_note():
    chart = chart_of(sample_review("project_health", scope="FJORD"), "work", "cumulative_flow")
    assert not chart.note
    assert "known_from" not in chart.options
