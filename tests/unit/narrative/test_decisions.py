"""Decisions: "do nothing" stands last, at most one option is recommended, gaps are said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from made_facts import AS_OF, LATE, made_facts, made_project, with_date

from pmo_analytics.content import Decision
from pmo_analytics.narrative.decisions import decision, decisions_title, do_nothing
from pmo_analytics.narrative.saying import Facts

DUE = date(2026, 10, 14)
PRICED = {
    "week_of_delay_cost": Decimal(35_000),
    "likely_delay_cost": Decimal(130_000),
    "late_delay_cost": Decimal(130_000),
}


def cut(moved: int, chance: float = 0.83) -> dict:
    return {"moved_count": moved, "chance_after_share": chance}


def row(**given) -> Facts:
    """Make a decision of the register."""
    due = given.get("due_date", date(2026, 10, 9))
    written = {
        "decision_id": "D-08",
        "project_id": "ATLAS",
        "origin_name": "register",
        "question_name": "Keep 13 November?",
        "raised_date": date(2026, 9, 21),
        "due_date": due,
        "overdue_days": max((AS_OF - due).days, 0),
        "owner_name": "Marguerite Lockhart",
        "options_name": "Second release; Move the date; Do nothing",
        "recommendation_name": "Second release",
    }
    return made_facts(**{**written, **given})


def own_row() -> Facts:
    """Make a question that the suite itself asks."""
    return made_facts(
        decision_id="ATLAS.date", project_id="ATLAS", origin_name="suite", due_date=DUE
    )


def late_project(**known):
    """Make a project that will miss its date, with an owner and a price."""
    return made_project(**{**LATE, **PRICED, "owner_name": "Marguerite Lockhart", **known})


def names_of(asked: Decision) -> list[str]:
    return [str(option.name) for option in asked.options]


def recommended(asked: Decision) -> list[str]:
    return [str(option.name) for option in asked.options if option.is_recommended]


@pytest.mark.parametrize("known", [{}, cut(12), cut(30)])
def test_our_own_question_ends_with_doing_nothing_and_recommends_one(known):
    asked = decision(own_row(), late_project(**known))
    assert names_of(asked)[-1] == "Do nothing"
    assert len(recommended(asked)) == 1
    assert recommended(asked) != ["Do nothing"]


def test_a_small_cut_is_recommended_and_a_large_one_is_not():
    small = decision(own_row(), late_project(**cut(20)))
    large = decision(own_row(), late_project(**cut(21)))
    assert recommended(small) == ["Move 20 items to a later release"]
    assert recommended(large) == ["Keep everything, move the date to 9 December"]


def test_our_own_question_says_what_it_is_about():
    asked = decision(own_row(), late_project(**cut(12)))
    assert str(asked.question) == "Keep 13 November by moving 12 items out, or move the date?"
    assert str(asked.reason) == "40 items are open; 48 were finished in the last 12 weeks."
    assert asked.owner == "Marguerite Lockhart"
    assert str(asked.due) == "Wed 14 Oct"
    assert asked.due_date == DUE
    assert str(asked.options[0].effect) == "Chance of 13 November rises from 0% to 83%"
    assert str(asked.options[-1].cost) == "£130k"
    assert asked.options[-1].likely_cost == 130_000


def test_one_item_is_not_said_to_be_several():
    asked = decision(own_row(), late_project(**cut(1)))
    assert "by moving 1 item out" in str(asked.question)
    assert names_of(asked)[0] == "Move 1 item to a later release"


def test_a_cost_that_may_be_higher_says_up_to_what():
    project = late_project(late_delay_cost=Decimal(165_000))
    option = do_nothing(project)
    assert str(option.cost) == "£130k, up to £165k"
    assert (option.likely_cost, option.late_cost) == (130_000, 165_000)


def test_where_no_scope_keeps_the_date_that_is_the_question():
    asked = decision(own_row(), late_project())
    assert str(asked.question) == "Move the date of 13 November, which no smaller scope can keep?"


def test_where_no_date_is_sure_giving_it_up_is_the_option():
    asked = decision(own_row(), late_project(sure_date=None))
    assert names_of(asked)[0] == "Keep everything and give up the date"
    assert str(asked.options[0].effect) == "The 85% sure date is more than 5 years away"


def test_a_date_that_has_passed_is_replaced():
    project = made_project(**with_date(date(2026, 9, 18), chance=0.0))
    asked = decision(own_row(), project)
    assert str(asked.question) == "Which date replaces 18 September, which has passed?"


def test_without_an_owner_the_page_says_where_to_name_one():
    asked = decision(own_row(), late_project(owner_name=None))
    assert asked.owner == "not named"
    assert "projects.csv" in str(asked.note)
    assert not decision(own_row(), late_project()).note


def test_without_a_price_the_cost_is_unknown_not_nothing():
    option = do_nothing(late_project(**dict.fromkeys(PRICED)))
    assert str(option.cost) == "Not known: no cost of delay in projects.csv"
    assert option.likely_cost is None
    assert option.late_cost is None


def test_without_a_forecast_the_cost_is_unknown_not_nothing(project_of_kind):
    project = project_of_kind("thin", week_of_delay_cost=Decimal(35_000))
    option = do_nothing(project)
    assert str(option.cost) == "Not known without a forecast"
    assert option.likely_cost is None


def test_doing_nothing_says_where_it_leads(kind, project_of_kind):
    expected = {
        "no_items": "No items. Check its selectors in projects.csv.",
        "stale": "Not measurable: no export since 20 August. Add a newer one to exports.",
        "nothing_left": "Nothing is left to finish.",
        "ended": "Nothing is left to finish; the last item was finished on 11 September.",
        "overdue_undated": "No forecast: nothing has been finished yet.",
        "nothing_finished": "No forecast: nothing has been finished yet.",
        "dormant": "No forecast: nothing has been finished in the last 12 weeks.",
        "thin": "No forecast yet: it takes 4 finished items, and 10 working days since the first.",
        "awaited": "No forecast: what it waits for has none. A committed date in dependencies.csv "
        "would do instead.",
        "member": "No forecast: a project in it has none.",
        "no_baseline": "Likely finish 9 December.",
        "overdue": "Likely 9 December; 0% chance of 18 September",
        "unlikely": "Likely 9 December; 0% chance of 13 November",
        "never": "No date: at this pace and growth most futures do not end within 5 years.",
        "too_wide": "No date: half of the futures end long before the other half. Steadier weeks, "
        "or fewer added items, would earn a date.",
        "uncertain": "Likely 9 December; 62% chance of 10 December",
        "on_course": "Likely 9 December; 100% chance of 15 January 2027",
    }
    assert str(do_nothing(project_of_kind(kind)).effect) == expected[kind]


def test_a_finish_beyond_the_horizon_is_where_doing_nothing_leads():
    option = do_nothing(late_project(likely_date=None, sure_date=None))
    assert str(option.effect) == "The likely finish is more than 5 years away."


def test_a_question_of_the_register_keeps_its_words_as_names():
    asked = decision(row(), late_project())
    assert str(asked.question) == "Keep 13 November?"
    assert {segment.kind for segment in asked.question.segments} == {"name"}
    assert names_of(asked) == ["Second release", "Move the date", "Do nothing"]
    assert recommended(asked) == ["Second release"]
    assert str(asked.reason) == "Raised on 21 September. Recommended: Second release."
    assert asked.owner == "Marguerite Lockhart"


def test_what_the_register_does_not_estimate_is_not_estimated():
    asked = decision(row(), late_project())
    assert {str(option.effect) for option in asked.options[:-1]} == {"Not estimated"}


def test_doing_nothing_is_recommended_where_the_register_does():
    asked = decision(row(recommendation_name="do nothing"), late_project())
    assert recommended(asked) == ["Do nothing"]


@pytest.mark.parametrize("recommendation", [None, "", "Something that is no option"])
def test_no_option_is_recommended_where_the_register_names_none(recommendation):
    assert recommended(decision(row(recommendation_name=recommendation), late_project())) == []


def test_an_option_written_twice_is_one_option():
    given = row(options_name="Second release; second release ;; Do Nothing")
    asked = decision(given, late_project())
    assert names_of(asked) == ["Second release", "Do nothing"]
    assert len(recommended(asked)) == 1


def test_a_question_without_options_still_has_doing_nothing():
    assert names_of(decision(row(options_name=None), late_project())) == ["Do nothing"]


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2026, 9, 25), "overdue by 5 days"), (date(2026, 9, 29), "overdue by 1 day")],
)
def test_an_overdue_question_says_by_how_long(due, said):
    reason = decision(row(due_date=due), late_project()).reason
    assert said in str(reason)
    assert any(segment.is_strong and "day" in segment.text for segment in reason.segments)


def test_a_question_is_not_overdue_on_its_due_day():
    asked = decision(row(due_date=AS_OF), late_project())
    assert "overdue" not in str(asked.reason)


def test_the_data_add_what_would_keep_the_date():
    assert str(decision(row(), late_project(**cut(12))).note) == (
        "The data add: moving 12 of 40 open items out would lift the chance of 13 November from 0% "
        "to 83%. Moving the date to 9 December would make it 85% sure."
    )


@pytest.mark.parametrize("known", [{}, {**cut(12), "colours": {"schedule": "green"}}])
def test_the_data_add_nothing_where_no_cut_helps_or_the_date_is_green(known):
    assert not decision(row(), late_project(**known)).note


def test_a_question_of_no_project_stays_open_if_nobody_decides():
    asked = decision(row(project_id=None), None)
    assert str(asked.options[-1].effect) == "The question stays open"
    assert asked.project_name == ""
    assert asked.rag is None


@pytest.mark.parametrize(
    ("dues", "title"),
    [
        ((), "No decision is requested"),
        ((date(2026, 10, 9),), "One decision is requested by 9 October"),
        ((date(2026, 10, 7), date(2026, 10, 9)), "Two decisions are requested by 9 October"),
        ((date(2026, 9, 25),), "One decision is overdue"),
        ((date(2026, 9, 25), date(2026, 9, 1)), "Two decisions are overdue"),
        ((date(2026, 9, 30),), "One decision is requested by 30 September"),
        (
            (date(2026, 9, 25), date(2026, 10, 9)),
            "Two decisions are requested by 9 October; one of them is overdue",
        ),
    ],
)
def test_the_title_says_how_many_and_by_when(dues, title):
    shown = [row(due_date=due, decision_id=f"D-{index}") for index, due in enumerate(dues)]
    overdue = sum(bool(each.value("overdue_days")) for each in shown)
    counts = made_facts(shown_count=len(shown), shown_overdue_count=overdue)
    assert str(decisions_title(shown, counts)) == title
