"""Every query of slips and milestones agrees with its slow twin in Python, on generated plans."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from tries import tries

from tests.unit.metrics import plan_twin
from tests.unit.metrics.agreement import Comparison, assert_same_answers, no_clock
from tests.unit.metrics.plans import plans

pytestmark = pytest.mark.slow

TAKEN = datetime(2026, 4, 30)
PLANS = (
    Comparison(
        "slips",
        (
            *("project_id", "forecast_evidence", "forecast_date", "slip_days", "slip_share"),
            *("original_slip_days", "original_slip_share", "is_moved"),
        ),
    ),
    Comparison(
        "schedule_slip",
        (
            *("slip_share", "slip_days", "baseline_days", "original_slip_share"),
            *("original_slip_days", "longest_slip_days", "slipped_count", "rebaselined_count"),
            *("n", "without_forecast"),
        ),
    ),
    Comparison(
        "milestone_trends",
        (
            *("project_id", "milestone_id", "milestone", "reports", "slip_days", "moves"),
            *("slip_per_day", "line_slip_per_day", "is_unmaintained", "trend", "projected_date"),
        ),
    ),
    Comparison(
        "milestone_trend",
        (
            *("slipping_share", "slipping_count", "never_converging_count", "recovering_count"),
            *("reached_count", "unmaintained_count", "longest_slip_days", "projected_date"),
            *("last_milestone", "n"),
        ),
    ),
    Comparison("roadmap_marks", ("project_id", "mark_name", "kind_name", "mark_date")),
)


@settings(no_clock, max_examples=tries(3))
@given(told=plans())
def test_plans_agree_with_their_twins(told, board_warehouse):
    with board_warehouse.holding([], registers=told.registers) as connection:
        assert_same_answers(connection, told, TAKEN, module=plan_twin, compared=PLANS)
