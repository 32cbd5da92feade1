"""What a project has earned for its money, and what it will cost if it goes on so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_analytics.metrics.cost.cost import EARNED_VALUE
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.cost import against_budget_sentence, cost_title
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import day_text
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.table_cells import blank_cell, figure_cell, words_cell
from pmo_analytics.values import Cell, Column, DataTable, Section

_BY_NOW = (
    ("budget_at_completion", "Budget"),
    ("planned_value", "Planned by then"),
    ("earned_value", "Earned by then"),
    ("actual_cost", "Spent by then"),
)
_AT_THE_END = (
    ("estimate_at_budget_rate", "In the end, if the rest costs what was budgeted"),
    ("estimate_at_completion", "In the end, if the rest costs as until now"),
    ("estimate_at_both_rates", "In the end, if it also has to be in time"),
)


def cost_section(evidence: Evidence, scope: Scope, figures: Figures) -> Section | None:
    """Show earned value and what the project will cost; None where it is not measurable."""
    result = evidence.metric(EARNED_VALUE.name, scope)
    values = result.values
    if result.reason or not values["actual_cost"]:
        return None
    until = day_text(values["until_date"], evidence.style)
    recipe = figures.metric_recipe(
        EARNED_VALUE, label="Earned value", based_on=f"costs.csv, months until {until}"
    )
    return Section(
        name="cost",
        label="Cost",
        title=cost_title(values, figures, recipe=recipe),
        blocks=(
            DataTable(
                subtitle=sentence(
                    "Money until {day}, and what it comes to in the end by three rules",
                    day=figures.book.day(values["until_date"]),
                ),
                columns=(
                    Column(name="what", label="Money"),
                    Column(name="amount", label="Amount", is_number=True, has_bar=True),
                    Column(name="against", label="Against the budget"),
                ),
                rows=tuple(_rows(values, figures, recipe=recipe)),
            ),
        ),
    )


def _rows(
    values: Mapping[str, Any], figures: Figures, *, recipe: str
) -> Iterator[tuple[Cell, ...]]:
    for column, label in (*_BY_NOW, *_AT_THE_END):
        amount = values[column]
        if amount is None:
            continue
        cell = figure_cell(figures, f"cost.{column}", amount, "money", recipe=recipe)
        is_estimate = (column, label) in _AT_THE_END
        yield (
            words_cell(label),
            cell.model_copy(update={"bar": float(amount)}),
            Cell(text=against_budget_sentence(values, column, figures, recipe=recipe))
            if is_estimate
            else blank_cell(),
        )
