"""Recipes: what numbers rest on, what they leave out, and what to add for each."""

from __future__ import annotations

from functools import cache

from sample_portfolio import sample, sample_review

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.recipes import recipes_of
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.values import Recipe


@cache
def recipe(name: str) -> Recipe:
    """Return a recipe of the review of ATLAS."""
    found = sample_review("project_health", scope="ATLAS").recipes
    return next(each for each in found if each.recipe_id == name)


def test_what_is_left_out_is_counted_with_its_remedy():
    left_out = recipe("cycle_time").left_out
    assert left_out.startswith("2 without a known start: add a start date (Actual start,")
    assert left_out.endswith(
        "to the export. It cannot tell: How long open items will take: they are not in it."
    )


def test_where_nothing_is_left_out_only_what_no_data_tell_is_said():
    assert recipe("risk_exposure").left_out.startswith("It cannot tell: What risks cost that")


def test_among_many_scopes_each_is_named():
    portfolio = sample()
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day = evidence.calendar.as_of()
    facts = [
        evidence.answer("forecast_delay_cost", scope, day).fact("likely_delay_cost")
        for scope in (evidence.scope(), project_scope("ATLAS"))
    ]
    (found,) = recipes_of(evidence, facts)
    assert found.left_out.startswith("all: 1 without a baseline date or a forecast: add the reg")
    assert found.based_on.startswith("all: 8 projects; Atlas booking renewal: 1 projects")


def test_days_before_the_first_export_are_said_to_be_reconstructed():
    assert recipe("finish_forecast").based_on.endswith(
        "; reconstructed, since later exports speak for the day"
    )
    assert "reconstructed" not in recipe("risk_exposure").based_on
