"""What happened since a decision: chance and pace before and after, or that it is too early."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pier import FINISHED, FIRST_MONDAY
from two_piers import AS_OF, DUE, two_piers_in_memory

from pmo_analytics.catalogue.decided import FOLLOWED_WEEKS, LEAST_WEEKS, pace_since

pytestmark = pytest.mark.slow

HEADER = (
    "decision_id,raised_date,question,owner,due_date,project_id,decision,decided_date,outcome\n"
)


@pytest.fixture
def since():
    """Return a maker of what became of a decision made on a day."""

    def made(decided: date, project: str = "PIER") -> list[dict]:
        row = f"D-1,2026-01-05,Fewer hands?,Ida,2026-09-30,{project},Yes,{decided},Slower\n"
        portfolio = two_piers_in_memory(decisions=HEADER + row)
        return portfolio.metric("decided_since", project="PIER").frame.to_dict("records")

    return made


def monday(week: int) -> date:
    return FIRST_MONDAY + timedelta(weeks=week)


def test_the_pace_before_and_after_is_that_of_complete_weeks(since):
    (row,) = since(monday(28))
    assert row["before_per_week"] == sum(FINISHED[20:28]) / 8
    # the week of the decision itself is neither
    assert row["after_per_week"] == sum(FINISHED[29:]) / len(FINISHED[29:])
    assert row["weeks_after_count"] == len(FINISHED[29:])
    assert row["outcome_name"] == "Slower"


def test_a_decision_of_the_last_weeks_is_too_young_to_tell(since):
    (row,) = since(monday(len(FINISHED) - LEAST_WEEKS))
    assert (row["since_name"], row["weeks_after_count"]) == ("early", LEAST_WEEKS - 1)


DECIDED = date(2026, 7, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("pace", "weeks", "said"),
    [
        ({"side_name": "low", "signal_date": date(2026, 7, 13)}, 8, "low"),
        ({"side_name": "high", "signal_date": date(2026, 7, 20)}, 8, "high"),
        ({"side_name": "low", "signal_date": date(2026, 7, 6)}, 8, "earlier"),
        ({"side_name": "low", "signal_date": date(2026, 7, 13)}, LEAST_WEEKS - 1, "early"),
        ({"side_name": "routine", "signal_date": None}, LEAST_WEEKS, "routine"),
        ({"side_name": None}, 8, "unknown"),
        ({"side_name": "low", "reason": "the newest export is too old"}, 8, "unknown"),
        ({}, 0, "unknown"),
    ],
)
def test_the_signal_counts_from_the_week_of_the_decision_on(pace, weeks, said):
    assert pace_since(pace, DECIDED, weeks) == said


def test_the_chance_is_that_of_the_date_in_force_then_and_now():
    decided = monday(28)
    row = f"D-1,2026-01-05,Fewer hands?,Ida,2026-09-30,PIER,Yes,{decided},\n"
    portfolio = two_piers_in_memory(decisions=HEADER + row)
    (found,) = portfolio.metric("decided_since").frame.to_dict("records")

    def chance(day: date) -> float:
        asked = {"project": "PIER", "as_of": day, "target_date": DUE}
        return portfolio.metric("finish_forecast", **asked).values["chance_share"]

    assert found["chance_then_share"] == chance(decided)
    assert found["chance_now_share"] == chance(AS_OF)


def test_what_was_decided_long_ago_or_elsewhere_is_not_followed(since):
    assert since(AS_OF - timedelta(weeks=FOLLOWED_WEEKS)) == []
    assert len(since(AS_OF - timedelta(weeks=FOLLOWED_WEEKS, days=-1))) == 1
    assert since(monday(29), project="QUAY") == []
