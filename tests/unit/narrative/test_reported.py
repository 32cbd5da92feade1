"""What the project itself reports, and the facts beside its headline."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_analytics.narrative.reported import key_facts, reported_sentence

BASELINE = date(2026, 11, 13)


def facts_of(state, figures) -> dict[str, str]:
    return {fact.label: str(fact.text) for fact in key_facts(state, figures(state)).rows}


def test_all_that_is_known_stands_beside_the_headline(project, figures):
    state = project(baseline_finish_date=BASELINE, budget="2400000", cost_of_delay_per_week=35_000)
    assert facts_of(state, figures) == {
        "Baseline finish": "13 November",
        "Likely finish": "9 December, 26 days late",
        "85% sure by": "9 December, 26 days late",
        "Open items": "40, 3 of them in progress",
        "Budget": "£2.40m",
        "A week of delay": "£35k",
    }


def test_what_is_not_known_is_said_or_left_out_never_zero(project, figures):
    facts = facts_of(project(), figures)
    assert facts["Baseline finish"] == "Not known: add baselines.csv"
    assert facts["Likely finish"] == "9 December"
    assert "Budget" not in facts
    assert "A week of delay" not in facts


def test_a_new_baseline_says_where_it_came_from(project, figures):
    state = project(
        baseline_finish_date=BASELINE,
        original_finish_date=date(2026, 10, 16),
        is_rebaselined=True,
    )
    assert facts_of(state, figures)["Baseline finish"] == "13 November, moved from 16 October"


def test_in_time_is_said_in_words(project, figures):
    state = project(baseline_finish_date=date(2027, 1, 15))
    assert facts_of(state, figures)["Likely finish"] == "9 December, in time"


@pytest.mark.parametrize("kind", ["stale", "nothing_left", "nothing_finished", "thin", "no_items"])
def test_without_a_forecast_the_reason_stands_in_its_place(kind, project_of_kind, figures):
    facts = facts_of(project_of_kind(kind), figures)
    assert facts["Likely finish"]
    assert "December" not in facts["Likely finish"]
    assert "85% sure by" not in facts


def test_a_finish_beyond_the_horizon_is_said(project, figures):
    assert facts_of(project(open_items=4_000), figures)["Likely finish"] == (
        "More than five years away"
    )


@pytest.mark.parametrize(
    ("declared", "colours", "caption"),
    [
        ("green", {"schedule": "red"}, "Reported green, data say red"),
        (None, {"schedule": "green"}, "Never reported, data say green"),
        ("amber", dict.fromkeys(("schedule", "flow"), "grey"), "Reported amber, data cannot say"),
    ],
)
def test_the_caption_sets_the_report_beside_the_data(declared, colours, caption, project, figures):
    state = project(declared=declared, colours=colours)
    assert str(key_facts(state, figures(state)).caption) == caption


@pytest.mark.parametrize(
    ("declared", "colour", "said"),
    [
        ("green", "red", "The project’s own report, 5 days old, still says green."),
        ("red", "red", "The project’s own report, 5 days old, says red."),
        (None, "red", ""),
    ],
)
def test_the_report_is_held_against_the_data_plainly(declared, colour, said, project, figures):
    state = project(declared=declared, colours={"schedule": colour})
    assert str(reported_sentence(state, figures(state))) == said


def test_an_old_report_has_its_age_in_bold(project, figures):
    old = project(declared="green", report_age_days=31)
    new = project(declared="green", report_age_days=30)
    for state, is_strong in ((old, True), (new, False)):
        segments = reported_sentence(state, figures(state)).segments
        (age,) = [segment for segment in segments if segment.kind == "figure"]
        assert age.is_strong == is_strong
