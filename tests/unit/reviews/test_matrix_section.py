"""The number of a cell of the matrix, and what is said where it asks for another colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_facts import made_project

from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.reviews.matrix_section import chances_said, driving_number, is_number_held

(SCOPE,) = (each for each in DIMENSIONS if each.name == "scope")


@pytest.mark.parametrize(
    ("colour", "value", "is_held"),
    [
        ("amber", SCOPE.policy.enter_red + 0.01, True),  # past the line of red, not yet for long
        ("green", SCOPE.policy.enter_amber + 0.01, True),
        ("red", SCOPE.policy.enter_red + 0.01, False),
        ("amber", SCOPE.policy.enter_red - 0.01, False),
    ],
)
def test_a_colour_that_stays_beside_a_number_past_its_line_says_so(colour, value, is_held):
    project = made_project(colours={"scope": colour}, **{SCOPE.column: value})
    assert is_number_held(project, SCOPE, SCOPE.policy) is is_held
    assert driving_number(project, SCOPE, SCOPE.policy).text == f"{round(100 * value)}%"


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        ((0.48, 0.126), "chance 48%, now 13%"),
        ((0.999, None, 0.001), "chance over 99%, now under 1%"),  # as the visible numbers say it
        ((None, 0.5), "chance 50%"),
        ((None,), "no chance known"),
    ],
)
def test_the_trace_is_said_by_the_rule_of_all_shares(chances, said):
    project = replace(made_project(), chances=chances)
    assert str(chances_said(project)) == said
