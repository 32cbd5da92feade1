"""Due dates of the micro-dataset, read from its file, against the oracle pack."""

import pytest


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
