"""The queries of the next wave and of the work of teams agree with their slow twins in Python."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from tries import tries

from tests.unit.metrics import card_twin
from tests.unit.metrics.agreement import Comparison, assert_same_answers, no_clock
from tests.unit.metrics.card_boards import card_boards

pytestmark = pytest.mark.slow

TAKEN = datetime(2026, 4, 30)
CARDS = (
    Comparison(
        "planning_horizon",
        (
            *("item_key", "near_name", "has_description", "has_estimate", "has_assignee"),
            *("has_due_date", "has_sub_tasks", "is_refined", "is_detailed", "is_told"),
        ),
    ),
    Comparison(
        "rolling_wave",
        (
            *("near_count", "near_refined_count", "near_unready_count"),
            *("near_without_description_count", "near_without_estimate_count"),
            *("near_without_assignee_count", "near_without_due_date_count"),
            *("far_count", "far_detailed_count", "n", "without_fields"),
        ),
    ),
    Comparison("team_items", ("item_key", "state", "person_folded", "team_folded")),
    Comparison(
        "team_wip",
        (
            *("team_folded", "wip_count", "person_count", "project_count", "wip_per_person"),
            "finished_per_week",
        ),
    ),
    Comparison(
        "project_work",
        (
            *("project_id", "waiting_item_count", "begun_item_count", "finished_per_week"),
            "oldest_days",
        ),
    ),
    Comparison(
        "work_by_project", ("worked_project_count", "waiting_item_count", "begun_item_count")
    ),
    Comparison(
        "taught_findings",
        ("standard_id", "team_folded", "checked_count", "failed_count", "project_ids"),
        only={"standard_id": ("near_work_refined", "far_work_not_detailed")},
    ),
)


@settings(no_clock, max_examples=tries(4))
@given(told=card_boards())
def test_cards_agree_with_their_twins(told, board_warehouse):
    with board_warehouse.holding([told.board], registers=told.registers) as connection:
        assert_same_answers(connection, told, TAKEN, module=card_twin, compared=CARDS)
