"""What blocks work at its root: by cause and project, with who waits and what a week costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from given_answers import AS_OF, GivenAnswers, GivenForecaster, as_of

from pmo_analytics.catalogue.work import waiting_for
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import Question, Scope

PROJECTS = ("ATLAS", "EMBER", "FJORD", "GANNET")
ALL = Scope("portfolio", PROJECTS)


def blocked(project: str, number: int, cause: str | None, days: int, **more: Any) -> dict[str, Any]:
    key = f"{project}-{number}"
    return {
        "scope": project,
        "as_of": AS_OF,
        "item_key": key,
        "item_url": "",
        "title": f"Title of {key}",
        "cause": cause,
        "is_waiting": False,
        "blocked_days": days,
        "is_start_known": True,
        **more,
    }


def edge(waiting: str, needed: str, *, is_open: bool = True) -> dict[str, Any]:
    return {
        "scope": waiting,
        "as_of": AS_OF,
        "waiting_project_id": waiting,
        "needed_project_id": needed,
        "is_open": is_open,
        "is_cross_project": waiting != needed,
    }


def chains(*rows: dict, edges=(), late=(), unexported=(), scope: Scope = ALL) -> dict[str, Any]:
    """Ask for the chains; every project costs a hundred a week, times its place in the list."""
    forecaster = GivenForecaster()
    forecaster.project_ids = PROJECTS
    forecaster.waiting_for = lambda ids, _day: waiting_for(edges, ids)
    answers = GivenAnswers(
        rows={
            "blocked_items": rows,
            "work_as_of": [
                {"scope": one, "as_of": AS_OF, "is_exported": one not in unexported}
                for one in PROJECTS
            ],
        },
        values={
            "item_counts": [
                {"scope": one, "as_of": AS_OF, "open_count": 9} for one in (ALL.name, *PROJECTS)
            ],
            "project_entry": [
                {"scope": one, "as_of": AS_OF, "week_of_delay_cost": Decimal(100 * at)}
                for at, one in enumerate(PROJECTS, start=1)
            ],
            "finish_forecast": [
                {"scope": one, "as_of": AS_OF, "likely_late_days": 9 if one in late else 0}
                for one in PROJECTS
            ],
        },
        forecaster=forecaster,
    )
    return answers.values("blocker_chains", Question((scope,), (as_of(AS_OF),)))[scope.name, AS_OF]


def test_causes_stand_by_project_the_longest_first():
    found = chains(
        blocked("FJORD", 1, "dry dock", 2),
        blocked("FJORD", 2, "dry dock", 9),
        blocked("EMBER", 25, "switchgear maker", 245, is_start_known=False),
        blocked("GANNET", 4, "dry dock", 3),
    )
    told = [(row["cause"], row["project_id"], row["item_key"]) for row in found["frame"]]
    assert told == [
        ("switchgear maker", "EMBER", "EMBER-25"),
        ("dry dock", "FJORD", "FJORD-2"),
        ("dry dock", "GANNET", "GANNET-4"),
    ]
    assert [row["item_count"] for row in found["frame"]] == [1, 2, 1]
    assert found["frame"][1]["all_blocked_days"] == 11
    assert (found["cause_count"], found["caused_item_count"], found["chain_count"]) == (3, 4, 0)
    assert not found["frame"][0]["is_start_known"]


def test_what_waits_for_another_item_is_no_root_and_what_has_no_cause_is_counted():
    found = chains(
        blocked("GANNET", 81, "shore power", 90, is_waiting=True),
        blocked("ATLAS", 5, None, 40),
        blocked("EMBER", 25, "switchgear maker", 10),
    )
    assert [row["project_id"] for row in found["frame"]] == ["EMBER"]
    assert found["without_cause"] == 1


def test_who_waits_is_followed_through_others_and_only_along_what_is_open():
    found = chains(
        blocked("EMBER", 25, "switchgear maker", 245),
        edges=[
            edge("GANNET", "EMBER"),
            edge("FJORD", "GANNET"),
            edge("EMBER", "FJORD"),  # a circle ends where it began
            edge("ATLAS", "EMBER", is_open=False),
        ],
    )
    (row,) = found["frame"]
    assert row["waiting_project_ids"] == "FJORD;GANNET"
    assert (row["waiting_project_count"], found["chain_count"]) == (2, 1)


def test_a_week_costs_what_it_costs_those_that_will_be_late():
    of = {"edges": [edge("GANNET", "EMBER"), edge("FJORD", "EMBER")]}
    root = blocked("EMBER", 25, "switchgear maker", 245)
    assert chains(root, **of, late=("GANNET", "EMBER"))["frame"][0]["week_of_chain_cost"] == 600
    assert chains(root, **of, late=("FJORD",))["frame"][0]["week_of_chain_cost"] == 300
    assert chains(root, **of)["frame"][0]["week_of_chain_cost"] is None  # unknown is not free


def test_a_project_sees_what_blocks_it_upstream():
    root = blocked("EMBER", 25, "switchgear maker", 245)
    of = {"edges": [edge("GANNET", "EMBER")]}
    for name, count in (("GANNET", 1), ("EMBER", 1), ("ATLAS", 0)):
        assert chains(root, **of, scope=project_scope(name))["cause_count"] == count


def test_what_no_export_knew_on_the_day_is_told_of_its_own_project_alone():
    root = blocked("EMBER", 25, "switchgear maker", 245)
    of = {"edges": [edge("GANNET", "EMBER")], "unexported": ("EMBER",)}
    for name, count in (("GANNET", 0), ("EMBER", 1)):
        assert chains(root, **of, scope=project_scope(name))["cause_count"] == count


def test_nothing_blocked_is_no_chain():
    found = chains()
    assert (found["cause_count"], found["frame"]) == (0, [])
