"""Decisions: questions and options in words, their costs, and what the rule makes of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from made_facts import AS_OF, FINISH, LATE, made_facts, made_project, with_date

from pmo_analytics.content import Decision
from pmo_analytics.narrative.decisions import decision, decisions_title
from pmo_analytics.narrative.options import option
from pmo_analytics.narrative.recommendation import recommendation
from pmo_analytics.narrative.saying import Facts

DUE = date(2026, 10, 14)
PRICED = {
    "week_of_delay_cost": Decimal(35_000),
    "likely_delay_cost": Decimal(130_000),
    "late_delay_cost": Decimal(130_000),
}


def cut(moved: int, chance: float = 0.83, *, is_small: bool = True) -> dict:
    return {"moved_count": moved, "chance_after_share": chance, "is_small_cut": is_small}


def row(**given) -> Facts:
    """Make a decision of the register."""
    due = given.get("due_date", date(2026, 10, 9))
    written = {
        "decision_id": "D-08",
        "project_id": "ATLAS",
        "about_name": "written",
        "question_name": "Keep 13 November?",
        "raised_date": date(2026, 9, 21),
        "due_date": due,
        "overdue_days": max((AS_OF - due).days, 0),
        "owner_name": "Marguerite Lockhart",
        "recommendation_name": "Second release",
    }
    return made_facts(**{**written, **given})


def own_row(about: str = "date", **given) -> Facts:
    """Make a question that the suite itself asks."""
    return made_facts(
        decision_id=f"ATLAS.{about}",
        project_id="ATLAS",
        about_name=about,
        due_date=DUE,
        overdue_days=0,
        **given,
    )


NOTHING = {
    "project_id": "ATLAS",
    "kind_name": "nothing",
    "likely_date": FINISH,
    "sure_date": date(2027, 1, 20),
    "target_date": date(2026, 11, 13),
    "chance_share": 0.04,
    "open_count": 40,
    "likely_delay_cost": Decimal(130_000),
    "likely_total_cost": Decimal(130_000),
    "late_total_cost": Decimal(165_000),
}


def made_option(**given) -> Facts:
    """Make an option with the effect of doing nothing, where nothing else is given; "" is blank."""
    known = {**NOTHING, **given}
    return made_facts(**{name: value for name, value in known.items() if value is not None})


def unknown(**given) -> Facts:
    """Make an option of which nothing is known but its words."""
    return made_option(**{**dict.fromkeys(NOTHING), "project_id": "ATLAS", **given})


def late_project(**known):
    """Make a project that will miss its date, with an owner and a price."""
    return made_project(**{**LATE, **PRICED, "owner_name": "Marguerite Lockhart", **known})


def names_of(asked: Decision) -> list[str]:
    return [str(option.name) for option in asked.options]


def recommended(asked: Decision) -> list[str]:
    return [str(option.name) for option in asked.options if option.is_recommended]


def test_our_own_question_says_what_it_is_about():
    options = (made_option(kind_name="cut", out_count=12, is_recommended=True), made_option())
    asked = decision(own_row(), options, late_project(**cut(12)))
    assert str(asked.question) == "Keep 13 November by moving 12 items out, or move the date?"
    assert str(asked.reason) == "40 items are open; 48 were finished in the last 12 weeks."
    assert asked.owner == "Marguerite Lockhart"
    assert str(asked.due) == "Wed 14 Oct"
    assert asked.due_date == DUE
    assert names_of(asked) == ["Move 12 items to a later release", "Do nothing"]
    assert recommended(asked) == ["Move 12 items to a later release"]


@pytest.mark.parametrize(("last", "when"), [(10, "in October"), (12, "from October to December")])
def test_hours_that_are_missing_are_asked_for_by_their_months(last, when):
    hours = {"utilisation_share": 1.04, "over_hours_count": 230, "allocated_hours_count": 5900}
    months = {"month_date": date(2026, 10, 1), "last_month_date": date(2026, last, 1)}
    row = own_row("overload", team_name="Energy", **months, **hours)
    asked = decision(row, (made_option(),), None)
    assert when in str(asked.question)


def test_one_item_is_not_said_to_be_several():
    asked = decision(
        own_row(), (made_option(kind_name="cut", out_count=1),), late_project(**cut(1))
    )
    assert "by moving 1 item out" in str(asked.question)
    assert names_of(asked) == ["Move 1 item to a later release"]


def test_where_no_scope_keeps_the_date_that_is_the_question():
    asked = decision(own_row(), (made_option(),), late_project())
    assert str(asked.question) == "Move the date of 13 November, which no smaller scope can keep?"


def test_a_cut_of_more_than_half_is_no_question():
    asked = decision(own_row(), (made_option(),), late_project(**cut(18, is_small=False)))
    assert str(asked.question) == "Which date takes the place of 13 November?"


def test_a_decision_since_which_it_is_slower_may_be_taken_back():
    decided = {"decided_date": date(2026, 7, 10), "before_per_week": 3.375}
    undo = made_option(kind_name="undo", undone_name="Lend both", is_recommended=True, **decided)
    undo = undo.joined(made_facts(saved_cost=Decimal(93_000)).facts)
    asked = decision(own_row(), (undo, made_option()), late_project())
    assert str(asked.question) == (
        "Take back “Lend both” of 10 July, or which date replaces 13 November?"
    )
    assert str(asked.options[0].name) == "Take back “Lend both” of 10 July"
    effect = str(asked.options[0].effect)
    assert effect.endswith(", if the pace is then as just before it, 3.4 a week")
    assert str(asked.options[0].cost).endswith("; plus what the people cost")
    assert str(asked.note) == "It pays if the people cost less than £93k."


def test_a_date_that_has_passed_is_replaced():
    project = made_project(**with_date(date(2026, 9, 18), chance=0.0))
    asked = decision(own_row(), (made_option(),), project)
    assert str(asked.question) == "Which date replaces 18 September, which has passed?"


def test_a_blocker_is_asked_about_with_its_cause_and_how_long_items_usually_take():
    known = {"item_key": "ATLAS-25", "cause_name": "dry dock", "usual_days": 30}
    given = own_row("blocker", blocked_days=245, is_start_known=True, **known)
    free = unknown(kind_name="free", reason_name="no_wait")
    asked = decision(given, (free, made_option()), late_project())
    assert str(asked.question) == "What frees ATLAS-25, blocked for 245 days by “dry dock”?"
    assert str(asked.reason) == "85% of its finished items took 30 days at most."
    assert "no open work of another project waits for it" in str(asked.options[0].effect)
    assert not asked.note
    unseen = own_row("blocker", blocked_days=245, is_start_known=False, **known)
    assert "blocked for at least 245 days" in str(
        decision(unseen, (free,), late_project()).question
    )


def test_money_above_the_budget_is_asked_for_and_no_date_is_said_to_move():
    options = money_options()
    project = late_project(
        baseline_budget=Decimal(3_100_000), outturn_spent_cost=Decimal(2_790_000)
    )
    asked = decision(own_row("cost"), options, project)
    assert str(asked.question) == "Who pays £385k above the budget?"
    assert str(asked.reason) == "The budget in force is £3.10m; £2.79m of it is spent."
    assert [str(one.effect) for one in asked.options] == [
        "Nothing is left out; as likely as not no more is needed; likely finish 9 December",
        "The budget is likely spent by 5 November; it pays for 7 of the 33 open items",
    ]
    assert not any(str(one.cost) or one.likely_cost for one in asked.options)
    assert not asked.note


def money_options(*more, **known):
    """Return options of a question about money: to pay, what else is offered, to do nothing."""
    facts = {
        "over_cost": Decimal(385_000),
        "budget_spent_date": date(2026, 11, 5),
        "paid_count": 7,
        "open_count": 33,
        "project_id": "",
    } | known
    kinds = ("fund", *more, "nothing")
    return tuple(unknown(kind_name=kind, **facts) for kind in kinds)


def test_a_budget_that_is_spent_is_said_to_be():
    options = money_options(budget_spent_date=date(2026, 9, 1), paid_count=None)
    asked = decision(own_row("cost"), options, late_project())
    assert str(asked.options[-1].effect) == "The budget is spent already"


def test_a_cut_that_keeps_the_budget_says_what_it_must_not_lose():
    options = money_options("cut", cut_likely_date=date(2026, 11, 20), out_count=12)
    asked = decision(own_row("cost"), options, late_project())
    assert str(asked.question) == "Who pays £385k above the budget, or what is left out?"
    assert str(asked.options[1].effect) == (
        "The budget likely pays for the rest; likely finish 20 November"
    )
    assert str(asked.note) == "Moving them pays if they are worth less than £385k."


def test_an_objective_is_asked_of_the_project_that_speaks_of_it():
    given = own_row(
        "objective", objective_name="Fair fares", milestone_name="Fares open to all islands"
    )
    asked = decision(given, (made_option(likely_date=None),), late_project())
    assert str(asked.question) == "Does Atlas serve “Fair fares”, or which project does?"
    assert "Atlas has the milestone “Fares open to all islands”" in str(asked.reason)
    alone = decision(own_row("objective", objective_name="Fair fares"), (made_option(),), None)
    assert str(alone.question) == "Which project serves “Fair fares”?"


def test_a_cost_of_another_project_says_whose_it_is():
    shown = option(made_option(project_id="BOREAL", project_name="Boreal"), late_project())
    assert str(shown.cost).endswith(" for Boreal")
    assert "for" not in str(option(made_option(), late_project()).cost)


def test_without_an_owner_the_page_says_where_to_name_one():
    asked = decision(own_row(), (made_option(),), late_project(owner_name=None))
    assert asked.owner == "not named"
    assert "projects.csv" in str(asked.note)
    assert not decision(own_row(), (made_option(),), late_project()).note


# --- options -------------------------------------------------------------------------------------


def test_an_option_says_dates_chance_and_what_it_costs():
    shown = option(made_option(), late_project())
    assert str(shown.effect) == (
        "Likely 9 December, 85% sure by 20 January 2027; 4% chance of 13 November"
    )
    assert str(shown.cost) == "£130k, up to £165k"
    assert (shown.likely_cost, shown.late_cost) == (130_000, 165_000)


def test_a_cost_that_cannot_be_higher_says_no_more():
    assert (
        str(option(made_option(late_total_cost=Decimal(130_000)), late_project()).cost) == "£130k"
    )


def test_money_and_lost_value_are_named_within_the_cost():
    shown = option(
        made_option(
            kind_name="written",
            option_name="Second release",
            out_count=12,
            money_cost=Decimal(20_000),
            lost_cost=Decimal(60_000),
        ),
        late_project(),
    )
    assert str(shown.name) == "Second release"
    assert str(shown.cost) == (
        "£130k, up to £165k; £20k of it to carry it out; £60k of it value lost"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind_name": "cut", "out_count": 12}, "plus the value of what moves"),
        ({"kind_name": "faster", "more_pace_share": 0.2}, "plus what the people cost"),
    ],
)
def test_what_nobody_has_valued_is_said_to_come_on_top(given, said):
    shown = made_option(**given, is_recommended=True, saved_cost=Decimal(90_000))
    assert str(option(shown, late_project()).cost).endswith(said)
    assert "less than £90k" in str(recommendation([shown, made_option()]))


def test_a_date_that_is_promised_because_it_is_sure_says_no_chance():
    moved = made_option(kind_name="move", target_date=date(2027, 1, 20), chance_share=0.85)
    shown = option(moved, late_project())
    assert str(shown.name) == "Keep everything, move the date to 20 January 2027"
    assert str(shown.effect) == "Likely 9 December, 85% sure by 20 January 2027"


def test_where_no_date_is_sure_giving_it_up_is_the_option():
    unsure = {"kind_name": "move", "target_date": None, "likely_date": None, "sure_date": None}
    shown = option(made_option(**unsure), late_project(sure_date=None))
    assert str(shown.name) == "Keep everything and give up the date"
    assert str(shown.effect) == "The 85% sure date is more than 5 years away"


def test_projects_that_are_held_up_are_named():
    shown = option(made_option(waiting_names="Gannet; Fjord"), late_project())
    assert str(shown.effect).endswith("It holds up Gannet and Fjord")


def test_a_note_of_the_register_stands_in_its_own_words():
    shown = option(made_option(note_name="Until spring"), late_project())
    assert str(shown.effect).endswith(". Until spring")
    assert shown.effect.segments[-1].kind == "name"


def test_dates_of_another_project_say_whose_they_are():
    other = made_option(kind_name="free", project_id="GANNET", project_name="Gannet")
    text = str(option(other, late_project()).effect)
    assert text.startswith("Gannet: likely 9 December")
    assert text.endswith("What it does for its own project cannot be told")


@pytest.mark.parametrize(
    "reason",
    ["no_row", "no_items", "no_project", "no_wait", "no_promise", "no_forecast", "no_outturn"],
)
def test_what_cannot_be_estimated_says_why_and_costs_nothing_that_is_known(reason):
    shown = option(
        unknown(kind_name="written", option_name="X", reason_name=reason), late_project()
    )
    assert str(shown.effect).startswith("Not estimated: ")
    assert not shown.cost
    assert shown.likely_cost is None


def test_without_a_price_the_cost_is_unknown_not_nothing():
    priceless = dict.fromkeys(("likely_delay_cost", "likely_total_cost", "late_total_cost"))
    shown = option(made_option(**priceless), late_project(**dict.fromkeys(PRICED)))
    assert str(shown.cost) == "Not known: no cost of delay in projects.csv"
    assert shown.likely_cost is None
    assert shown.late_cost is None


def test_without_a_forecast_the_cost_is_unknown_not_nothing(project_of_kind):
    project = project_of_kind("thin", week_of_delay_cost=Decimal(35_000))
    shown = option(unknown(kind_name="nothing"), project)
    assert str(shown.cost) == "Not known without a forecast"
    assert shown.likely_cost is None


def test_doing_nothing_without_a_date_says_where_it_leads(project_of_kind):
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
        "never": "No date: at this pace and growth most futures do not end within 5 years.",
        "too_wide": "No date: half of the futures end long before the other half. Steadier weeks, "
        "or fewer added items, would earn a date.",
    }
    for kind, said in expected.items():
        shown = option(unknown(kind_name="nothing"), project_of_kind(kind))
        assert str(shown.effect) == said, kind


def test_a_finish_beyond_the_horizon_is_where_doing_nothing_leads():
    project = late_project(likely_date=None, sure_date=None)
    shown = option(unknown(kind_name="nothing"), project)
    assert str(shown.effect) == "The likely finish is more than 5 years away."


def test_that_no_option_beats_doing_nothing_is_said():
    later = date(2027, 3, 1)
    acting = made_option(kind_name="written", option_name="Pay more", likely_date=later)
    assert "none is known to cost less than doing nothing" in str(
        recommendation([acting, made_option()])
    )
    idle = made_option(kind_name="written", option_name="Pay more")
    assert "none of them moves the date" in str(recommendation([idle, made_option()]))
    assert not recommendation([unknown(kind_name="written", reason_name="no_row"), made_option()])
    assert not recommendation([acting, made_option(is_recommended=True)])


# --- a decision of the register ------------------------------------------------------------------


def test_a_difference_that_is_within_the_futures_is_said_and_not_recommended():
    close = made_option(
        kind_name="written",
        option_name="Both return",
        likely_date=date(2026, 11, 20),
        saved_cost=Decimal(2_000),
        dearer_share=0.36,
    )
    assert str(recommendation([close, made_option(saved_cost=Decimal(0))])) == (
        "No option is recommended: “Both return” likely costs £2k less than doing nothing, and "
        "more in 36% of the futures."
    )


def test_a_recommendation_says_in_how_many_futures_doing_nothing_would_cost_less():
    chosen = made_option(kind_name="written", option_name="Cut", is_recommended=True)
    likely = {"is_recommended": True, "kind_name": "cut", "dearer_share": 0.18}
    assert str(recommendation([chosen, made_option()])) == ""
    assert str(recommendation([made_option(**likely), made_option()])) == (
        "In 18% of the futures doing nothing would cost less."
    )


def test_where_what_is_waited_for_moves_no_date_the_page_says_why_and_asks():
    hired = made_option(kind_name="written", option_name="Hire", needed_date=date(2026, 10, 26))
    project = made_project("Atlas")
    assert str(option(hired, project).effect).endswith(
        ". It counts on what is waited for by 26 October"
    )
    assert str(recommendation([hired, made_option()])) == (
        "No option is recommended: by the forecast other work lasts as long as what waits. To ask: "
        "must that wait too?"
    )


def test_money_without_what_it_changes_says_what_to_add():
    given = {"reason_name": "no_change", "money_cost": Decimal(21_000)}
    paid = unknown(kind_name="written", option_name="Move the trials", **given)
    made = option(paid, made_project("Atlas"))
    assert str(made.effect) == (
        "What it does to the date is not told: add to decision_options.csv what it changes, items, "
        "people or a dependency"
    )
    assert str(made.cost) == "£21k, and what delay then costs"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (629_000, "£130k, up to £165k, with £629k above the budget"),
        (0, "£130k, up to £165k, with what may go above the budget"),
    ],
)
def test_a_cost_says_that_it_counts_what_goes_above_the_budget(over, said):
    made = made_option(likely_over_cost=Decimal(over))
    assert str(option(made, made_project("Atlas")).cost) == said


def test_a_question_of_the_register_keeps_its_words_as_names():
    written = made_option(kind_name="written", option_name="Second release")
    asked = decision(row(), (written, made_option()), late_project())
    assert str(asked.question) == "Keep 13 November?"
    assert {segment.kind for segment in asked.question.segments} == {"name"}
    assert names_of(asked) == ["Second release", "Do nothing"]
    assert str(asked.reason) == "Raised on 21 September. Its owner recommends: Second release."
    assert asked.owner == "Marguerite Lockhart"


def test_what_the_owner_recommends_is_quoted_and_not_what_the_rule_does():
    written = made_option(kind_name="written", option_name="Second release")
    asked = decision(row(), (written, made_option()), late_project())
    assert recommended(asked) == []
    assert "Its owner recommends: Second release" in str(asked.reason)


@pytest.mark.parametrize("recommendation", [None, ""])
def test_an_owner_who_recommends_nothing_is_not_quoted(recommendation):
    asked = decision(row(recommendation_name=recommendation), (made_option(),), late_project())
    assert "recommends" not in str(asked.reason)


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2026, 9, 25), "overdue by 5 days"), (date(2026, 9, 29), "overdue by 1 day")],
)
def test_an_overdue_question_says_by_how_long(due, said):
    reason = decision(row(due_date=due), (made_option(),), late_project()).reason
    assert said in str(reason)
    assert any(segment.is_strong and "day" in segment.text for segment in reason.segments)


def test_a_question_is_not_overdue_on_its_due_day():
    asked = decision(row(due_date=AS_OF), (made_option(),), late_project())
    assert "overdue" not in str(asked.reason)


def unestimated() -> tuple[Facts, Facts]:
    written = unknown(kind_name="written", option_name="Second release", reason_name="no_row")
    return written, made_option()


def test_the_data_add_what_would_keep_the_date_where_no_option_is_estimated():
    assert str(decision(row(), unestimated(), late_project(**cut(12))).note) == (
        "The data add: moving 12 of 40 open items out would lift the chance of 13 November from 0% "
        "to 83%. Moving the date to 9 December would make it 85% sure."
    )
    written = made_option(kind_name="written", option_name="Second release", is_recommended=True)
    estimated = (written, made_option())
    assert not decision(row(), estimated, late_project(**cut(12))).note


@pytest.mark.parametrize("known", [{}, {**cut(12), "colours": {"schedule": "green"}}])
def test_the_data_add_nothing_where_no_cut_helps_or_the_date_is_green(known):
    assert not decision(row(), unestimated(), late_project(**known)).note


def test_a_question_of_no_project_stays_open_if_nobody_decides():
    asked = decision(row(project_id=None), (unknown(kind_name="nothing", project_id=""),), None)
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
            "Two decisions are requested by 9 October; one is overdue",
        ),
    ],
)
def test_the_title_says_how_many_and_by_when(dues, title):
    shown = [row(due_date=due, decision_id=f"D-{index}") for index, due in enumerate(dues)]
    overdue = sum(bool(each.value("overdue_days")) for each in shown)
    counts = made_facts(decision_count=len(shown), overdue_count=overdue)
    assert str(decisions_title(shown, counts)) == title
