"""A fact with the other sign is told in the opposite words, and never in the same ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from made_facts import made_facts, made_project

from pmo_analytics.narrative.changes import chance_moved, changes_title, move
from pmo_analytics.narrative.pace import pace_changed, time_changed, verdict
from pmo_analytics.narrative.reported import against_budget

TARGET = date(2026, 11, 13)
PACE = {"signal_weeks_count": 8, "recent_per_week": 2.0, "outside_weeks_count": 1}
CHANCE = {"target_date": TARGET, "target_date_before": TARGET}
TIMES = {"change_date": TARGET, "since_count": 9, "moved_stage_name": "Review", "mix_mean_days": 0}
BUDGET = {"outturn_budget": Decimal(100_000)}


def moved(days: int) -> str:
    return str(move(made_project(moved_days=days, scope_days=0, pace_days=days, other_days=0)))


def chance(by: float) -> str:
    shares = {"chance_share_before": 0.5, "chance_share": 0.5 + by}
    return str(chance_moved(made_project(**CHANCE, **shares)))


def pace(sign: int) -> str:
    project = made_project(**PACE, side_name="high" if sign > 0 else "low")
    return f"{pace_changed(project)} {verdict(project)}"


def times(days: int) -> str:
    facts = made_facts(
        **TIMES,
        mean_days_before=30,
        mean_days_since=30 + days,
        moved_mean_days=days,
        moved_stage_days=days,
        time_change_name="longer" if days > 0 else "shorter",
    )
    return " ".join(map(str, time_changed(facts)))


def outturn(over: int) -> str:
    facts = made_facts(**BUDGET, outturn_over_cost=Decimal(over))
    return str(against_budget(facts, "outturn_over_cost"))


def title(worse: int) -> str:
    return str(
        changes_title(
            made_facts(
                moved_count=3,
                project_count=5,
                worse_count=3 if worse > 0 else 0,
                better_count=0 if worse > 0 else 3,
            )
        )
    )


@pytest.mark.parametrize(
    ("told", "amount", "plus", "minus"),
    [
        (moved, 12, "later", "earlier"),
        (moved, 12, "slower", "faster"),
        (chance, 0.2, "rose", "fell"),
        (pace, 1, "more", "less"),
        (pace, 1, "faster", "slower"),
        (times, 9, "longer", "less"),
        (outturn, 5_000, "over", "under"),
        (title, 1, "worse", "better"),
    ],
)
def test_the_other_sign_has_the_opposite_word(
    told: Callable[[float], str], amount: float, plus: str, minus: str
):
    up, down = words_of(told(amount)), words_of(told(-amount))
    assert plus in up
    assert minus in down
    assert minus not in up
    assert plus not in down


def words_of(text: str) -> set[str]:
    """Return the words of what is said, without what is said not to be."""
    return set(re.findall("[a-z]+", text.partition("; none")[0]))


@pytest.mark.parametrize("told", [moved, times, outturn])
def test_no_amount_is_printed_with_a_sign_beside_its_word(told):
    assert "-" not in told(-9)
    assert "−" not in told(-9)
