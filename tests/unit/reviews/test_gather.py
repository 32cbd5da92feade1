"""What is gathered of a project: history replayed on week ends, worked out by hand for PIER."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from pier import LAST_SUNDAY, pier
from review_reader import blocks_of
from sample_portfolio import PROJECTS, sample

from pmo_analytics.health.dimensions import DEFAULT_POLICIES
from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.reviews.gather import REPLAY_WEEKS, gather_states
from pmo_analytics.settings import Policy
from pmo_analytics.values import Matrix, MatrixRow

SLOW_END = date(2026, 7, 19)  # the eighth week of two items: a run below the mean of 4
# PIER enters red at 40% lost and leaves it below 30%; with k weeks of 3 after 8 of 2 the loss over
# eight weeks is 1 - (2 + k / 8) / 4.
COLOURS = {
    SLOW_END - timedelta(weeks=1): ("green", "0%"),  # seven weeks are routine
    SLOW_END: ("red", "−50%"),
    SLOW_END + timedelta(weeks=4): ("red", "−38%"),  # below 40%, yet not out of red
    SLOW_END + timedelta(weeks=6): ("red", "−31%"),
    SLOW_END + timedelta(weeks=7): ("amber", "−28%"),  # below 30%: out of red at last
    SLOW_END + timedelta(weeks=8): ("amber", "−25%"),
}


def row_of(day: date) -> MatrixRow:
    (matrix,) = blocks_of(pier(day).review(), Matrix)
    return matrix.groups[0].rows[0]


@pytest.mark.parametrize("day", COLOURS)
def test_a_colour_is_left_only_past_its_second_line(day):
    cell = row_of(day).cells[1]
    assert (cell.rag, cell.figure.text) == COLOURS[day]


def test_the_day_before_is_replayed_as_it_would_have_been_reported():
    before = SLOW_END + timedelta(weeks=4)
    review = pier().review("project_health", project="PIER", compared_with=before)
    assert review.change == "better"
    portfolio = pier().review(compared_with=before)
    (change,) = portfolio.section("changed").blocks[0].better
    assert (change.before, change.after) == ("red", "amber")


def twin_replay(values: list[float | None], policy: Policy) -> str:
    """Replay hysteresis with plain ifs, for a dimension where more is better."""
    state, colour = "", "grey"
    for value in values:
        if value is None or (policy.grey_below is not None and value < policy.grey_below):
            colour = "grey"
            continue
        red = policy.leave_red if state == "red" else policy.enter_red
        amber = policy.leave_amber if state in ("red", "amber") else policy.enter_amber
        colour = "red" if value < red else "amber" if value < amber else "green"
        state = colour
    return colour


@pytest.mark.parametrize("lines", [(0.97, 0.995, 0.85, 0.9), (0.5, 0.99, 0.2, 0.45)])
@pytest.mark.parametrize("dimension", ["schedule", "data"])
def test_colours_equal_a_replay_written_out(dimension, lines):
    policy = Policy(
        enter_amber=lines[0], leave_amber=lines[1], enter_red=lines[2], leave_red=lines[3]
    )
    connection = sample()._connection
    calendar = Calendar(connection)
    day = calendar.as_of("2026-09-30")
    states = gather_states(
        connection,
        PROJECTS,
        days=calendar.week_ends(day, REPLAY_WEEKS),
        compared_with=calendar.as_of("2026-08-31"),
        policies={**DEFAULT_POLICIES, dimension: policy},
    )
    for state in states:
        values = [moment.value(dimension) for moment in state.history]
        assert state.colours[dimension] == twin_replay(values, policy)
        until = [
            moment.value(dimension)
            for moment in state.history
            if moment.as_of.day < date(2026, 8, 31)
        ]
        assert state.colours_before[dimension] == twin_replay(
            [*until, state.before.value(dimension)], policy
        )


def test_a_year_of_week_ends_and_lastly_the_day_are_gathered():
    review_day = LAST_SUNDAY - timedelta(days=3)
    calendar = Calendar(pier()._connection)
    day = calendar.as_of(review_day)
    (state,) = gather_states(
        pier()._connection,
        ("PIER",),
        days=calendar.week_ends(day, REPLAY_WEEKS),
        compared_with=calendar.as_of("2026-08-31"),
        policies=DEFAULT_POLICIES,
    )
    days = [moment.as_of.day for moment in state.history]
    assert len(days) == REPLAY_WEEKS + 1
    assert days[-1] == review_day
    assert {day.isoweekday() for day in days[:-1]} == {7}
    assert {(after - before).days for before, after in pairwise(days[:-1])} == {7}


def test_projects_come_in_the_order_asked_for():
    connection = sample()._connection
    calendar = Calendar(connection)
    asked = ("DUNE", "ATLAS")
    states = gather_states(
        connection,
        asked,
        days=(calendar.as_of("2026-09-30"),),
        compared_with=calendar.as_of("2026-08-31"),
        policies=DEFAULT_POLICIES,
    )
    assert tuple(state.project_id for state in states) == asked
