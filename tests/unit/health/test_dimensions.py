"""Defaults of the four lines, and what `pmo.toml` may put in their place."""

import pytest

from pmo_analytics.errors import SettingsError
from pmo_analytics.health.dimensions import DEFAULT_POLICIES, merged_policies
from pmo_analytics.settings import Policy, parse_settings

LINES = ("leave_amber", "enter_amber", "leave_red", "enter_red")


def policy(*lines, **more):
    return Policy(**dict(zip(LINES, lines, strict=True)), **more)


def test_defaults_are_those_of_the_design():
    assert merged_policies({}) == {
        "schedule": policy(0.80, 0.75, 0.45, 0.40),
        "cost": policy(0.04, 0.05, 0.085, 0.10),
        "scope": policy(0.12, 0.15, 0.25, 0.30),
        "flow": policy(0.08, 0.10, 0.25, 0.30),
        "risk": policy(0.75, 0.80, 0.95, 1.00),
        "capacity": policy(0.95, 1.00, 1.15, 1.20),
        "benefits": policy(0.92, 0.90, 0.78, 0.75),
        "data": policy(0.83, 0.80, 0.65, 0.60, grey_below=0.40),
    }


@pytest.mark.parametrize("dimension", DEFAULT_POLICIES)
def test_a_default_would_be_accepted_if_it_were_set(dimension):
    overrides = {dimension: DEFAULT_POLICIES[dimension]}
    assert merged_policies(overrides) == DEFAULT_POLICIES


def test_a_policy_that_is_set_replaces_its_default_and_no_other():
    strict = policy(0.01, 0.02, 0.03, 0.04)
    merged = merged_policies({"cost": strict})
    assert merged["cost"] == strict
    assert {**merged, "cost": DEFAULT_POLICIES["cost"]} == DEFAULT_POLICIES


def test_the_preset_of_governments_has_lines_of_its_own_for_the_schedule():
    merged = merged_policies({}, "government")
    assert merged["schedule"] == policy(0.92, 0.90, 0.55, 0.50)
    assert {**merged, "schedule": DEFAULT_POLICIES["schedule"]} == DEFAULT_POLICIES
    own = policy(0.8, 0.7, 0.5, 0.4)
    assert merged_policies({"schedule": own}, "government")["schedule"] == own


def test_merging_leaves_the_defaults_untouched():
    merged_policies({"cost": policy(0.01, 0.02, 0.03, 0.04)})
    assert DEFAULT_POLICIES["cost"] == policy(0.04, 0.05, 0.085, 0.10)


def test_grey_stays_where_it_is_when_only_the_four_lines_are_set():
    table = {"leave_amber": 0.9, "enter_amber": 0.85, "leave_red": 0.7, "enter_red": 0.65}
    overrides = parse_settings({"policy": {"data": table}}).policy
    assert merged_policies(overrides)["data"].grey_below == 0.40


def test_two_neighbouring_lines_may_be_equal():
    assert merged_policies({"cost": policy(0.05, 0.05, 0.1, 0.1)})["cost"].leave_red == 0.1


@pytest.mark.parametrize(
    ("dimension", "lines", "message"),
    [
        ("schedul", policy(0, 0, 0, 1), r'unknown dimension "policy.schedul". Did you mean "sche'),
        ("weather", policy(0, 0, 0, 1), r"There are: schedule, cost, scope, flow, risk, "),
        ("cost", policy(4, 5, 8.5, 10), r'"policy.cost.enter_red": 10 is not a share; write 0\.75'),
        ("cost", policy(-0.1, 0.1, 0.2, 0.3), r'"policy.cost.leave_amber": -0.1 is not a share'),
        ("cost", policy(float("nan"), 0.1, 0.2, 0.3), r"nan is not a share"),
        ("schedule", policy(0.4, 0.45, 0.75, 0.8), r"not in order from good to bad, as in leave_"),
        ("cost", policy(0.06, 0.05, 0.085, 0.1), r'"policy.cost": the lines are not in order'),
        ("cost", policy(0.05, 0.05, 0.05, 0.05), r"not in order"),
        ("cost", policy(0.04, 0.05, 0.085, 0.1, grey_below=0.01), r'only the dimension "data"'),
        ("data", policy(0.5, 0.45, 0.4, 0.35), r"grey_below 0\.4"),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(dimension, lines, message):
    with pytest.raises(SettingsError, match=message):
        merged_policies({dimension: lines})


def test_every_fault_is_named_at_once():
    with pytest.raises(SettingsError) as refused:
        merged_policies({"weather": policy(0, 0, 0, 1), "cost": policy(4, 5, 8.5, 10)})
    assert all(name in str(refused.value) for name in ("weather", "leave_amber", "enter_red"))
