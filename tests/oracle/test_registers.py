"""Risks, benefits, capacity and dependencies against the oracle pack, read from register files."""

from datetime import date

import pytest

from pmo_analytics.metrics.as_of import Calendar
from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question
from pmo_analytics.metrics.risk.risk import total_impact

FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3
AS_OF = date(2026, 4, 30)


def test_what_open_risks_may_cost(oracle, project_metric):
    expected = oracle("risk")
    found = project_metric("risk_exposure", "RISK")
    names = {
        "EMV": "exposure_cost",
        "P50": "half_cost",
        "P80": "contingency_cost",
        "P90": "rare_cost",
        "max": "highest_cost",
    }
    for name, column in names.items():
        assert found.values[column] == expected[name], name
    rows = found.frame.to_dict("records")
    risks = [(row["probability"], int(row["impact_cost"])) for row in rows]
    sums, shares = total_impact(risks)
    told = list(zip(sums, shares, shares.cumsum(), strict=True))
    for row, answer in zip(told, expected["dist_cost_p_cum"], strict=True):
        assert row == pytest.approx(tuple(answer))
    assert found.values["none_share"] == pytest.approx(expected["dist_cost_p_cum"][0][1])


def test_benefits_and_their_worth(oracle, project_metric):
    expected = oracle("benefits")
    found = project_metric("benefits_realised", "BENEFIT").values
    assert found["planned_to_date"] == expected["planned_to_date"]
    assert found["realised_to_date"] == expected["realised"]
    assert found["realised_share"] * 100 == expected["BRR_pct"]
    assert found["expected_total"] == expected["forecast_total"]
    assert found["planned_total"] == expected["planned_total"]
    assert found["expected_share"] * 100 == pytest.approx(expected["forecast_pct"])
    worth = project_metric("net_present_value", "WORTH").values
    assert float(worth["expected_present_value"]) == pytest.approx(
        expected["npv_10pct_[-500,200,250,300]"], abs=TWO_DECIMALS
    )
    assert worth["payback_years"] == pytest.approx(expected["payback_years"], abs=5e-4)


def test_hours_promised(oracle, project_metric):
    expected = oracle("capacity")
    found = project_metric("utilisation", "LOAD")
    (team,) = found.frame.to_dict("records")
    assert list(team["load_shares"]) == [expected["util"]["Bo"], expected["util"]["Ana"]]
    assert found.values["highest_person_share"] == expected["util"]["Ana"]
    assert found.value == pytest.approx(expected["util"]["team"], abs=FOUR_DECIMALS)
    assert found.values["over_allocated_fte"] == pytest.approx(expected["over_alloc_fte"])


def test_items_and_projects_at_once(oracle, project_metric, register_dataset):
    expected = oracle("multitask_index")
    found = project_metric("multitasking", programme="Shared people")
    assert found.value == pytest.approx(expected["mean_wip"], abs=FOUR_DECIMALS)
    assert found.values["multi_project_share"] == pytest.approx(
        expected["share_people_on_2plus_projects"], abs=FOUR_DECIMALS
    )
    scope = find_scope(register_dataset, programme="Shared people")
    question = Question((scope,), (Calendar(register_dataset).as_of(AS_OF),))
    loads = query_rows(register_dataset, "person_loads", question)
    assert {row["person_folded"].title(): row["wip_count"] for row in loads} == expected[
        "wip_per_person"
    ]
    assert {row["person_folded"].title(): row["project_count"] for row in loads} == expected[
        "projects_per_person"
    ]


def test_network(oracle, project_metric):
    expected = oracle("deps")
    found = project_metric("critical_chain", "CHAIN")
    rows = found.frame.to_dict("records")
    for name, column in {
        "direct_out": "direct_count",
        "transitive_blocked": "blocked_count",
        "ES": "start_days",
        "LS": "latest_start_days",
        "slack": "slack_days",
        "betweenness_raw": "betweenness",
    }.items():
        assert {row["name"]: float(row[column]) for row in rows} == expected[name], name
    assert found.values["chain_names"].split(" → ") == expected["critical_path"]
    assert found.value == expected["duration"]
    joint = project_metric("dependencies", "JOINT").values
    assert joint["in_time_share"] == 0.9
    assert joint["to_come_count"] == 5
    assert joint["all_in_time_share"] == pytest.approx(
        expected["p_all_5_deps_on_time_at_0.9"], abs=FOUR_DECIMALS
    )
