"""What a project has earned for its money, and what it will cost if it goes on so."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, printed, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import BLANK, column, fact_cell, said_cell, words_cell
from pmo_analytics.values import Sentence

_BY_NOW = ("budget_at_completion", "planned_value", "earned_value", "actual_cost")
_OUTTURN = {
    "likely_outturn_cost": "outturn_over_cost",
    "sure_outturn_cost": "outturn_sure_over_cost",
}
_AT_THE_END = ("estimate_at_budget_rate", "estimate_at_completion", "estimate_at_both_rates")


def gather(head: Head) -> Gathered | None:
    """Gather earned value; None where it is not measurable."""
    facts = head.brief.facts("earned_value", "outturn", "risk_reserve", "project_entry")
    return Gathered(head, facts) if facts.value("actual_cost") else None


def compose(found: Gathered, label: str) -> Section:
    """Show earned value and what the project will cost."""
    table = DataTable(
        subtitle=say("cost-subtitle", found.facts),
        columns=(
            column("what"),
            column("amount", is_number=True, has_bar=True),
            column("against"),
        ),
        rows=tuple(_rows(found.facts)),
    )
    return Section(name="cost", label=label, title=_title(found.facts), blocks=(table,))


def _title(facts: Facts) -> Sentence:
    """Say how much work each hundred spent has done, and how that ends against the budget."""
    earned = say("cost-earned", facts)
    if facts.value("likely_outturn_cost") is not None:
        against = _against(facts, "likely_outturn_cost")
        if _has_turned(facts):
            return say("cost-title-turned", facts, against=against)
        return say("cost-title-likely", facts, earned=earned, against=against)
    if facts.value("estimate_at_completion") is None:
        return earned
    against = _against(facts, "estimate_at_completion")
    return say("cost-title", facts, earned=earned, against=against)


def _rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    for name in (*_BY_NOW, *_OUTTURN, *_AT_THE_END, "reserve_left_cost"):
        if facts.value(name) is not None:
            is_estimate = name in (*_AT_THE_END, *_OUTTURN)
            yield (
                said_cell(say(f"money-{name}", facts)),
                fact_cell(facts, name, has_bar=True),
                said_cell(_against(facts, name)) if is_estimate else words_cell(BLANK),
            )


_ON, _OVER, _UNDER = (
    {"budget": "on-budget", "plan": "on-plan"},
    {"budget": "over-budget", "plan": "over-plan"},
    {"budget": "under-budget", "plan": "under-plan"},
)


def _against(facts: Facts, column: str) -> Sentence:
    """Say by how much an estimate is over or under the budget; a plan so far is none."""
    name = _OUTTURN.get(column) or f"{column.replace('estimate', 'overrun')}_cost"
    over = facts.value(name)
    against = "plan" if facts.value("baseline_budget") is None else "budget"
    if over is None or round(over) == 0:
        return say(_ON[against], facts)
    fact = facts[name]
    amount = printed(fact.model_copy(update={"value": abs(fact.value)}), facts.style)
    return say((_OVER if over > 0 else _UNDER)[against], facts, amount=amount)


def _has_turned(facts: Facts) -> bool:
    """Tell whether the cost performance of late is on the other side of the whole one."""
    recent, overall = facts.value("recent_performance_ratio"), facts.value("cost_performance_index")
    return recent is not None and overall is not None and (recent < 1) != (overall < 1)
