"""Work in points: what is weighed, and what was known of it on a day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from given_answers import GivenAnswers, as_of

from pmo_analytics.catalogue.points import LEAST_SIZED_SHARE, history_of, sizes_of
from pmo_analytics.catalogue.work import works_of
from pmo_analytics.metrics.projects import project_scope

FRIDAY, MONDAY = date(2026, 9, 25), date(2026, 9, 28)
ATLAS = project_scope("ATLAS")


class PointedAnswers(GivenAnswers):
    settings = SimpleNamespace(
        portfolio=SimpleNamespace(counts_points=True), calendar=GivenAnswers.settings.calendar
    )


def day_row(day, *, opened, arrived=0.0, finished=0.0, progress=0.0, blocked=0.0, **named):
    return {
        "scope": "ATLAS",
        "date": day,
        "finished_count": finished,
        "arrived_count": arrived,
        "open_change": opened,
        "progress_change": progress,
        "blocked_change": blocked,
        "people_change": 0,
        **named,
    }


def known_row(*, opened, progress=0, finished=0, blocked=0, **named):
    return {
        "scope": "ATLAS",
        "as_of": MONDAY,
        "covered_date": MONDAY,
        "open_count": opened,
        "in_progress_count": progress,
        "finished_count": finished,
        "blocked_count": blocked,
        **named,
    }


# Four items: of 1, 2, 4 and of no points; the first is finished on Monday, the last is in progress.
ITEMS = [day_row(FRIDAY, opened=4, arrived=4, progress=1), day_row(MONDAY, opened=-1, finished=1)]
POINTS = [
    day_row(FRIDAY, opened=7.0, arrived=7.0, is_sized=True),
    day_row(FRIDAY, opened=1.0, arrived=1.0, progress=1.0, is_sized=False),
    day_row(MONDAY, opened=-1.0, finished=1.0, is_sized=True),
    day_row(MONDAY, opened=0.0, is_sized=False),
]


def history(*, size=7.0, sized_count=3, items=4):
    answers = PointedAnswers(rows={"work_by_day": ITEMS, "points_by_day": POINTS})
    sizes = {"item_count": items, "sized_count": sized_count, "size": size}
    rows = [
        known_row(opened=6.0, finished=1.0, is_sized=True, **sizes),
        known_row(opened=1.0, progress=1.0, is_sized=False, **sizes),
    ]
    work = works_of(answers, (ATLAS,), as_of(MONDAY))["ATLAS"]
    return history_of(work, known_row(opened=3, progress=1, finished=1), rows)


@pytest.fixture
def all_may(monkeypatch):
    monkeypatch.setattr("pmo_analytics.catalogue.points.LEAST_SIZED_SHARE", 0.5)


def test_an_item_without_points_has_as_many_as_the_others_in_the_mean(all_may):
    found = history()
    mean = 7.0 / 3
    assert found.mean_size == pytest.approx(mean)
    assert found.open_items.tolist() == pytest.approx([7 + mean, 6 + mean])
    assert found.finished.tolist() == [0, 1]
    assert found.arrived.tolist() == pytest.approx([7 + mean, 0])


def test_people_work_on_one_item_at_a_time_however_large(all_may):
    assert history().in_progress.tolist() == pytest.approx([7 / 3, 7 / 3])


def test_counts_of_items_stay_what_they_are(all_may):
    found = history()
    assert found.in_items.open_items.tolist() == [4, 3]
    earlier = found.without_last(1)
    assert earlier.in_items.open_items.tolist() == [4]
    assert len(earlier) == 1


def test_where_too_few_are_estimated_items_are_counted():
    """Three of four are not enough; four of five are."""
    assert LEAST_SIZED_SHARE == 0.8
    few, enough = history(), history(items=5, sized_count=4)
    assert (few.mean_size, few.counted) == (1.0, None)
    assert np.array_equal(few.open_items, [4, 3])
    assert enough.counted is not None


def test_where_all_points_are_nothing_items_are_counted():
    assert history(items=3, size=0.0).counted is None


def test_without_rows_there_are_no_sizes():
    assert not sizes_of([]).are_enough
