"""Options of a decision: what each does, worked out again from the futures in plain Python."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from sample_portfolio import sample
from two_piers import AS_OF, DUE, PIER_WEEK, QUAY_WEEK, two_piers_in_memory

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.own_options import _last_in_line
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.forecasts.outturn import outturn
from pmo_analytics.health.decision_kinds import SEPARATOR
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question
from pmo_analytics.portfolio import Portfolio

pytestmark = pytest.mark.slow

ACTING = (
    'D-1,Smaller,"PIER-904; PIER-905",,,,,,1500\n'
    "D-1,Faster,,,0.5,2000,,,\n"
    "D-1,Later,,,,,2026-11-08,,\n"
)


@pytest.fixture
def asked():
    """Return a maker of the options of D-1 by name: `asked(rows)`."""

    def made(options: str, **registers: str) -> dict[str, dict]:
        portfolio = two_piers_in_memory(options=options, **registers)
        return options_of(portfolio)

    return made


def options_of(portfolio: Portfolio, decision_id: str = "D-1", **scope) -> dict[str, dict]:
    rows = portfolio.metric("decision_options", **scope).frame.to_dict("records")
    return {
        row["option_name"] or row["kind_name"]: row
        for row in rows
        if row["decision_id"] == decision_id
    }


def at(costs: list[float], share: float) -> float:
    return sorted(costs)[math.ceil(share * len(costs)) - 1]


def late_cost(ends, due, week: int) -> list[float]:
    return [max(end - day, 0) / 7 * week for end, day in zip(ends, due, strict=True)]


def delays_by_hand(portfolio: Portfolio, *changes: Change) -> list[float]:
    """Return the cost of delay in each future: of QUAY only what waiting for PIER brings."""
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day = evidence.calendar.as_of(AS_OF)
    both = evidence.forecaster.all_changed(day, ("PIER", "QUAY"), changes)
    alone = evidence.forecaster.changed(day, "QUAY", (Change("QUAY", waits=()),))
    due = DUE.toordinal()
    pier = late_cost(both["PIER"].ends, [due] * len(alone.ends), PIER_WEEK)
    without = [max(end, due) for end in alone.ends]
    quay = late_cost(both["QUAY"].ends, without, QUAY_WEEK)
    return [a + b for a, b in zip(pier, quay, strict=True)]


def costs_by_hand(portfolio: Portfolio, *changes: Change) -> tuple[float, float]:
    """Return the likely and the late cost of delay."""
    total = delays_by_hand(portfolio, *changes)
    return at(total, 0.5), at(total, 0.85)


def test_each_option_costs_its_delay_and_that_of_what_waits_and_what_it_pays():
    portfolio = two_piers_in_memory(options=ACTING)
    found = options_of(portfolio)
    beside = {
        "Smaller": (1500, [Change("PIER", items=-2)]),
        "Faster": (2000, [Change("PIER", pace_factor=1.5)]),
        "Later": (0, []),
        "nothing": (0, []),
    }
    assert found.keys() == beside.keys()
    for name, (paid, changes) in beside.items():
        likely, late = costs_by_hand(portfolio, *changes)
        assert float(found[name]["likely_total_cost"]) == pytest.approx(likely + paid, abs=1), name
        assert float(found[name]["late_total_cost"]) == pytest.approx(late + paid, abs=1), name
    assert found["nothing"]["likely_total_cost"] > 0


def test_what_waits_is_named_where_doing_nothing_costs_it_something():
    portfolio = two_piers_in_memory(options=ACTING)
    found = options_of(portfolio)
    assert found["nothing"]["waiting_names"] == "Quay works"
    alone = options_of(portfolio, project="PIER")
    assert alone["nothing"]["likely_total_cost"] == found["nothing"]["likely_total_cost"]


def test_an_option_has_the_dates_and_the_chance_of_the_forecast_asked_again():
    portfolio = two_piers_in_memory(options=ACTING)
    found = options_of(portfolio)
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day = evidence.calendar.as_of(AS_OF)
    after = evidence.forecaster.changed(day, "PIER", (Change("PIER", items=-2),))
    assert found["Smaller"]["likely_date"] == after.when(0.5)
    assert found["Smaller"]["sure_date"] == after.when(0.85)
    assert found["Smaller"]["chance_share"] == after.chance_of(DUE)
    assert found["Smaller"]["chance_share"] > found["nothing"]["chance_share"]
    assert found["Smaller"]["out_count"] == 2


def test_the_chance_of_an_option_that_promises_another_date_is_that_of_the_date(asked):
    found = asked(ACTING)
    assert found["Later"]["target_date"] == date(2026, 11, 8)
    assert found["Later"]["chance_share"] > found["nothing"]["chance_share"]
    assert found["Later"]["likely_date"] == found["nothing"]["likely_date"]
    assert found["Later"]["saved_cost"] == 0
    assert not found["Later"]["is_recommended"], "the owner recommends it; it saves nothing"


def test_a_row_without_changes_is_doing_nothing_and_another_one_is_an_option(asked):
    found = asked("D-1,Wait,,,,,,,\nD-1,Wait and see,,,,,,,\n" + ACTING)
    assert found["Wait"]["kind_name"] == "nothing"
    assert found["Wait and see"]["kind_name"] == "written"
    assert found["Wait"]["option_number"] == len(found) == 5


def test_without_rows_the_options_of_the_decision_stand_as_not_estimated(asked):
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id,options\n"
        "D-1,2026-09-01,Shorter pier?,Ida,2026-09-30,PIER,Shorter; shorter ;; Do Nothing; Longer\n"
    )
    found = asked("", decisions=decisions)
    assert list(found) == ["Shorter", "Longer", "nothing"]
    assert {found[name]["reason_name"] for name in ("Shorter", "Longer")} == {"no_row"}
    assert found["Shorter"]["likely_total_cost"] is None
    assert not any(row["is_recommended"] for row in found.values())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("D-1,Gone,PIER-1,,,,,,\n", "no_items"),
        ("D-1,Unknown,label:none,,,,,,\n", "no_items"),
        ("D-1,Crane,,,,,,PIER,\n", "no_promise"),
    ],
)
def test_what_cannot_be_estimated_says_why(row, reason, asked):
    (found,) = [one for one in asked(row).values() if one["kind_name"] == "written"]
    assert found["reason_name"] == reason
    assert found["likely_date"] is None
    assert found["likely_total_cost"] is None


def test_items_of_another_project_leave_it_and_come_in_here():
    portfolio = two_piers_in_memory(options='D-1,Take,,"QUAY-904; QUAY-905",,,,,\n')
    found = options_of(portfolio)
    assert found["Take"]["in_count"] == 2
    assert found["Take"]["likely_date"] > found["nothing"]["likely_date"]


def test_a_promised_day_of_what_is_waited_for_is_taken_as_kept():
    day = "2026-12-06"
    dependencies = (
        f"from_id,to_id,kind,need_by_date,committed_date\nQUAY,PIER-901,piles,2026-09-20,{day}\n"
    )
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id\n"
        "D-1,2026-09-01,Press for the piles?,Ida,2026-09-30,QUAY\n"
    )
    portfolio = two_piers_in_memory(
        options="D-1,Press,,,,,,PIER-901,\n",
        dependencies=dependencies,
        decisions=decisions,
    )
    found = options_of(portfolio)
    assert found["Press"]["reason_name"] == ""
    assert found["Press"]["likely_date"] >= date.fromisoformat(day)
    assert found["Press"]["likely_date"] == found["nothing"]["likely_date"]


def test_people_that_all_leave_are_no_error(asked):
    found = asked("D-1,All leave,,,-1,,,,\n")
    assert found["All leave"]["likely_date"] is None
    assert found["All leave"]["likely_total_cost"] is None


def test_without_a_price_of_delay_the_costs_are_not_known(asked):
    projects = "project_id,name,items\nPIER,Pier works,PIER\nQUAY,Quay works,QUAY\n"
    found = asked(ACTING, projects=projects)
    assert {row["likely_total_cost"] for row in found.values()} == {None}
    assert found["Smaller"]["likely_date"] < found["nothing"]["likely_date"]


def test_a_decision_reads_alike_on_every_page():
    evidence = Evidence(sample()._connection, sample().settings)
    scopes = ({}, {"programme": "Ships & Energy"}, {"project": "EMBER"})
    told = [
        evidence.detail("decision_options", (evidence.scope(**one),), evidence.calendar.as_of())
        for one in scopes
    ]
    berths = [[row for row in rows if row["decision_id"] == "D-09"] for rows in told]
    assert len(berths[0]) == 4
    assert berths[0] == berths[1] == berths[2]


def test_what_slowed_a_project_may_be_taken_back():
    """Helm is slower since its builders were lent: the pace of before is put to the forecast."""
    (undo,) = [
        row for row in options_of(sample(), "HELM.date").values() if row["kind_name"] == "undo"
    ]
    assert (undo["undone_name"], undo["decided_date"]) == ("Lend both", date(2026, 7, 10))
    expected = sample().metric("finish_forecast", project="HELM").values["expected_per_week"]
    evidence = sample()._evidence
    factor = undo["before_per_week"] / expected
    assert factor > 1
    changes = (Change("HELM", pace_factor=factor),)
    after = evidence.forecaster.changed(evidence.calendar.as_of(), "HELM", changes)
    assert undo["likely_date"] == after.when(0.5)
    assert undo["is_recommended"]
    others = sample().metric("decision_options").frame
    assert list(others["decision_id"][others["kind_name"] == "undo"]) == ["HELM.date"]


def test_a_cut_takes_the_last_in_line_and_what_is_blocked_at_last():
    evidence = sample()._evidence
    answers, day = evidence.forecaster.answers, evidence.calendar.as_of()
    taken = _last_in_line(answers, project_scope("EMBER"), day, 12)
    keys, urls = (taken[name].split(SEPARATOR) for name in ("moved_keys", "moved_urls"))
    assert len(set(keys)) == len(keys) == 12
    assert "EMBER-25" not in keys  # Gannet waits for it
    assert all(url.endswith(key) for key, url in zip(keys, urls, strict=True))
    rows = answers.rows("backlog", Question((project_scope("EMBER"),), (day,)))
    state = {row["item_key"]: row["state"] for row in rows}
    assert {state[key] for key in keys} == {"to_do"}


COSTS = "project_id,period,planned_value,actual_cost,earned_value\n" + "".join(
    f"PIER,2026-0{month},10000,20000,{earned}\n"
    for month, earned in ((6, 9000), (7, 11000), (8, 10000))
)
BUDGETED = "project_id,approved_date,start_date,finish_date,budget\n" + (
    f"PIER,2026-01-01,2026-01-05,{DUE},60000\nQUAY,2026-01-01,2026-01-05,{DUE},\n"
)


def above_budget_by_hand(portfolio: Portfolio, *changes: Change, left: float) -> list[float]:
    """Return what goes above the budget of PIER in each draw: spend of late, then performance."""
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day = evidence.calendar.as_of(AS_OF)
    ends = evidence.forecaster.all_changed(day, ("PIER",), changes)["PIER"].ends
    months = np.maximum(ends - date(2026, 8, 31).toordinal(), 0) / (365.25 / 12)
    drawn = outturn(
        "PIER",
        months_left=months,
        spent_by_month=[20000.0] * 3,
        earned_by_month=[9000.0, 11000.0, 10000.0],
        budget=30000 + 30000 * left,
    )
    return [max(cost - 60000, 0) for cost in (*drawn.by_spend, *drawn.by_performance)]


def test_each_option_costs_what_goes_above_the_budget_after_it():
    registers = {"costs": COSTS, "baselines": BUDGETED}
    portfolio = two_piers_in_memory(options=ACTING, **registers)
    found = options_of(portfolio)
    open_count = found["nothing"]["open_count"]
    for name, left, paid, change in (
        ("Smaller", 1 - 2 / open_count, 1500, [Change("PIER", items=-2)]),
        ("Faster", 1.0, 2000, [Change("PIER", pace_factor=1.5)]),
        ("nothing", 1.0, 0, []),
    ):
        above = above_budget_by_hand(portfolio, *change, left=left)
        delay = delays_by_hand(portfolio, *change) * 2
        total = [a + b + paid for a, b in zip(above, delay, strict=True)]
        assert float(found[name]["likely_over_cost"]) == pytest.approx(at(above, 0.5), abs=1)
        assert float(found[name]["likely_total_cost"]) == pytest.approx(at(total, 0.5), abs=1)
        assert float(found[name]["late_total_cost"]) == pytest.approx(at(total, 0.85), abs=1)
    over = portfolio.metric("outturn", project="PIER").values["outturn_over_cost"]
    assert found["nothing"]["likely_over_cost"] == over > 0
    assert found["Smaller"]["likely_over_cost"] < over


def test_an_option_says_in_how_many_of_the_same_futures_it_costs_more():
    portfolio = two_piers_in_memory(options=ACTING)
    found = options_of(portfolio)
    nothing = delays_by_hand(portfolio)
    smaller = delays_by_hand(portfolio, Change("PIER", items=-2))
    dearer = sum(a + 1500 > b for a, b in zip(smaller, nothing, strict=True))
    assert found["Smaller"]["dearer_share"] == pytest.approx(dearer / len(nothing))
    assert found["nothing"]["dearer_share"] == 0


@pytest.mark.parametrize("row", ["D-1,Pay,,,,5000,,,\n", "D-1,Give up,,,,,,,5000\n"])
def test_money_alone_tells_nothing_of_the_date(row, asked):
    (found,) = [one for one in asked(row).values() if one["kind_name"] == "written"]
    assert found["reason_name"] == "no_change"
    assert found["likely_date"] is None
    assert not found["is_recommended"]


def test_an_option_brings_what_is_waited_for_on_its_own_day():
    header = "from_id,to_id,kind,need_by_date,committed_date\n"
    dependencies = f"{header}QUAY,PIER-901,piles,2026-09-20,2027-03-01\n"
    decisions = (
        "decision_id,raised_date,question,owner,due_date,project_id\n"
        "D-1,2026-09-01,Hire a crane?,Ida,2026-09-30,QUAY\n"
    )
    options = (
        "decision_id,option,money,dependency,dependency_date\n"
        "D-1,Hire,900,PIER-901,2026-10-01\nD-1,Press,,PIER-901,\n"
    )
    portfolio = two_piers_in_memory(
        dependencies=dependencies,
        decisions=decisions,
        decision_options=options,
    )
    found = options_of(portfolio)
    assert found["Hire"]["needed_date"] == date(2026, 10, 1)
    assert found["Press"]["needed_date"] == date(2027, 3, 1)
    assert found["Hire"]["likely_date"] < found["Press"]["likely_date"]
    assert found["Press"]["likely_date"] == found["nothing"]["likely_date"] > date(2027, 3, 1)
    assert found["Hire"]["is_recommended"]
