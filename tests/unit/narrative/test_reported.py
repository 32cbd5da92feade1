"""What the project itself reports, and the facts beside its headline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from made_facts import LATE, made_project, with_date

from pmo_analytics.narrative.reported import key_facts, reported


def facts_of(project) -> dict[str, str]:
    return {fact.label: str(fact.text) for fact in key_facts(project).rows}


def test_all_that_is_known_stands_beside_the_headline():
    project = made_project(
        **LATE, baseline_budget=Decimal(2_400_000), week_of_delay_cost=Decimal(35_000)
    )
    assert facts_of(project) == {
        "Baseline finish": "13 November",
        "Likely finish": "9 December, 26 days late",
        "85% sure by": "9 December, 26 days late",
        "Open items": "40, 3 of them in progress",
        "Budget": "£2.40m",
        "A week of delay": "£35k",
    }


def test_beside_a_finished_project_stands_when_it_was_and_nothing_ahead(project_of_kind):
    ended = project_of_kind("ended", week_of_delay_cost=Decimal(35_000))
    facts = facts_of(ended)
    assert facts["Finished"] == "11 September, within the date"
    assert not {"Likely finish", "85% sure by", "Open items", "A week of delay"} & set(facts)


def test_what_is_not_known_is_said_or_left_out_never_zero():
    facts = facts_of(made_project())
    assert facts["Baseline finish"] == "Not known: add baselines.csv"
    assert facts["Likely finish"] == "9 December"
    assert "Budget" not in facts
    assert "A week of delay" not in facts


def test_a_new_baseline_says_where_it_came_from():
    project = made_project(**LATE, original_finish_date=date(2026, 10, 16), is_rebaselined=True)
    assert facts_of(project)["Baseline finish"] == "13 November, moved from 16 October"


def test_a_baseline_that_was_never_moved_does_not_say_so():
    same = made_project(**LATE, original_finish_date=date(2026, 11, 13), is_rebaselined=False)
    assert facts_of(same)["Baseline finish"] == "13 November"


def test_in_time_is_said_in_words():
    project = made_project(**with_date(date(2027, 1, 15), chance=1.0))
    assert facts_of(project)["Likely finish"] == "9 December, within the date"


@pytest.mark.parametrize("kind", ["stale", "nothing_left", "nothing_finished", "thin", "no_items"])
def test_without_a_forecast_the_reason_stands_in_its_place(kind, project_of_kind):
    facts = facts_of(project_of_kind(kind))
    assert facts["Likely finish"]
    assert "December" not in facts["Likely finish"]
    assert "85% sure by" not in facts


def test_a_finish_beyond_the_horizon_is_said():
    never = dict.fromkeys(("likely_date", "sure_date"))
    assert facts_of(made_project(**never))["Likely finish"] == "More than 5 years away"


@pytest.mark.parametrize(
    ("declared", "colours", "caption"),
    [
        ("green", {"schedule": "red"}, "Reported green, data say red"),
        (None, {"schedule": "green"}, "Never reported, data say green"),
        ("amber", dict.fromkeys(("schedule", "flow"), "grey"), "Reported amber, data cannot say"),
    ],
)
def test_the_caption_sets_the_report_beside_the_data(declared, colours, caption):
    assert str(key_facts(made_project(declared=declared, colours=colours)).caption) == caption


@pytest.mark.parametrize(
    ("declared", "colour", "said"),
    [
        ("green", "red", "The project’s own report, 5 days old, still says green."),
        ("red", "red", "The project’s own report, 5 days old, says red."),
        (None, "red", ""),
    ],
)
def test_the_report_is_held_against_the_data_plainly(declared, colour, said):
    assert str(reported(made_project(declared=declared, colours={"schedule": colour}))) == said


def test_an_old_report_has_its_age_in_bold():
    for age, is_strong in ((31, True), (30, False)):
        segments = reported(made_project(declared="green", report_age_days=age)).segments
        (days,) = [segment for segment in segments if segment.kind == "fact"]
        assert days.is_strong == is_strong
