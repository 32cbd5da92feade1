"""Every query of sprints, changed fields and causes agrees with its slow twin in Python."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tries import tries

from tests.unit.metrics import blocker_twin, change_twin, sprint_twin
from tests.unit.metrics.agreement import Comparison, assert_same_answers, no_clock
from tests.unit.metrics.seen_boards import seen_exports, seen_histories

pytestmark = pytest.mark.slow

RESULTS = (
    *("sprint", "project_id", "item_count", "unestimated_count", "committed_size"),
    *("committed_done_size", "added_size", "removed_size", "done_size", "carried_size"),
    "evidence",
)
SPRINTS = (
    Comparison("sprint_results", RESULTS),
    Comparison("sprint_results", RESULTS, {"sized_in": "items"}),
    Comparison(
        "velocity",
        (
            *("mean_size", "median_size", "deviation_size", "variation_share"),
            *("recent_mean_size", "least_size", "most_size", "n", "unestimated_count"),
            "without_items",
        ),
    ),
    Comparison(
        "say_do",
        (
            *("said_done_share", "done_per_committed_share", "gross_change_share"),
            *("net_change_share", "committed_size", "committed_done_size", "added_size"),
            *("removed_size", "n", "without_start"),
        ),
    ),
    Comparison(
        "carry_over",
        (
            *("carried_share", "carried_size", "final_size", "carrying_sprint_count", "n"),
            "without_items",
        ),
    ),
)
CHANGES = (
    Comparison(
        "due_date_churn",
        (
            *("moved_share", "moved_item_count", "change_count", "later_count", "earlier_count"),
            *("removed_count", "mean_moved_days", "n", "without_history"),
        ),
    ),
    Comparison(
        "reestimation",
        (
            *("reestimated_share", "reestimated_item_count", "change_count", "raised_count"),
            *("lowered_count", "added_points", "n", "without_history"),
        ),
    ),
)
CLUSTER = (
    *("rank_by_days", "rank_by_count", "cause", "spell_count", "blocked_days", "mean_days"),
    *("external_days", "days_share", "cumulative_share"),
)
CLUSTERS = (
    *("costliest_share", "costliest_cause", "costliest_days", "commonest_cause"),
    *("commonest_count", "external_share", "external_days", "blocked_days", "n"),
    *("without_cause", "without_begin"),
)
BLOCKERS = (
    Comparison("blocker_clusters", CLUSTER),
    Comparison("blocker_clusters_summary", CLUSTERS),
    Comparison("blocker_clusters_summary", CLUSTERS, {"days": 7}),
)
TWINS = {sprint_twin: SPRINTS, change_twin: CHANGES, blocker_twin: BLOCKERS}


@settings(no_clock, max_examples=tries(2))
@given(board=seen_histories())
def test_fields_agree_with_their_twins_on_histories(board, board_warehouse):
    assert_told_alike(board, board_warehouse)


@settings(no_clock, max_examples=tries(2))
@given(board=seen_exports())
def test_fields_agree_with_their_twins_on_exports(board, board_warehouse):
    assert_told_alike(board, board_warehouse)


def assert_told_alike(board, board_warehouse):
    with board_warehouse.holding(
        board.exports, registers=board.registers, toml=board.toml
    ) as connection:
        for module, compared in TWINS.items():
            assert_same_answers(
                connection, board, board.exported[-1], module=module, compared=compared
            )
