"""Every query of a flow metric agrees with its slow twin in Python, on generated boards."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.unit.metrics import flow_twin, stage_twin, twin
from tests.unit.metrics.agreement import Comparison, assert_agreement, no_clock
from tests.unit.metrics.boards import columns, exports, histories, worked_histories

pytestmark = pytest.mark.slow

COUNTS_AND_TIMES = (
    Comparison(
        "items_as_of",
        ("item_key", "state", "started_date", "done_date", "cancelled_date", "reopened_count"),
    ),
    Comparison("throughput", ("week_date", "is_partial", "finished_count", "active_days")),
    Comparison(
        "arrivals",
        ("week_date", "arrived_count", "started_count", "finished_count", "net_flow_count"),
    ),
    Comparison("wip", ("date", "wip_count", "wip_any_time_count")),
    Comparison(
        "finished_items", ("item_key", "finished_date", "cycle_days", "lead_days", "reopened_count")
    ),
    Comparison("cycle_time", ("half_days", "sure_days", "mean_elapsed_days", "n", "without_start")),
    Comparison(
        "lead_time",
        ("half_days", "sure_days", "mean_elapsed_days", "n", "finished_before_created"),
    ),
    Comparison("item_age", ("half_days", "sure_days", "oldest_days", "total_age_days", "n")),
    Comparison("cumulative_flow", ("date", "stage_order", "item_count", "reached_count")),
    Comparison(
        "due_date_performance",
        (
            *("n", "on_time_count", "finished_count", "finished_on_time_count"),
            *("overdue_count", "longest_overdue_days", "without_due_date"),
        ),
    ),
    Comparison("burn_up", ("date", "scope_count", "finished_count")),
    Comparison(
        "pace",
        (
            *("open_count", "in_progress_count", "done_count", "cancelled_count"),
            *("finished_count", "arrived_count"),
        ),
    ),
)
BALANCES_AND_RISKS = (
    Comparison(
        "throughput",
        ("period_date", "period_end_date", "is_partial", "finished_count"),
        {"period": "month"},
        twin="monthly_throughput",
    ),
    Comparison(
        "net_flow",
        (
            *("started_count", "finished_count", "finished_without_start_count"),
            *("dropped_count", "wip_change_count"),
            *("complete_periods", "is_balanced", "debt_count"),
        ),
        {"periods": 2},
    ),
    Comparison(
        "littles_law",
        (
            *("days", "mean_wip_count", "start_wip_count", "end_wip_count", "started_count"),
            *("finished_count", "dropped_count", "mean_cycle_days", "start_age_days"),
            *("end_age_days", "implied_wip_count", "is_applicable"),
        ),
        {"days": 10},
    ),
    Comparison("age_risks", ("item_key", "age_days", "sle_days", "late_share", "sure_days")),
    Comparison(
        "sle_items",
        ("item_key", "cycle_days", "sle_days", "is_within"),
        {"window_days": 7, "percentile": 0.5},
    ),
    Comparison("changed_scope", ("item_key", "was_in_scope", "is_in_scope"), flow_twin.SINCE),
    Comparison(
        "timed_items",
        ("item_key", "cycle_days", "elapsed_days"),
        {"calendar": "working"},
        twin="worked_days",
    ),
)
STAGES_AND_BLOCKS = (
    Comparison(
        "timed_items",
        ("item_key", "started_date", "finished_date", "cycle_days"),
        {"start_stage": "Review", "finish_stage": ""},
    ),
    Comparison(
        "timed_items",
        ("item_key", "started_date", "finished_date", "cycle_days"),
        {"start_stage": "", "finish_stage": "Review"},
    ),
    Comparison(
        "timed_items",
        ("item_key", "started_date", "finished_date", "cycle_days"),
        {"start_stage": "Develop", "finish_stage": "Done"},
    ),
    Comparison("stage_visits", ("item_key", "stage", "visit_count", "stage_seconds")),
    Comparison(
        "conforming_items",
        (
            *("item_key", "way", "back_count", "has_skipped", "is_unready", "is_unchecked"),
            "is_conforming",
        ),
    ),
    Comparison(
        "governed",
        ("check_id", "subject", "fails"),
        {"window_days": 8},
        only={"check_id": stage_twin.HANDLED},
    ),
    Comparison("blocked_times", ("item_id", "started_at", "ended_at")),
    Comparison(
        "active_items", ("item_key", "elapsed_seconds", "active_seconds", "blocked_seconds")
    ),
    Comparison(
        "reworked_items",
        ("item_key", "was_started", "was_closed", "reopened_count", "moved_back_count"),
    ),
    Comparison("stage_wip", ("date", "project_id", "stage", "wip_count", "is_over")),
    Comparison(
        "stage_loads",
        ("project_id", "stage", "item_count", "mean_count", "limit_count"),
        {"window_days": 8},
    ),
)


FLOW = {twin: COUNTS_AND_TIMES, flow_twin: BALANCES_AND_RISKS}
STAGES = {stage_twin: STAGES_AND_BLOCKS}


@no_clock
@given(board=histories(), taken=exports)
def test_flow_agrees_with_its_twins_on_histories(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse, FLOW)


@no_clock
@given(board=columns(), taken=exports)
def test_flow_agrees_with_its_twins_on_columns(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse, FLOW)


@no_clock
@given(board=worked_histories(), taken=exports)
def test_stages_and_blocks_agree_with_their_twins(board, taken, board_warehouse):
    assert_agreement(board, taken, board_warehouse, STAGES)


@pytest.mark.parametrize(("module", "compared"), [*FLOW.items(), *STAGES.items()])
def test_every_comparison_has_a_twin(module, compared):
    assert [c.query for c in compared if not hasattr(module, c.twin or c.query)] == []
