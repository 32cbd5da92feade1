"""The outturn: from costs and a forecast of the end, or one of them, or neither."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from given_answers import AS_OF, GivenAnswers, GivenForecaster, as_of, entry_row, weekly_finish

from pmo_analytics.metrics.question import Question, Scope

MONTH = 30.4375
UNTIL = AS_OF
EVEN = [100_000.0] * 6


def costs(scope: str = "ATLAS", project: str = "", **known) -> dict:
    return {
        "scope": scope,
        "as_of": AS_OF,
        "project_id": project or scope,
        "currency": "£",
        "is_counted": True,
        "budget": Decimal(900_000),
        "until_date": UNTIL,
        "spent_costs": EVEN,
        "earned_values": None,
        **known,
    }


def ending(months: float, scope: str = "ATLAS"):
    return weekly_finish(scope, ends=[AS_OF + timedelta(days=round(months * MONTH))] * 20)


def found(row: dict, *finishes) -> dict:
    answers = GivenAnswers(
        rows={"cost_histories": [row]},
        values={"project_entry": [entry_row()]},
        forecaster=GivenForecaster(finishes),
    )
    return answers.value("outturn")


def test_an_even_spend_goes_on_until_the_end():
    told = found(costs(), ending(3))
    assert told["outturn_basis_name"] == "spend"
    assert float(told["likely_outturn_cost"]) == pytest.approx(900_000, rel=0.01)
    assert told["sure_outturn_cost"] > told["likely_outturn_cost"]
    assert told["outturn_over_cost"] == told["likely_outturn_cost"] - 900_000


def test_good_in_all_and_bad_lately_is_not_under_budget():
    """CPI 1.06 in all and 0.60 in the last three months, as the issue of this rule had it."""
    spent = [100_000.0] * 12
    earned = [121_000.0] * 9 + [61_000.0] * 3
    told = found(
        costs(spent_costs=spent, earned_values=earned, budget=Decimal(1_500_000)), ending(3)
    )
    assert told["overall_performance_ratio"] == pytest.approx(1.06)
    assert told["recent_performance_ratio"] == pytest.approx(0.61)
    assert told["outturn_basis_name"] == "both"
    assert told["outturn_over_cost"] > 0


def test_without_an_end_it_goes_by_cost_performance_and_says_so():
    told = found(costs(earned_values=[90_000.0] * 6))
    assert told["outturn_basis_name"] == "performance"
    assert float(told["likely_outturn_cost"]) == pytest.approx(600_000 + 360_000 / 0.9, rel=0.01)


def test_what_is_finished_has_cost_what_was_spent():
    told = found(costs(earned_values=[90_000.0] * 6), weekly_finish(open_items=0))
    assert told["likely_outturn_cost"] == told["sure_outturn_cost"] == Decimal(600_000)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"spent_costs": EVEN[:2]}, "without_costs"),
        ({"spent_costs": None, "until_date": None}, "without_costs"),
        ({"budget": None}, "without_budget"),
        ({"is_counted": False}, "other_currency"),
        ({}, "without_end"),
    ],
)
def test_what_is_not_known_is_left_out_with_the_reason(known, why):
    told = found(costs(**known))
    assert (told["n"], told[why]) == (0, 1)
    assert told["likely_outturn_cost"] is None


def test_a_forecast_that_is_young_draws_no_end():
    young = weekly_finish(finished=(4,) * 6, ends=[date(2027, 6, 1)] * 20)
    assert found(costs(), young)["without_end"] == 1


def test_likely_outturns_add_up_and_the_sure_one_is_of_all():
    scope = Scope("portfolio", ("ATLAS", "BOREAL"))
    rows = [costs("portfolio", one) for one in scope.project_ids]
    forecaster = GivenForecaster([ending(3, one) for one in scope.project_ids])
    answers = GivenAnswers(
        rows={"cost_histories": rows},
        values={"project_entry": [entry_row(scope=one) for one in scope.project_ids]},
        forecaster=forecaster,
    )
    told = answers.values("outturn", Question((scope,), (as_of(AS_OF),)))["portfolio", AS_OF]
    likely, sure = (
        [row[name] for row in told["frame"]]
        for name in ("likely_outturn_cost", "sure_outturn_cost")
    )
    assert told["likely_outturn_cost"] == sum(likely)
    assert max(sure) < told["sure_outturn_cost"] < sum(sure)
    assert told["outturn_over_cost"] == sum(likely) - 1_800_000
