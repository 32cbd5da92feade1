"""Cost of a project: what was earned for the money, and where that ends."""

from __future__ import annotations

import pytest
from review_reader import fact_of
from sample_portfolio import sample, sample_review

pytestmark = pytest.mark.slow


def test_estimates_are_those_of_the_metric():
    review = sample_review("project_health", scope="EMBER")
    values = sample().metric("earned_value", project="EMBER").values
    for column in ("planned_value", "earned_value", "actual_cost", "estimate_at_completion"):
        assert fact_of(review, "earned_value", column, scope="EMBER").value == values[column]


def test_the_title_says_where_it_ends():
    title = str(sample_review("project_health", scope="EMBER").section("cost").title)
    assert title == "£89 of work for every £100 spent; it will likely end £629k over budget"


def test_the_title_tells_a_cost_performance_that_has_turned():
    title = str(sample_review("project_health", scope="HELM").section("cost").title)
    assert title.startswith("£60 of work for every £100 spent lately, £106 in all; likely £")
    assert title.endswith("over budget")


def test_the_table_says_why_the_likely_end_lies_outside_the_rules():
    facts = sample().metric("outturn", project="JETTY").values
    (table,) = sample_review("project_health", scope="JETTY").section("cost").blocks
    assert f"£{facts['recent_for_unit_cost']} of work for every £100 spent" in str(table.note)
    assert str(table.note).endswith("The rules go by all months.")


def test_what_is_under_budget_says_so():
    title = str(sample_review("project_health", scope="CORAL").section("cost").title)
    assert title.endswith("under budget")


def test_a_project_that_earned_nothing_has_no_rate():
    """Dune has spent money and earned nothing: no estimate at its rate is made up."""
    section = sample_review("project_health", scope="DUNE").section("cost")
    labels = [str(row[0].text) for row in section.blocks[0].rows]
    assert "In the end, if the rest costs as until now" not in labels
    assert str(section.title) == "£0 of work for every £100 spent"


def test_without_costs_there_is_no_such_section(review_as):
    assert review_as("no_registers_atlas").section("cost") is None
