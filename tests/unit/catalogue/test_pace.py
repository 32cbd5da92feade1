"""The pace measure: noise, signals, and what is not yet known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from given_answers import GivenAnswers, pace_row, quality_row

from pmo_analytics.catalogue.pace import PACE_SIGNAL
from pmo_analytics.health.counts import count_limits

NOISE = (3, 5) * 10 + (2, 7)  # mean 4
SLOWER = (3, 5) * 10 + (1,) * 8
FASTER = (5, 3) * 10 + (9,) * 8
FIRST_WEEK = date(2026, 9, 21) - timedelta(weeks=7)  # 3 August


def pace_of(finished, *, is_stale: bool = False) -> dict:
    answers = GivenAnswers(
        rows={"pace": [pace_row(finished=finished)]},
        values={"data_quality": [quality_row(is_stale=is_stale)]},
    )
    return answers.value("pace_signal")


def test_noise_is_routine():
    found = pace_of(NOISE)
    assert (found["side_name"], found["signal_date"], found["lost_share"]) == ("routine", None, 0)
    limits = count_limits(NOISE)
    assert (found["mean_per_week"], found["lower_count"]) == (4, 0)
    assert 7 <= found["upper_count"] == limits.upper
    assert (found["week_before_count"], found["last_week_count"]) == (2, 7)
    assert not any(row["is_signal"] for row in found["frame"])


@pytest.mark.parametrize(
    ("finished", "side", "recent", "lost"), [(SLOWER, "low", 1, 0.75), (FASTER, "high", 9, 0)]
)
def test_a_signal_has_its_side_its_first_week_and_both_paces(finished, side, recent, lost):
    found = pace_of(finished)
    assert (found["side_name"], found["signal_weeks_count"]) == (side, 8)
    assert found["signal_date"] == FIRST_WEEK
    assert (found["recent_per_week"], found["mean_per_week"]) == (recent, 4)
    assert found["lost_share"] == pytest.approx(lost)
    assert [row["is_signal"] for row in found["frame"]] == [False] * 20 + [True] * 8


def test_one_large_week_is_named_and_no_trend():
    found = pace_of((1, 2) * 10 + (2, 1, 1, 71, 2, 1))
    assert (found["side_name"], found["bulk_week_count"]) == ("bulk", 71)
    assert found["bulk_week_date"] == date(2026, 9, 21) - timedelta(weeks=2)
    assert found["without_bulk_per_week"] == pytest.approx(
        (1 + 2 + 1 + 2 + 1 + 1 + 2 + 1) / 8, abs=0.2
    )


def test_a_large_week_long_ago_leaves_the_last_weeks_as_they_are():
    """It can lie farther back than the weeks that are looked at beside it."""
    found = pace_of((1, 2) * 10 + (20, *(2,) * 10))
    assert (found["side_name"], found["bulk_week_count"]) == ("bulk", 20)
    assert found["bulk_week_date"] == date(2026, 9, 21) - timedelta(weeks=10)
    assert found["without_bulk_per_week"] == 2


@pytest.mark.parametrize("finished", [(4,) * 9, (4,), (0,) * 9])
def test_there_is_no_range_before_ten_complete_weeks(finished):
    found = pace_of(finished)
    assert (found["mean_per_week"], found["side_name"]) == (None, None)
    assert (found["complete_weeks_count"], found["least_weeks_count"]) == (len(finished), 10)
    assert found["all_finished_count"] == sum(finished)


@pytest.mark.parametrize(("weeks", "is_provisional"), [(12, True), (19, True), (20, False)])
def test_a_short_baseline_is_provisional(weeks, is_provisional):
    found = pace_of((4,) * weeks)
    assert found["is_provisional"] == is_provisional
    assert found["full_baseline_weeks_count"] == 20


def test_a_bulk_week_in_the_baseline_is_doubted():
    found = pace_of((3, 5, 4, 5, 90, 3) + (4, 5) * 7)
    assert (found["is_baseline_in_doubt"], found["highest_week_count"]) == (True, 90)
    assert not pace_of((4,) * 20)["is_baseline_in_doubt"]


def test_an_old_export_says_so_instead_of_a_pace():
    assert "too old" in pace_of(SLOWER, is_stale=True)["reason"]


def test_weeks_without_any_finish_have_lost_nothing():
    assert pace_of((0,) * 20)["lost_share"] is None


def test_the_rule_names_the_numbers_of_the_code():
    assert "0.02%" in PACE_SIGNAL.rule
    assert "40% less or 67% more" in PACE_SIGNAL.rule
    assert "8% and 0.7%" in PACE_SIGNAL.rule
