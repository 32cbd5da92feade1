"""Every key of `[policy]` changes a review somewhere, and every unknown one is refused."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from sample_portfolio import built_sample, kept_forecasts, sample_connection

from pmo_analytics.content import Matrix, Review
from pmo_analytics.errors import SettingsError
from pmo_analytics.health.dimensions import DIMENSIONS, LINES, lines_words
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.settings import Policy, read_settings

pytestmark = pytest.mark.slow

BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}
NUDGE = 1e-3


def reviewed(policies: dict[str, Policy], programme: str = "Ships & Energy") -> Review:
    settings = read_settings(built_sample()).model_copy(update={"policy": policies})
    portfolio = Portfolio(built_sample(), sample_connection(), settings, kept=kept_forecasts())
    return portfolio.review(programme=programme)


@cache
def default_rules() -> str:
    return rules_of(reviewed({}))


def rules_of(review: Review) -> str:
    return "\n".join(recipe.rule for recipe in review.recipes)


# The sample has no project with so little data that it is grey; that line is tested below.
@pytest.mark.parametrize("line", [line for line in LINES if line != "grey_below"])
def test_every_line_of_a_policy_is_in_the_review(line):
    """Each dimension has the line moved by an amount of its own, so that none is another's."""
    moved = {
        each.name: each.policy.model_copy(update={line: getattr(each.policy, line) + NUDGE * place})
        for place, each in enumerate(DIMENSIONS, start=1)
    }
    rules = rules_of(reviewed(moved))
    for each in DIMENSIONS:
        said, says = (
            lines_words(policy, agreeing_weeks=each.agreeing_weeks)
            for policy in (each.policy, moved[each.name])
        )
        assert said in default_rules(), each.name
        assert says in rules, each.name
        assert said not in rules, each.name


def colours(review: Review, head: str) -> set[str]:
    (matrix,) = (
        block
        for section in review.sections
        for block in section.blocks
        if isinstance(block, Matrix)
    )
    rows = (row for group in matrix.groups for row in group.rows)
    return {cell.rag for row in rows for cell in row.cells if cell.dimension == head}


def lines(*values: float) -> Policy:
    names = ("leave_amber", "enter_amber", "leave_red", "enter_red")
    return Policy(**dict(zip(names, values, strict=True)))


# By direction: a programme that tells mild lines from strict ones, and these lines. Something is
# over budget and beyond its plan in the first; in the second no date is hopeless.
RISING = ("Ships & Energy", lines(1.97, 1.98, 1.98, 2), lines(0, 0, 0, NUDGE))
FALLING = (
    "Passenger Services",
    lines(0.45, 0.44, 0.43, 0.42),
    lines(1, 0.9999, 0.9998, 0.9997),
)
# In which of three reviews the lines of a dimension are strict: for each another order.
ORDERS = [order for order in product((False, True), repeat=3) if len(set(order)) > 1]


@pytest.mark.parametrize("is_rising", [True, False])
def test_a_policy_decides_the_colours_of_its_dimension_and_of_no_other(is_rising):
    programme, *mild_and_strict = RISING if is_rising else FALLING
    asked = [
        one for one in DIMENSIONS if is_rising == (one.policy.enter_red > one.policy.enter_amber)
    ]
    assert 1 < len(asked) <= len(ORDERS)
    orders = dict(zip(asked, ORDERS, strict=False))
    reviews = [
        reviewed(
            {each.name: mild_and_strict[order[at]] for each, order in orders.items()}, programme
        )
        for at in range(3)
    ]
    for each, order in orders.items():
        found = [colours(review, each.head) for review in reviews]
        mild, strict = found[order.index(False)], found[order.index(True)]
        assert found == [strict if is_strict else mild for is_strict in order], each.name
        assert mild != strict, each.name
        assert strict & {"amber", "red"}, each.name


def test_too_little_data_is_grey_by_policy():
    policy = BY_NAME["data"].policy.model_copy(update={"grey_below": 0.99})
    lines = {"leave_amber": 0.999, "enter_amber": 0.998, "leave_red": 0.997, "enter_red": 0.996}
    strict = policy.model_copy(update=lines)
    assert "grey" in colours(reviewed({"data": strict}), "Data")


def test_an_unknown_dimension_is_refused_with_the_nearest():
    with pytest.raises(SettingsError, match='Did you mean "schedule"'):
        reviewed({"shedule": BY_NAME["schedule"].policy})
