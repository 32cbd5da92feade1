"""Earned value and schedule, cost effects and the cost of slips against the oracle pack."""

from decimal import Decimal

import pytest

FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3


def told(result, **columns):
    """Return values under the names of the oracle."""
    return {name: float(result.values[column]) for name, column in columns.items()}


def test_earned_value(oracle, project_metric):
    found = told(
        project_metric("earned_value", "EVM"),
        CV="cost_variance",
        SV="schedule_variance",
        CPI="cost_performance_index",
        SPI="schedule_performance_index",
        EAC_cpi="estimate_at_completion",
        EAC_budget_rate="estimate_at_budget_rate",
        **{"EAC_cpi*spi": "estimate_at_both_rates"},
        ETC="estimate_to_complete",
        VAC="variance_at_completion",
        TCPI_BAC="to_complete_index_budget",
        TCPI_EAC="to_complete_index_estimate",
    )
    assert found == pytest.approx(oracle("evm"), abs=FOUR_DECIMALS)


def test_estimate_for_the_months_that_are_planned(project_metric):
    values = project_metric("earned_value", "EVM").values
    assert values["estimate_as_planned"] == 45 + 50


def test_ratio_of_a_programme_is_that_of_its_sums(oracle, project_metric):
    expected = oracle("x.portfolio_cpi")
    found = project_metric("earned_value", programme="Pair")
    projects = {row["project_id"]: row for row in found.frame.to_dict("records")}
    for name, project in (("P1", "CPI1"), ("P2", "CPI2")):
        assert projects[project]["earned_value"] == expected[name]["EV"]
        assert projects[project]["actual_cost"] == expected[name]["AC"]
    assert found.value == pytest.approx(expected["ratio_of_sums"], abs=FOUR_DECIMALS)
    mean = sum(row["cost_performance_index"] for row in projects.values()) / 2
    assert mean == pytest.approx(expected["mean_of_ratios"], abs=FOUR_DECIMALS)


def test_earned_schedule(oracle, project_metric):
    expected = oracle("earned_schedule")
    found = told(
        project_metric("earned_schedule", "ES"),
        ES="earned_months",
        **{
            "SV(t)": "schedule_variance_months",
            "SPI(t)": "schedule_performance_index_time",
            "IEAC(t)=PD/SPI(t)": "estimated_months",
            "TSPI_PD": "to_complete_index_time",
            "SPI$": "schedule_performance_index",
        },
    )
    assert found == pytest.approx({name: expected[name] for name in found}, abs=FOUR_DECIMALS)
    assert expected["C"] + expected["I"] == pytest.approx(found["ES"])


def test_earned_schedule_of_a_late_finish(oracle, project_metric):
    expected = oracle("earned_schedule_late_finish")
    found = project_metric("earned_schedule", "LATE")
    assert found.values["actual_months"] == expected["AT"]
    assert found.values["to_complete_index_time"] is None  # the time of the plan is over
    names = {
        "SPI$": "schedule_performance_index",
        "ES": "earned_months",
        "SPI(t)": "schedule_performance_index_time",
    }
    assert told(found, **names) == pytest.approx(
        {name: expected[name] for name in names}, abs=FOUR_DECIMALS
    )
    money = project_metric("earned_value", "LATE").values
    assert money["earned_value"] == expected["EV"]
    assert money["planned_value"] == expected["PV_capped"]


def test_earned_value_of_points_and_sprints(oracle, project_metric):
    expected = oracle("agile_evm")
    before = project_metric("agile_earned_value", "AGILE")
    names = {
        "EV": "earned_value",
        "PV": "planned_value",
        "AC": "actual_cost",
        "CPI": "cost_performance_index",
        "SPI": "schedule_performance_index",
        "EAC": "estimate_at_completion",
    }
    assert told(before, **names) == pytest.approx(
        {name: expected[name] for name in names}, abs=FOUR_DECIMALS
    )
    assert before.values["scope_effect_value"] == 0
    after = project_metric("agile_earned_value", "GROWN").values
    assert after["earned_value"] == expected["after_scope_250pts_EV"]
    assert after["cost_performance_index"] == pytest.approx(
        expected["after_scope_CPI"], abs=FOUR_DECIMALS
    )
    # What growth takes away stands beside it, so that it is not read as slow work.
    effect = expected["after_scope_250pts_EV"] - expected["EV"]
    assert after["scope_effect_value"] == effect
    assert after["cost_performance_at_baseline_scope"] == pytest.approx(
        expected["CPI"], abs=FOUR_DECIMALS
    )


def test_rate_and_volume(oracle, project_metric):
    expected = oracle("decomp.cost_rate_volume")
    names = {
        "budget": "planned_value",
        "rate_b": "planned_rate",
        "hrs_b": "planned_hours",
        "rate_a": "actual_rate",
        "hrs_a": "actual_hours",
        "actual": "actual_cost",
        "volume_eff(at budget rate)": "volume_effect_cost",
        "rate_eff(at actual vol)": "rate_effect_cost",
        "sum": "difference_cost",
    }
    assert told(project_metric("cost_effects", "RATE"), **names) == expected


def test_cost_of_a_slip(oracle, project_metric):
    expected = oracle("x.cod_of_slip")
    found = project_metric("declared_delay_cost", "SLIP")
    (row,) = found.frame.to_dict("records")
    assert row["cost_of_delay_per_week"] == expected["cod_per_week"]
    assert found.values["slip_days"] == expected["slip_days"]
    assert found.value == pytest.approx(Decimal(str(expected["cost"])), abs=Decimal("0.005"))
