"""Earned value in words: what each unit of money earned, and where that ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.values import Sentence

_ESTIMATE = "estimate_at_completion"
_UNIT = 100  # of the currency: small enough to be pictured, and whole when rounded


def cost_title(values: Mapping[str, Any], figures: Figures, *, recipe: str) -> Sentence:
    """Say what each hundred spent has earned, and how that ends against the budget."""
    earned = sentence(
        "Each {spent} spent earned {earned}",
        spent=figures.book.figure("cost.unit", _UNIT, "money", recipe=recipe),
        earned=figures.book.figure(
            "cost.index", _UNIT * values["cost_performance_index"], "money", recipe=recipe
        ),
    )
    if values[_ESTIMATE] is None:
        return earned
    return sentence(
        "{earned}; at that rate it ends {against}",
        earned=earned,
        against=against_budget_sentence(values, _ESTIMATE, figures, recipe=recipe),
    )


def against_budget_sentence(
    values: Mapping[str, Any], column: str, figures: Figures, *, recipe: str
) -> Sentence:
    """Say by how much an amount is over or under the budget."""
    over = float(values[column]) - float(values["budget_at_completion"])
    if round(over) == 0:
        return sentence("on budget")
    return sentence(
        "{amount} {side} budget",
        amount=figures.book.figure(f"cost.{column}.difference", abs(over), "money", recipe=recipe),
        side="over" if over > 0 else "under",
    )
