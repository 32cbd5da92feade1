"""What a project has earned for its money, and what it will cost if it goes on so."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.reported import against_budget
from pmo_analytics.narrative.saying import Facts, say
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
    """Show earned value and what the project will cost, or has cost where it is finished."""
    project = found.head.project
    is_ended = project.is_finished
    table = DataTable(
        subtitle=say("cost-subtitle", found.facts, ended="yes" if is_ended else "no"),
        columns=(
            column("what"),
            column("amount", is_number=True, has_bar=True),
            column("against"),
        ),
        rows=tuple(_rows(found.facts, is_ended=is_ended, is_overdue=project.is_overdue)),
        note=Sentence() if is_ended else _basis(found.facts),
    )
    title = _title(found.facts, is_ended=is_ended)
    return Section(name="cost", label=label, title=title, blocks=(table,))


def _basis(facts: Facts) -> Sentence:
    """Say why the likely outturn may lie outside what the rules come to."""
    is_ruled = any(facts.value(name) is not None for name in _AT_THE_END)
    is_likely = facts.value("likely_outturn_cost") is not None
    if not (is_ruled and is_likely and facts.value("outturn_basis_name")):
        return Sentence()
    return say(f"cost-basis-{facts.value('outturn_basis_name')}", facts)


def _title(facts: Facts, *, is_ended: bool) -> Sentence:
    """Say how much work each hundred spent has done, and how that ends against the budget."""
    earned = say("cost-earned", facts)
    if facts.value("likely_outturn_cost") is not None:
        against = against_budget(facts, "outturn_over_cost")
        if is_ended:
            return say("cost-title-ended", facts, earned=earned, against=against)
        if _has_turned(facts):
            return say("cost-title-turned", facts, against=against)
        return say("cost-title-likely", facts, earned=earned, against=against)
    if facts.value("estimate_at_completion") is None:
        return earned
    against = against_budget(facts, _over("estimate_at_completion"))
    return say("cost-title", facts, earned=earned, against=against)


def _rows(facts: Facts, *, is_ended: bool, is_overdue: bool) -> Iterator[tuple[Cell, ...]]:
    # What it costs to keep a date as well is said while the date can be kept.
    rates = _AT_THE_END[:-1] if is_overdue else _AT_THE_END
    ahead = () if is_ended else (*_OUTTURN, *rates)
    for name in (*_BY_NOW, *ahead, "reserve_left_cost"):
        if facts.value(name) is not None:
            is_estimate = name in ahead
            yield (
                said_cell(say(f"money-{name}", facts)),
                fact_cell(facts, name, has_bar=True),
                said_cell(against_budget(facts, _over(name))) if is_estimate else words_cell(BLANK),
            )


def _over(column: str) -> str:
    """Return the fact that says by how much an estimate is over its budget."""
    return _OUTTURN.get(column) or f"{column.replace('estimate', 'overrun')}_cost"


def _has_turned(facts: Facts) -> bool:
    """Tell whether the cost performance of late is on the other side of the whole one."""
    recent, overall = facts.value("recent_performance_ratio"), facts.value("cost_performance_index")
    return recent is not None and overall is not None and (recent < 1) != (overall < 1)
