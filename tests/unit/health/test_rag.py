"""Colours with hysteresis, the worst dimension, and reports against data."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.health.dimensions import DEFAULT_POLICIES
from pmo_analytics.health.rag import (
    Overall,
    certain_line,
    divergence,
    next_colour,
    replay,
    spared_red,
    worst,
)
from pmo_analytics.settings import Policy
from pmo_analytics.values import RAG_ORDER, RagPair

COST = Policy(enter_amber=5, leave_amber=4, enter_red=10, leave_red=8.5)  # more is worse
CHANCE = Policy(enter_amber=0.75, leave_amber=0.8, enter_red=0.4, leave_red=0.45)  # less is worse
policies = st.lists(st.integers(0, 40), min_size=4, max_size=4, unique=True).map(sorted)
series = st.lists(st.none() | st.integers(-5, 45), min_size=1, max_size=40)
no_clock = settings(derandomize=True, deadline=None)


def policy(lines, is_rising):
    good_to_bad = lines if is_rising else lines[::-1]
    names = ("leave_amber", "enter_amber", "leave_red", "enter_red")
    return Policy(**dict(zip(names, good_to_bad, strict=True)))


def memoryless(value, lines):
    """The colour by the two entries alone."""
    if value is None:
        return "grey"
    sign = 1 if lines.enter_red > lines.enter_amber else -1
    is_red = value >= lines.enter_red if sign > 0 else value < lines.enter_red
    is_amber = value >= lines.enter_amber if sign > 0 else value < lines.enter_amber
    return "red" if is_red else "amber" if is_amber else "green"


@pytest.mark.parametrize(
    ("previous", "value", "expected"),
    [
        (None, 4.9, "green"),
        (None, 5, "amber"),
        (None, 10, "red"),
        ("green", 4.5, "green"),
        ("amber", 4, "amber"),
        ("amber", 3.9, "green"),
        ("amber", 9.9, "amber"),
        ("red", 8.5, "red"),
        ("red", 8.4, "amber"),
        ("red", 4, "amber"),
        ("red", 3.9, "green"),
        ("green", 12, "red"),
    ],
)
def test_where_more_is_worse_a_colour_is_entered_at_its_line(previous, value, expected):
    assert next_colour(previous, value, COST) == expected


@pytest.mark.parametrize(
    ("previous", "value", "expected"),
    [
        (None, 0.75, "green"),
        (None, 0.74, "amber"),
        (None, 0.40, "amber"),
        (None, 0.39, "red"),
        ("amber", 0.79, "amber"),
        ("amber", 0.80, "green"),
        ("red", 0.44, "red"),
        ("red", 0.45, "amber"),
        ("red", 0.79, "amber"),
        ("red", 0.80, "green"),
    ],
)
def test_where_less_is_worse_a_colour_is_entered_below_its_line(previous, value, expected):
    assert next_colour(previous, value, CHANCE) == expected


def test_a_value_at_a_line_but_for_rounding_counts_as_on_it():
    assert next_colour(None, 0.75 - 1e-16, CHANCE) == "green"
    assert next_colour(None, 5 - 1e-15, COST) == "amber"


@pytest.mark.parametrize("value", [None, math.nan])
def test_what_cannot_be_measured_is_grey(value):
    assert next_colour("red", value, COST) == "grey"


def test_too_little_to_judge_by_is_grey():
    data = DEFAULT_POLICIES["data"]
    assert next_colour("red", 0.399, data) == "grey"
    assert next_colour("green", 0.40, data) == "red"


def test_grey_freezes_the_state():
    assert replay([11, None, 9, None, None, 4.5], COST) == (
        "red",
        "grey",
        "red",
        "grey",
        "grey",
        "amber",
    )


def test_replay_of_nothing_is_nothing():
    assert replay([], COST) == ()


SCHEDULE = DEFAULT_POLICIES["schedule"]


def test_a_chance_changes_its_colour_when_three_weeks_in_a_row_agree():
    chances = [0.9, 0.7, 0.9, 0.7, 0.7, 0.7, 0.9, 0.9, 0.7, 0.9, 0.9, 0.9]
    assert replay(chances, SCHEDULE, agreeing=3) == (*["green"] * 5, *["amber"] * 6, "green")


def test_a_chance_that_is_lost_is_red_at_once():
    at, past = 0.5 * SCHEDULE.enter_red, 0.5 * SCHEDULE.enter_red - 0.01
    assert replay([0.9, 0.9, at], SCHEDULE, agreeing=3)[-1] == "green"
    assert replay([0.9, 0.9, past], SCHEDULE, agreeing=3)[-1] == "red"


def test_the_weeks_that_agree_need_not_ask_for_the_same_colour():
    assert replay([0.9, 0.7, 0.3, 0.3], SCHEDULE, agreeing=3)[-1] == "amber"
    assert replay([0.9, 0.3, 0.3, 0.3], SCHEDULE, agreeing=3)[-1] == "red"


def test_a_week_that_cannot_be_measured_is_no_week_that_agrees():
    assert replay([0.9, 0.7, 0.7, None], SCHEDULE, agreeing=3)[-1] == "grey"
    assert replay([0.9, 0.7, 0.7, None, 0.7], SCHEDULE, agreeing=3)[-1] == "amber"


@no_clock
@given(policies, st.booleans(), series)
def test_a_value_that_stays_has_its_colour_however_many_weeks_must_agree(lines, is_rising, values):
    rule = policy(lines, is_rising)
    thrice = [value for value in values for _ in range(3)]
    assert replay(thrice, rule, agreeing=3)[2::3] == replay(thrice, rule)[2::3]


def test_a_young_value_is_amber_at_worst():
    for previous in (None, "green", "amber", "red"):
        assert next_colour(previous, spared_red(0.01, SCHEDULE), SCHEDULE) == "amber"


@no_clock
@given(policies, st.booleans(), series)
def test_hysteresis_never_hides_a_worse_colour(lines, is_rising, values):
    rule = policy(lines, is_rising)
    for value, colour in zip(values, replay(values, rule), strict=True):
        at_once = memoryless(value, rule)
        assert (colour == "grey") == (value is None)
        assert colour == "grey" or RAG_ORDER[colour] >= RAG_ORDER[at_once]


@no_clock
@given(policies, st.booleans(), series)
def test_a_colour_stays_as_long_as_the_value_does(lines, is_rising, values):
    rule = policy(lines, is_rising)
    twice = [value for value in values for _ in range(2)]
    colours = replay(twice, rule)
    assert colours[::2] == colours[1::2] == replay(values, rule)


@no_clock
@given(policies, st.booleans(), series)
def test_a_gap_changes_no_measured_colour(lines, is_rising, values):
    rule = policy(lines, is_rising)
    measured = [value for value in values if value is not None]
    colours = [colour for colour in replay(values, rule) if colour != "grey"]
    assert tuple(colours) == replay(measured, rule)


@no_clock
@given(policies, series)
def test_without_a_gap_between_the_lines_there_is_no_memory(lines, values):
    amber, red = lines[1], lines[3]
    rule = Policy(enter_amber=amber, leave_amber=amber, enter_red=red, leave_red=red)
    assert replay(values, rule) == tuple(memoryless(value, rule) for value in values)


def test_a_project_takes_the_colour_of_its_worst_measured_dimension():
    colours = {"schedule": "amber", "cost": "red", "flow": "red", "data": "grey"}
    assert worst(colours) == Overall(colour="red", driver="cost")


def test_a_green_project_has_no_driver():
    assert worst({"schedule": "green", "cost": "grey"}) == Overall(colour="green")


@pytest.mark.parametrize("colours", [{}, {"schedule": "grey", "flow": "grey"}])
def test_a_project_without_a_measured_dimension_is_grey(colours):
    assert worst(colours) == Overall(colour="grey")


def pairs(*colours):
    return [RagPair(declared=declared, computed=computed) for declared, computed in colours]


def test_reports_are_better_the_same_or_worse_than_the_data():
    found = divergence(
        pairs(("green", "red"), ("amber", "red"), ("amber", "amber"), ("red", "green"))
    )
    assert (found.more_optimistic, found.agree, found.more_pessimistic) == (2, 1, 1)


def test_what_was_never_reported_or_cannot_be_measured_is_not_compared():
    found = divergence(pairs((None, "red"), ("grey", "red"), ("green", "grey"), ("green", "green")))
    assert (found.agree, found.not_comparable) == (1, 3)


def test_a_chance_as_good_as_certain_is_green_at_once():
    """In its last week a project knows: three weeks of agreement would come after its end."""
    assert certain_line(CHANCE) == pytest.approx(0.95)
    assert replay([0.6, 0.97], CHANCE, agreeing=3) == ("amber", "green")
    assert replay([0.6, 0.9], CHANCE, agreeing=3) == ("amber", "amber")
