"""The time that items take: what changed, since when, where, and what is left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from given_answers import AS_OF, GivenAnswers

from pmo_analytics.catalogue.item_times import NEWS_DAYS, WINDOW_DAYS

USUAL, SLOW = (4.0, 6.0, 8.0), (14.0, 18.0, 20.0)


def item(number: int, finished: date, days: float, *, item_type: str = "Task", review: float = 1.0):
    return {
        "scope": "ATLAS",
        "as_of": AS_OF,
        "item_key": f"A-{number:03}",
        "item_type": item_type,
        "started_date": finished - timedelta(days=int(days)),
        "finished_date": finished,
        "elapsed_days": days,
        "stages": [{"stage": "Build", "days": days - review}, {"stage": "Review", "days": review}],
    }


def items(*, slow_from: date | None, first: date = AS_OF - timedelta(days=400), **kinds):
    """Return an item every third day, slow in review from a day on."""
    rows = []
    for number in range((AS_OF - first).days // 3):
        finished = first + timedelta(days=3 * number)
        is_slow = slow_from is not None and finished >= slow_from
        days = (SLOW if is_slow else USUAL)[number % 3]
        rows.append(item(number, finished, days, review=days - 3 if is_slow else 1.0, **kinds))
    return rows


def signal_of(rows):
    return GivenAnswers(rows={"recent_times": rows}).value("time_signal")


def test_a_change_has_its_day_its_means_and_the_column_where_the_days_went():
    begun = AS_OF - timedelta(days=60)
    found = signal_of(items(slow_from=begun))
    assert found["time_change_name"] == "longer"
    assert abs((found["change_date"] - begun).days) <= 3
    assert found["mean_days_before"] == pytest.approx(6, abs=0.3)
    assert found["mean_days_since"] == pytest.approx(17.3, abs=0.8)
    assert found["moved_stage_name"] == "Review"
    parts = [row for row in found["frame"] if row["part_name"] == "stage"]
    assert sum(row["part_days"] for row in parts) == pytest.approx(found["moved_mean_days"])
    assert found["mix_mean_days"] == pytest.approx(0, abs=1e-9)


def test_quicker_items_are_told_as_such():
    rows = [row | {"elapsed_days": 26 - row["elapsed_days"]} for row in items(slow_from=date.max)]
    begun = AS_OF - timedelta(days=60)
    for row in rows:
        if row["finished_date"] >= begun:
            row["elapsed_days"] /= 5
    found = signal_of(rows)
    assert found["time_change_name"] == "shorter"
    assert found["moved_mean_days"] < 0


def test_the_column_is_not_named_where_the_history_of_an_item_is_missing():
    rows = items(slow_from=AS_OF - timedelta(days=60))
    rows[-1]["stages"] = None
    found = signal_of(rows)
    assert found["time_change_name"] == "longer"
    assert found["moved_stage_name"] is None


def test_steady_work_is_routine_with_nothing_to_tell():
    found = signal_of(items(slow_from=None))
    assert found["time_change_name"] == "routine"
    assert found["moved_mean_days"] is None
    assert abs(found["n"] - WINDOW_DAYS / 3) <= 1


def test_an_old_change_is_no_news():
    found = signal_of(items(slow_from=AS_OF - timedelta(days=NEWS_DAYS + 20)))
    assert found["time_change_name"] == "routine"


def test_what_a_beginning_project_finishes_first_is_left_out():
    """At first only what takes no time is finished: that items take longer later is no change."""
    first = AS_OF - timedelta(days=150)
    rows = items(slow_from=first + timedelta(days=18), first=first)
    assert signal_of(rows)["time_change_name"] == "routine"
