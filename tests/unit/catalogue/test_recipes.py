"""Recipes: what numbers rest on, what they leave out, and what to add for each."""

from __future__ import annotations

from sample_portfolio import sample_review

ATLAS = {each.recipe_id: each for each in sample_review("project_health", scope="ATLAS").recipes}


def test_what_is_left_out_is_counted_with_its_remedy():
    left_out = ATLAS["cycle_time"].left_out
    assert left_out.startswith("2 without a known start: add a start date (Actual start,")
    assert left_out.endswith(
        "to the export. It cannot tell: How long open items will take: they are not in it."
    )


def test_where_nothing_is_left_out_only_what_no_data_tell_is_said():
    assert ATLAS["risk_exposure"].left_out.startswith("It cannot tell: What risks cost that")


def test_among_many_scopes_each_is_named():
    portfolio = {each.recipe_id: each for each in sample_review().recipes}
    left_out = portfolio["forecast_delay_cost"].left_out
    assert left_out.startswith("all: 1 without a baseline date or a forecast: add the register")


def test_days_before_the_first_export_are_said_to_be_reconstructed():
    assert ATLAS["finish_forecast"].based_on.endswith(
        "; reconstructed, since later exports speak for the day"
    )
    assert "reconstructed" not in ATLAS["risk_exposure"].based_on
