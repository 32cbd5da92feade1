"""The figures of projects: one fact under one name, each with a recipe that can be checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pmo_analytics.narrative.figures import delay_cost, total_delay_cost

BASELINE = date(2026, 11, 13)


@pytest.fixture
def state(project):
    return project(baseline_finish_date=BASELINE, budget="2400000", cost_of_delay_per_week=35_000)


def every_figure(made, state):
    return [
        made.chance(state.now),
        made.likely(state.now),
        made.sure(state.now),
        made.open_items(state.now),
        made.pace_lost(state),
        made.passed(state),
        made.budget(state),
        made.delay_cost(state, state.now.likely_finish, "likely_delay_cost"),
    ]


def test_every_figure_opens_a_recipe_with_a_query(state, figures):
    made = figures(state)
    recipes = {recipe.recipe_id: recipe for recipe in made.book.recipes}
    assert not recipes
    for segment in every_figure(made, state):
        recipe = {one.recipe_id: one for one in made.book.recipes}[segment.recipe_id]
        assert recipe.query.lstrip().lower().startswith(("--", "with", "select"))
        for said in (recipe.label, recipe.means, recipe.rule, recipe.based_on, recipe.data_needed):
            assert said.strip()


def test_the_same_figure_twice_is_the_same_fact(state, figures):
    made = figures(state)
    assert every_figure(made, state) == every_figure(made, state)


def test_two_days_of_a_figure_are_two_facts(state, figures):
    made = figures(state)
    now, before = made.open_items(state.now), made.open_items(state.before)
    assert now.fact_id != before.fact_id
    assert now.fact_id == "ATLAS.open_items.2026-09-30"


def test_lost_pace_has_a_minus_and_no_loss_has_none(project, figures):
    slower = project(finished=(3, 5) * 10 + (3,) * 8)
    steady = project("Boreal")
    assert figures(slower).pace_lost(slower).text == "−25%"
    assert figures(steady).pace_lost(steady).text == "0%"


def test_a_recipe_says_what_each_project_adds_to_it(project, figures):
    states = (project("Atlas", baseline_finish_date=BASELINE), project("Boreal"))
    made = figures(*states)
    made.likely(states[0].now)
    (recipe,) = made.book.recipes
    assert recipe.based_on == (
        "Atlas: 40 open items; 48 items finished in 12 complete weeks; "
        "Boreal: 40 open items; 48 items finished in 12 complete weeks"
    )


def test_a_recipe_of_one_project_does_not_name_it_even_with_a_colon(project, figures):
    state = project("Atlas: booking")
    made = figures(state)
    made.likely(state.now)
    assert made.book.recipes[0].based_on == "40 open items; 48 items finished in 12 complete weeks"


def test_a_recipe_of_many_projects_stays_short(project, figures):
    states = [project(f"P{index}") for index in range(20)]
    made = figures(*states)
    made.likely(states[0].now)
    assert made.book.recipes[0].based_on.endswith("; and 8 more")


def test_the_lines_between_the_colours_stand_in_the_rule(state, figures):
    made = figures(state)
    made.chance(state.now)
    made.pace_lost(state)
    rules = {recipe.recipe_id: recipe.rule for recipe in made.book.recipes}
    assert (
        "Amber below 75%, red below 40%; green again from 80%, out of red from 45%."
        in (rules["chance"])
    )
    assert (
        "Amber from 10%, red from 30%; green again below 8%, out of red below 25%."
        in (rules["pace_lost"])
    )


def test_delay_is_priced_by_the_day_and_never_below_nothing(state):
    assert delay_cost(state, date(2026, 11, 20)) == Decimal(35_000)
    assert delay_cost(state, date(2026, 11, 14)) == Decimal(35_000) / 7
    assert delay_cost(state, date(2026, 10, 1)) == 0


def test_what_is_not_known_has_no_price(project, state):
    unpriced = project("Boreal", baseline_finish_date=BASELINE)
    assert delay_cost(unpriced, date(2027, 1, 1)) is None
    assert delay_cost(state, None) is None
    assert total_delay_cost([unpriced, state]) == delay_cost(state, state.now.likely_finish)


def test_a_project_without_a_budget_has_no_figure_for_it(project, figures):
    state = project()
    assert figures(state).budget(state) is None
