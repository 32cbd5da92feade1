"""Options of a decision: what each does, worked out again from the futures in plain Python."""

from __future__ import annotations

import math
from datetime import date

import pytest
from sample_portfolio import sample
from two_piers import AS_OF, DUE, PIER_WEEK, QUAY_WEEK, two_piers_in_memory

from pmo_analytics.catalogue.evidence import Evidence
from pmo_analytics.catalogue.own_options import _last_in_line
from pmo_analytics.forecasts.changes import Change
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


def costs_by_hand(portfolio: Portfolio, *changes: Change) -> tuple[float, float]:
    """Return the likely and the late cost of delay: of QUAY only what waiting for PIER brings."""
    evidence = Evidence(portfolio._connection, portfolio.settings)
    day = evidence.calendar.as_of(AS_OF)
    both = evidence.forecaster.all_changed(day, ("PIER", "QUAY"), changes)
    alone = evidence.forecaster.changed(day, "QUAY", (Change("QUAY", waits=()),))
    due = DUE.toordinal()
    pier = late_cost(both["PIER"].ends, [due] * len(alone.ends), PIER_WEEK)
    without = [max(end, due) for end in alone.ends]
    quay = late_cost(both["QUAY"].ends, without, QUAY_WEEK)
    total = [a + b for a, b in zip(pier, quay, strict=True)]
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
