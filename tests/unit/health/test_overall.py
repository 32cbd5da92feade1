"""The colour of a project out of its dimensions, and delivery confidence on five points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.health.overall import (
    REPORT,
    average_points,
    capped,
    delivery_confidence,
    overall,
)
from pmo_analytics.health.rag import FIVE_POINTS, Overall

NAMES = [each.name for each in DIMENSIONS]


def of(**colours: str) -> dict[str, str]:
    return {name: colours.get(name, "grey") for name in NAMES}


def found(rule: str = "worst", reported: str | None = None, **colours: str) -> tuple[str, str]:
    judged = overall(of(**colours), rule=rule, reported=reported)
    return judged.colour, judged.driver


def test_the_worst_dimension_drives_whatever_it_is():
    assert found(schedule="green", cost="red", risk="amber") == ("red", "cost")
    assert found(schedule="green", risk="amber", benefits="amber") == ("amber", "risk")


def test_good_registers_alone_give_no_green_and_bad_ones_a_colour():
    assert found(scope="green", risk="green", capacity="green", benefits="green") == ("grey", "")
    assert found(scope="green", risk="amber") == ("amber", "risk")
    assert found(scope="amber", risk="green", capacity="red") == ("red", "capacity")


def test_benefits_alone_give_no_colour_for_their_forecast_has_no_past():
    assert found(benefits="red") == ("grey", "")
    assert found(schedule="green", benefits="red") == ("red", "benefits")


def test_bad_data_alone_give_no_colour():
    assert found(data="red") == ("grey", "")


def test_an_average_is_of_what_says_how_the_project_fares_and_of_the_report():
    # (5 + 1 + 3) / 3 = 3; scope and data have no part in it
    assert found("average", "amber", schedule="green", cost="red", scope="red") == ("amber", "cost")
    # (5 + 5 + 3 + 5) / 4 = 4.5
    colours = {"schedule": "green", "cost": "green", "flow": "amber", "data": "red"}
    assert found("average", "green", **colours) == ("green", "")


def test_a_report_below_all_of_them_overrides_an_average():
    assert found("average", "red", schedule="green", cost="amber") == ("red", REPORT)
    assert found("average", "amber/red", schedule="green", cost="green") == ("red", REPORT)


def test_without_a_report_an_average_is_of_the_dimensions():
    assert found("average", None, schedule="amber", cost="green") == ("amber", "schedule")
    assert found("average", None, schedule="amber", cost="red") == ("red", "cost")


def test_only_a_green_is_capped():
    assert capped(Overall(colour="green"), ["long_blocked"]) == Overall(
        colour="amber", driver="long_blocked"
    )
    for colour in ("grey", "amber", "red"):
        assert capped(Overall(colour=colour), ["long_blocked"]).colour == colour
    assert capped(Overall(colour="green"), []).colour == "green"


@given(st.lists(st.sampled_from([1.0, 3.0, 5.0]), min_size=1), st.sampled_from([1, 2, 3, 4, 5]))
def test_an_average_lies_between_its_points_or_is_the_rating(points, rating):
    mean = average_points(points, rating)
    lowest, highest = min(*points, rating), max(*points, rating)
    assert lowest <= mean <= highest
    assert (mean == rating) or rating >= min(points)


@pytest.mark.parametrize(
    ("colour", "schedule", "chance", "point"),
    [
        ("green", "green", 0.95, "green"),
        ("amber", "amber", 0.80, "amber/green"),
        ("amber", "amber", 0.60, "amber"),
        ("red", "red", 0.30, "amber/red"),
        ("red", "red", 0.10, "red"),
        ("amber", "amber", 0.91, "amber/green"),  # not green yet: its second line lies above
        ("red", "red", 0.52, "amber/red"),
        ("red", "green", 0.95, "red"),  # by another dimension, of which no chance is known
        ("amber", "grey", None, "amber"),
        ("grey", "grey", None, ""),
    ],
)
def test_confidence_on_five_points_folds_into_the_colour(colour, schedule, chance, point):
    confidence = delivery_confidence(colour, schedule, chance)
    assert confidence == point
    assert FIVE_POINTS.get(confidence, "grey") == colour
