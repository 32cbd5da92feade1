"""What the suite asks itself, and what it leaves to an open decision of the register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from sample_portfolio import PROJECTS, sample
from two_piers import PIER_WEEK, QUAY_WEEK, two_piers_in_memory

from pmo_analytics.catalogue.own_questions import _unserved
from pmo_analytics.health.decision_kinds import (
    BLOCKER,
    COST,
    DATE,
    FOCUS,
    OBJECTIVE,
    OVERLOAD,
    REPORT,
)
from pmo_analytics.metrics.question import AsOf
from pmo_analytics.narrative.saying import text_of
from pmo_analytics.portfolio import Portfolio

pytestmark = pytest.mark.slow

DAY_END = datetime(2026, 9, 30, 23, 59, tzinfo=UTC)
KINDS = (DATE, BLOCKER, COST, OVERLOAD, FOCUS, REPORT, OBJECTIVE)
DECISIONS = "decision_id,raised_date,question,owner,due_date,project_id,decided_date\n"
BLOCKERS = "item_key,start_date,end_date,cause,is_external\n"
BLOCKED = BLOCKERS + "PIER-901,2026-08-12,,dry dock,yes\n"


@pytest.fixture
def asked():
    """Return a maker of the questions of a project: `asked(decisions=…, blockers=…)`."""

    def made(project: str = "PIER", **registers: str) -> dict[str, str]:
        return questions_of(two_piers_in_memory(**registers), project)

    return made


def questions_of(portfolio: Portfolio, project: str) -> dict[str, str]:
    rows = portfolio.metric("decisions", project=project).frame.to_dict("records")
    return {row["decision_id"]: row["about_name"] for row in rows}


def test_a_date_in_danger_that_nobody_asks_about_is_asked_about(asked):
    assert asked(decisions=DECISIONS) == {"PIER.date": "date"}


def test_an_open_decision_of_the_project_replaces_it(asked):
    assert asked() == {"D-1": "written"}
    assert asked("QUAY", decisions=DECISIONS + "D-1,2026-09-01,?,Ida,2026-09-30,PIER,\n") == {
        "QUAY.date": "date"
    }


def test_a_blocker_older_than_most_items_took_is_asked_about(asked):
    assert asked(decisions=DECISIONS, blockers=BLOCKED) == {
        "PIER.date": "date",
        "PIER.blocker": "blocker",
    }


def test_other_blockers_ask_nothing(asked):
    blockers = (
        "PIER-901,2026-09-11,,dry dock,yes\n"  # younger than most items took
        "PIER-902,2026-08-12,2026-08-20,dry dock,yes\n"  # over
        "PIER-903,2026-08-12,,,yes\n"  # without a cause
        "PIER-1,2026-01-02,,dry dock,yes\n"  # of an item that is finished
    )
    assert asked(decisions=DECISIONS, blockers=BLOCKERS + blockers) == {"PIER.date": "date"}


@pytest.mark.parametrize("question", ["Pay for the Dry Dock?", "What of PIER-901?"])
def test_a_decision_of_any_project_that_names_cause_or_item_replaces_it(question, asked):
    decisions = DECISIONS + f"D-1,2026-09-01,{question},Ida,2026-09-30,QUAY,\n"
    assert "PIER.blocker" not in asked(decisions=decisions, blockers=BLOCKED)


def test_a_decision_that_is_made_leaves_the_blocker_to_be_asked_about(asked):
    decisions = DECISIONS + "D-1,2026-09-01,Pay for the dry dock?,Ida,2026-09-30,QUAY,2026-09-05\n"
    assert "PIER.blocker" in asked(decisions=decisions, blockers=BLOCKED)


def test_the_longest_of_several_blockers_is_asked_about():
    blockers = BLOCKED + "PIER-902,2026-08-06,,crane,no\n"
    portfolio = two_piers_in_memory(decisions=DECISIONS, blockers=blockers)
    rows = portfolio.metric("decisions", project="PIER").frame.to_dict("records")
    (found,) = [row for row in rows if row["about_name"] == "blocker"]
    assert (found["item_key"], found["cause_name"]) == ("PIER-902", "crane")
    assert found["blocked_days"] > found["usual_days"]


def test_money_is_asked_about_where_the_cost_is_not_green():
    judged = sample().metric("judgement").frame.set_index("project_id")
    asking = set(judged.index[judged["cost_colour_name"].isin(["red", "amber"])])
    asked = {one for one in PROJECTS if f"{one}.cost" in questions_of(sample(), one)}
    assert asked == asking != set()


CAPACITY = "period,team,available_hours\n2026-09,Divers,100\n2026-10,Divers,100\n"
ALLOCATIONS = "period,project_id,hours,team\n"
FULL = ALLOCATIONS + (
    "2026-09,PIER,60,Divers\n2026-09,QUAY,50,Divers\n"
    "2026-10,PIER,90,Divers\n2026-10,QUAY,30,Divers\n"
)


def test_a_team_with_more_promised_than_it_has_is_asked_about():
    made = two_piers_in_memory(capacity=CAPACITY, allocations=FULL)
    rows = made.metric("decisions").frame.to_dict("records")
    (found,) = [row for row in rows if row["about_name"] == "overload"]
    months = (found["month_date"], found["last_month_date"])
    assert (found["team_name"], *months) == ("Divers", date(2026, 9, 1), date(2026, 10, 1))
    assert (found["over_hours_count"], found["allocated_hours_count"]) == (30, 230)
    options = made.metric("decision_options").frame
    options = options[options["decision_id"] == found["decision_id"]]
    assert list(options["kind_name"]) == ["relieve", "relieve", "more_hours", "nothing"]
    assert list(options["relieved_name"])[:2] == ["Pier works", "Quay works"]
    assert list(options["relieved_week_cost"])[:2] == [PIER_WEEK, QUAY_WEEK]
    assert list(options["promised_hours_count"])[:2] == [150, 80]


@pytest.mark.parametrize(
    "allocations",
    [
        ALLOCATIONS + "2026-10,PIER,100,Divers\n",  # just as much as there is
        ALLOCATIONS + "2026-08,PIER,200,Divers\n",  # over, and of a month without hours
    ],
)
def test_a_team_that_has_its_hours_is_not_asked_about(allocations):
    made = two_piers_in_memory(capacity=CAPACITY, allocations=allocations)
    assert "overload" not in questions_of(made, "PIER").values()


def test_months_in_a_row_with_too_few_hours_are_one_question():
    """December has its hours, so that January is another question, asked when it comes."""
    months = (("2026-10", 120), ("2026-11", 130), ("2026-12", 100), ("2027-01", 140))
    capacity = CAPACITY.splitlines()[0] + "".join(f"\n{one},Divers,100" for one, _ in months)
    promised = ALLOCATIONS + "".join(f"{one},PIER,{hours},Divers\n" for one, hours in months)
    made = two_piers_in_memory(capacity=f"{capacity}\n", allocations=promised)
    rows = made.metric("decisions").frame.to_dict("records")
    (found,) = [row for row in rows if row["about_name"] == "overload"]
    assert (found["month_date"], found["last_month_date"]) == (date(2026, 10, 1), date(2026, 11, 1))
    assert (found["over_hours_count"], found["allocated_hours_count"]) == (50, 250)
    assert found["utilisation_share"] == pytest.approx(1.25)
    options = made.metric("decision_options").frame
    (relief,) = options[options["kind_name"] == "relieve"].to_dict("records")
    assert (relief["hours_count"], relief["promised_hours_count"]) == (50, 250)


@pytest.mark.parametrize(
    ("options", "is_asked"), [("Pier first; Quay first", False), ("Pier first; Wait", True)]
)
def test_a_decision_that_chooses_between_projects_of_a_team_asks_about_its_hours(options, is_asked):
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id,options\n"
        f"D-1,2026-09-01,Who gets the crane?,Ida,2026-09-30,QUAY,{options}\n"
    )
    registers = {"capacity": CAPACITY, "allocations": FULL, "decisions": decisions}
    made = two_piers_in_memory(**registers)
    rows = made.metric("decisions").frame.set_index("about_name")
    assert ("overload" in rows.index) is is_asked
    hours = rows.loc["overload" if is_asked else "written", "over_hours_count"]
    assert hours == 30


def test_an_overload_that_a_decision_of_another_project_asks_about_is_not_gone():
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id,options\n"
        "D-1,2026-09-10,Who gets the crane?,Ida,2026-09-30,QUAY,Pier first; Quay first\n"
    )
    registers = {"capacity": CAPACITY, "allocations": FULL, "decisions": decisions}
    made = two_piers_in_memory(**registers)
    rows = made.metric("asked_before", project="PIER").frame.set_index("decision_id")
    assert rows.loc["Divers.overload", "became_name"] == "raised"
    assert rows.loc["Divers.overload", "answer_name"] == "Who gets the crane?"


def test_an_open_decision_that_names_the_team_replaces_the_question():
    decisions = DECISIONS + "D-1,2026-09-01,What of the divers?,Ida,2026-09-30,QUAY,\n"
    registers = {"capacity": CAPACITY, "allocations": FULL, "decisions": decisions}
    made = two_piers_in_memory(**registers)
    assert "overload" not in questions_of(made, "PIER").values()


@pytest.mark.parametrize(
    ("reported", "colour", "is_asked"),
    [("2026-06-01", "green", True), ("2026-06-01", "red", False), ("2026-09-10", "green", False)],
)
def test_an_old_report_is_asked_about_where_it_is_better_than_the_data(
    asked, reported, colour, is_asked
):
    status = f"report_date,project_id,overall\n{reported},PIER,{colour}\n"
    assert ("PIER.report" in asked(decisions=DECISIONS, status=status)) is is_asked


def test_an_objective_that_no_project_serves_is_asked_about_on_the_page_of_all():
    rows = sample().metric("decisions").frame
    objectives = list(rows[rows["about_name"] == "objective"]["objective_name"])
    assert objectives == ["Islanders pay fair fares"]
    (row,) = rows[rows["about_name"] == "objective"].to_dict("records")
    told = ("ATLAS", "Resident fares open to all islands")
    assert (row["project_id"], row["milestone_name"]) == told, "a milestone speaks of fares"
    assert "objective" not in questions_of(sample(), "ATLAS").values()


def test_the_questions_of_the_portfolio_are_those_of_its_projects_and_of_its_objectives():
    rows = sample().metric("decisions").frame
    each = {name for one in PROJECTS for name in questions_of(sample(), one)}
    assert set(rows[rows["about_name"] != "objective"]["decision_id"]) == each
    assert len(rows) == len(set(rows["decision_id"]))


ACTIONS = "action_id,raised_date,action,owner,project_id,due_date,done_date\n"


def ways_out(portfolio: Portfolio) -> list[str]:
    rows = portfolio.metric("decision_options", project="PIER").frame.to_dict("records")
    return [row["option_name"] for row in rows if row["kind_name"] == "free"]


@pytest.mark.parametrize(
    ("action", "found"),
    [
        ("Rent a place in the Dock of the navy", []),  # four letters are in too many texts
        ("Rent another shipyard", ["Rent another shipyard"]),
        ("Free PIER-901 by hand", ["Free PIER-901 by hand"]),
        ("Write down who waits", []),
    ],
)
def test_an_open_action_that_names_what_blocks_is_the_way_out(action, found):
    blockers = BLOCKERS + "PIER-901,2026-08-12,,dock of the shipyard,yes\n"
    actions = f"{ACTIONS}A-1,2026-09-01,{action},Ida,PIER,2026-09-30,\n"
    made = {"decisions": DECISIONS, "blockers": blockers}
    portfolio = two_piers_in_memory(actions=actions, **made)
    assert ways_out(portfolio) == (found or [""])
    done = two_piers_in_memory(actions=actions.replace(",\n", ",2026-09-02\n"), **made)
    assert ways_out(done) == [""]


def test_the_items_that_a_cut_takes_are_those_last_in_line_that_are_not_begun():
    near = (
        "project_id,approved_date,start_date,finish_date\nPIER,2026-01-01,2026-01-05,2026-10-09\n"
    )
    portfolio = two_piers_in_memory(decisions=DECISIONS, baselines=near)
    rows = portfolio.metric("decision_options", project="PIER").frame.to_dict("records")
    (cut,) = [row for row in rows if row["kind_name"] == "cut"]
    keys = cut["moved_keys"].split("; ")
    assert len(keys) == cut["out_count"] > 0
    assert set(keys[:3]) <= {"PIER-904", "PIER-905", "PIER-906"}
    assert len(cut["moved_urls"].split("; ")) == len(keys)


@pytest.mark.parametrize("about", KINDS)
def test_every_kind_of_question_has_words_for_what_became_of_it(about):
    assert text_of(f"asked-about-{about}")


@pytest.mark.parametrize(
    ("milestones", "who"),
    [
        ((("PIER", "Fares by boat"),), "PIER"),
        ((("PIER", "Fares by boat"), ("QUAY", "Fares by rail")), ""),  # two speak of it
        ((("PIER", "All ferries sail"),), ""),  # a word of another objective too
    ],
)
def test_the_project_that_alone_speaks_of_an_objective_is_asked(milestones, who):
    """What is asked of the door is given: rows of milestones, and a scope of two projects."""
    rows = [{"project_id": one, "milestone": name} for one, name in milestones]
    answers = SimpleNamespace(
        forecaster=SimpleNamespace(project_ids=("PIER", "QUAY")),
        rows=lambda query, question: rows if query == "milestones_as_of" else (),
    )
    found = [
        {"objective": "Ferries have fair fares", "project_count": 0},
        {"objective": "Ferries sail", "project_count": 1},
    ]
    (question,) = _unserved(answers, found, AsOf(date(2026, 9, 30), DAY_END), "")
    assert question["project_id"] == who
    assert bool(question["milestone_name"]) is bool(who)
