"""Decisions: "do nothing" stands last, at most one option is recommended, gaps are said."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_analytics.narrative.decisions import (
    DECIDE_WITHIN_DAYS,
    ScopeCut,
    date_decision,
    decisions_title,
    do_nothing_option,
    has_date_to_decide,
    register_decision,
)
from pmo_analytics.values import Decision

BASELINE = date(2026, 11, 13)
CUT = ScopeCut(moved_items=12, chance=0.83)


def row(**given) -> dict:
    empty = {
        "decision_id": "D-08",
        "project_id": "ATLAS",
        "question": "Keep 13 November?",
        "raised_date": date(2026, 9, 21),
        "due_date": date(2026, 10, 9),
        "owner": "Marguerite Lockhart",
        "options": "Second release; Move the date; Do nothing",
        "recommendation": "Second release",
    }
    return {**empty, **given}


def names_of(decision: Decision) -> list[str]:
    return [str(option.name) for option in decision.options]


def recommended(decision: Decision) -> list[str]:
    return [str(option.name) for option in decision.options if option.is_recommended]


@pytest.fixture
def late(project):
    """A project that will miss its date, with an owner and a price."""
    return project(
        baseline_finish_date=BASELINE, sponsor="Marguerite Lockhart", cost_of_delay_per_week=35_000
    )


@pytest.mark.parametrize("cut", [None, CUT, ScopeCut(moved_items=30, chance=0.9)])
def test_our_own_question_ends_with_doing_nothing_and_recommends_one(cut, late, figures):
    decision = date_decision(late, cut, figures(late))
    assert names_of(decision)[-1] == "Do nothing"
    assert len(recommended(decision)) == 1
    assert recommended(decision) != ["Do nothing"]


def test_a_small_cut_is_recommended_and_a_large_one_is_not(late, figures):
    small = date_decision(late, ScopeCut(moved_items=20, chance=0.8), figures(late))
    large = date_decision(late, ScopeCut(moved_items=21, chance=0.8), figures(late))
    assert recommended(small) == ["Move 20 items to a later release"]
    assert recommended(large) == ["Keep everything, move the date to 9 December"]


def test_our_own_question_says_what_it_is_about(late, figures):
    decision = date_decision(late, CUT, figures(late))
    assert str(decision.question) == "Keep 13 November by moving 12 items out, or move the date?"
    assert str(decision.reason) == (
        "40 items are open; 48 were finished in the last 12 complete weeks."
    )
    assert decision.owner == "Marguerite Lockhart"
    assert str(decision.due) == "Wed 14 Oct"
    assert (decision.due_date - late.now.as_of.day).days == DECIDE_WITHIN_DAYS
    assert str(decision.options[0].effect) == "Chance of 13 November rises from 0% to 83%"
    # 26 days late, at 35,000 a week
    assert str(decision.options[-1].cost) == "£130k"
    assert decision.options[-1].likely_cost == pytest.approx(130_000)


def test_where_no_scope_keeps_the_date_that_is_the_question(late, figures):
    decision = date_decision(late, None, figures(late))
    assert (
        str(decision.question) == "Move the date of 13 November, which no smaller scope can keep?"
    )


def test_a_date_that_has_passed_is_replaced(project, figures):
    state = project(baseline_finish_date=date(2026, 9, 18))
    decision = date_decision(state, None, figures(state))
    assert str(decision.question) == "Which date replaces 18 September, which has passed?"


def test_without_a_date_or_a_forecast_there_is_nothing_to_choose(project, project_of_kind):
    for state in (project(), project_of_kind("thin"), project_of_kind("nothing_left")):
        assert not has_date_to_decide(state)


def test_without_an_owner_the_page_says_where_to_name_one(project, figures):
    state = project(baseline_finish_date=BASELINE)
    decision = date_decision(state, None, figures(state))
    assert decision.owner == "not named"
    assert "projects.csv" in str(decision.note)
    owned = project(baseline_finish_date=BASELINE, manager="Idris Vaughan")
    assert date_decision(owned, None, figures(owned)).owner == "Idris Vaughan"


def test_without_a_price_the_cost_is_unknown_not_nothing(project, figures):
    state = project(baseline_finish_date=BASELINE)
    option = do_nothing_option(state, figures(state))
    assert str(option.cost) == "Not known: no cost of delay in projects.csv"
    assert option.likely_cost is None
    assert option.late_cost is None


def test_without_a_forecast_the_cost_is_unknown_not_nothing(project_of_kind, figures):
    state = project_of_kind("thin", cost_of_delay_per_week=35_000)
    option = do_nothing_option(state, figures(state))
    assert str(option.cost) == "Not known without a forecast"
    assert option.likely_cost is None


def test_doing_nothing_says_where_it_leads(kind, project_of_kind, figures):
    state = project_of_kind(kind)
    effect = str(do_nothing_option(state, figures(state)).effect)
    expected = {
        "no_baseline": "Likely finish 9 December.",
        "unlikely": "Likely 9 December; 0% chance of 13 November",
        "nothing_left": "Nothing is left to finish.",
        "stale": "Not measurable: no export since 20 August. Add a newer one to exports.",
    }
    assert effect == expected.get(kind, effect)
    assert effect


def test_a_question_of_the_register_keeps_its_words_as_names(late, figures):
    decision = register_decision(row(), late, figures(late), cut=None)
    assert str(decision.question) == "Keep 13 November?"
    assert {segment.kind for segment in decision.question.segments} == {"name"}
    assert names_of(decision) == ["Second release", "Move the date", "Do nothing"]
    assert recommended(decision) == ["Second release"]
    assert str(decision.reason) == "Raised on 21 September. Recommended: Second release."


def test_what_the_register_does_not_estimate_is_not_estimated(late, figures):
    decision = register_decision(row(), late, figures(late), cut=None)
    assert {str(option.effect) for option in decision.options[:-1]} == {"Not estimated"}


def test_doing_nothing_is_recommended_where_the_register_does(late, figures):
    decision = register_decision(row(recommendation="do nothing"), late, figures(late), cut=None)
    assert recommended(decision) == ["Do nothing"]


@pytest.mark.parametrize("recommendation", [None, "", "  ", "Something that is no option"])
def test_no_option_is_recommended_where_the_register_names_none(recommendation, late, figures):
    decision = register_decision(row(recommendation=recommendation), late, figures(late), cut=None)
    assert recommended(decision) == []


def test_an_option_written_twice_is_one_option(late, figures):
    given = row(options="Second release; second release ;; Do Nothing")
    decision = register_decision(given, late, figures(late), cut=None)
    assert names_of(decision) == ["Second release", "Do nothing"]
    assert len(recommended(decision)) == 1


def test_a_question_without_options_still_has_doing_nothing(late, figures):
    decision = register_decision(row(options=None), late, figures(late), cut=None)
    assert names_of(decision) == ["Do nothing"]


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2026, 9, 25), "overdue by 5 days"), (date(2026, 9, 29), "overdue by 1 day")],
)
def test_an_overdue_question_says_by_how_long(due, said, late, figures):
    decision = register_decision(row(due_date=due), late, figures(late), cut=None)
    assert said in str(decision.reason)


def test_a_question_is_not_overdue_on_its_due_day(late, figures):
    decision = register_decision(row(due_date=date(2026, 9, 30)), late, figures(late), cut=None)
    assert "overdue" not in str(decision.reason)


def test_the_data_add_what_would_keep_the_date(late, figures):
    decision = register_decision(row(), late, figures(late), cut=CUT)
    assert str(decision.note) == (
        "The data add: moving 12 of 40 open items out would lift the chance of 13 November from 0% "
        "to 83%. Moving the date to 9 December would make it 85% sure."
    )


def test_a_question_of_no_project_stays_open_if_nobody_decides(figures):
    decision = register_decision(row(project_id=None), None, figures(), cut=None)
    assert str(decision.options[-1].effect) == "The question stays open"
    assert decision.project_name == ""
    assert decision.rag is None


@pytest.mark.parametrize(
    ("dues", "title"),
    [
        ((), "No decision is requested"),
        ((date(2026, 10, 9),), "One decision is requested by 9 October"),
        ((date(2026, 10, 7), date(2026, 10, 9)), "Two decisions are requested by 9 October"),
        ((date(2026, 9, 25),), "One decision is overdue"),
        ((date(2026, 9, 25), date(2026, 9, 1)), "Two decisions are overdue"),
        ((date(2026, 9, 30),), "One decision is requested by 30 September"),
    ],
)
def test_the_title_says_how_many_and_by_when(dues, title, late, figures):
    made = figures(late)
    decisions = tuple(
        register_decision(row(due_date=due, decision_id=f"D-{index}"), late, made, cut=None)
        for index, due in enumerate(dues)
    )
    assert str(decisions_title(decisions, made)) == title


def test_a_title_of_both_kinds_tells_the_overdue_ones(late, figures):
    made = figures(late)
    decisions = tuple(
        register_decision(row(due_date=due, decision_id=str(due)), late, made, cut=None)
        for due in (date(2026, 9, 25), date(2026, 10, 9))
    )
    assert str(decisions_title(decisions, made)) == (
        "Two decisions are requested by 9 October; one of them is overdue"
    )
