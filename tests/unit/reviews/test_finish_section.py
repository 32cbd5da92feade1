"""What a date would take, beside what a normal week makes."""

from __future__ import annotations

import pytest
from review_reader import words_of
from two_piers import two_piers_in_memory

pytestmark = pytest.mark.slow

NEVER = "luck will not do it"
HEADER = "project_id,approved_date,start_date,finish_date\n"


@pytest.mark.parametrize(
    ("finish", "said"), [("2026-09-15", NEVER), ("2026-10-04", ""), ("2027-12-31", "")]
)
def test_a_date_that_no_normal_week_makes_is_told_from_one_of_luck(finish, said):
    baselines = f"{HEADER}PIER,2026-01-01,2026-01-05,{finish}\n"
    portfolio = two_piers_in_memory(baselines=baselines)
    words = words_of(portfolio.review("project_health", project="PIER").section("finish"))
    values = portfolio.metric("pace_signal", project="PIER").values
    assert (NEVER in words) is (said == NEVER)
    if said:
        assert f"0 to {values['upper_count']}, makes so many" in words
