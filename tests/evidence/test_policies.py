"""Every key of `[policy]` changes a review somewhere, and every unknown one is refused."""

from __future__ import annotations

from functools import cache

import pytest
from sample_portfolio import built_sample, kept_forecasts, sample_connection

from pmo_analytics.content import Matrix, Review
from pmo_analytics.errors import SettingsError
from pmo_analytics.health.dimensions import DIMENSIONS, LINES
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.settings import Policy, Settings, read_settings

pytestmark = pytest.mark.slow

BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
NUDGE = 1e-3
KEYS = [
    (each.name, line)
    for each in DIMENSIONS
    for line in LINES
    if line != "grey_below"  # the sample has no project with so little data; tested below
]


def reviewed(settings: Settings, programme: str = "Ships & Energy") -> Review:
    portfolio = Portfolio(built_sample(), sample_connection(), settings, kept=kept_forecasts())
    return portfolio.review(programme=programme)


@cache
def default_review() -> Review:
    return reviewed(read_settings(built_sample()))


def with_policy(name: str, policy: Policy) -> Settings:
    return read_settings(built_sample()).model_copy(update={"policy": {name: policy}})


def words_of(review: Review) -> tuple[object, ...]:
    rules = tuple(recipe.rule for recipe in review.recipes)
    return rules, review.rag_counts


@pytest.mark.parametrize(("name", "line"), KEYS)
def test_every_line_of_a_policy_is_in_the_review(name, line):
    policy = BY_NAME[name].policy  # without a word in pmo.toml it is the one that holds
    changed = policy.model_copy(update={line: getattr(policy, line) + NUDGE})
    assert words_of(reviewed(with_policy(name, changed))) != words_of(default_review())


def colours(review: Review, head: str) -> set[str]:
    (matrix,) = (
        block
        for section in review.sections
        for block in section.blocks
        if isinstance(block, Matrix)
    )
    rows = (row for group in matrix.groups for row in group.rows)
    return {cell.rag for row in rows for cell in row.cells if cell.dimension == head}


# Something is over budget and beyond its plan in the first; in the second no date is hopeless.
RISING = {"programme": "Ships & Energy"}
FALLING = {"programme": "Passenger Services"}


def lines(*values: float) -> Policy:
    names = ("leave_amber", "enter_amber", "leave_red", "enter_red")
    return Policy(**dict(zip(names, values, strict=True)))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_policy_decides_the_colours_of_its_dimension(name):
    dimension = BY_NAME[name]
    is_rising = dimension.policy.enter_red > dimension.policy.enter_amber
    lenient, strict = (
        (lines(1.97, 1.98, 1.98, 2), lines(0, 0, 0, NUDGE))
        if is_rising
        else (lines(0.45, 0.44, 0.43, 0.42), lines(1, 0.9999, 0.9998, 0.9997))
    )
    asked = RISING if is_rising else FALLING
    mild = colours(reviewed(with_policy(name, lenient), **asked), dimension.head)
    harsh = colours(reviewed(with_policy(name, strict), **asked), dimension.head)
    assert mild != harsh
    assert len(harsh & {"amber", "red"}) > 0


def test_too_little_data_is_grey_by_policy():
    policy = BY_NAME["data"].policy.model_copy(update={"grey_below": 0.99})
    lines = {"leave_amber": 0.999, "enter_amber": 0.998, "leave_red": 0.997, "enter_red": 0.996}
    strict = policy.model_copy(update=lines)
    assert "grey" in colours(reviewed(with_policy("data", strict)), "Data")


def test_an_unknown_dimension_is_refused_with_the_nearest():
    with pytest.raises(SettingsError, match='Did you mean "schedule"'):
        reviewed(with_policy("shedule", BY_NAME["schedule"].policy))
