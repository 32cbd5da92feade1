"""Due dates, a slip and a milestone, read from their files, against the oracle pack."""

import pytest

FOUR_DECIMALS = 5e-5
TWO_DECIMALS = 5e-3


def test_performance_over_finished_items_only(oracle, metric, rows):
    expected = oracle("ds.due_performance_done_only")
    values = metric("due_date_performance").values
    finished = [row for row in rows("due_date_performance") if row["state"] == "done"]
    dated = [row for row in finished if row["has_due_date"]]
    assert len(dated) == expected["n"]
    assert sum(row["is_on_time"] for row in dated) == expected["on_time"]
    assert values["finished_on_time_share"] * 100 == pytest.approx(expected["pct"])
    assert values["mean_days_late"] == expected["mean_days_late_of_late"]


def test_performance_over_all_that_fell_due(oracle, metric):
    expected = oracle("ds.due_performance_fell_due")
    found = metric("due_date_performance")
    assert found.n == expected["n"]
    assert found.values["on_time_count"] == expected["on_time"]
    assert found.value * 100 == pytest.approx(expected["pct"])


def test_overdue_items(oracle, metric, rows):
    expected = oracle("ds.overdue_open")
    overdue = {
        row["item_key"]: row["days_overdue"]
        for row in rows("due_date_performance")
        if row["days_overdue"]
    }
    values = metric("due_date_performance").values
    assert overdue == expected
    assert values["overdue_count"] == len(expected)
    assert values["longest_overdue_days"] == max(expected.values())


def test_share_of_items_with_a_due_date(oracle, metric):
    found = metric("due_date_performance").values["due_date_share"]
    assert found * 100 == oracle("ds.due_date_coverage_pct")


def test_slip_against_the_baseline(oracle, project_metric):
    expected = oracle("slip")
    found = project_metric("schedule_slip", "SLIP").values
    assert found["slip_days"] == expected["slip_days"]
    assert found["baseline_days"] == expected["baseline_dur"]
    assert found["slip_share"] * 100 == pytest.approx(expected["slip_pct"], abs=TWO_DECIMALS)


def test_trend_of_a_milestone(oracle, project_metric):
    expected = oracle("mta")
    found = project_metric("milestone_trend", "TREND")
    (milestone,) = found.frame.to_dict("records")
    assert milestone["slip_days"] == expected["total_slip_days"]
    assert milestone["report_days"] == expected["elapsed_report_days"]
    assert milestone["slip_per_day"] == pytest.approx(expected["endpoint_ratio"], abs=FOUR_DECIMALS)
    assert milestone["line_slip_per_day"] == pytest.approx(
        expected["ols_slope_day_per_day"], abs=FOUR_DECIMALS
    )
    assert list(milestone["moves"]) == expected["slips_between_reports"]
    assert (
        found.values["projected_date"].isoformat()
        == (expected["projected_completion_endpoint_slope"])
    )
