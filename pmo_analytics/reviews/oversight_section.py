"""What a portfolio is steered by: promises, objectives, each project's own past, and feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.metrics.oversight.oversight import (
    FEEDBACK,
    OWN_BASELINE,
    STRATEGY_ALIGNMENT,
    SUCCESS,
)
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import amount_text
from pmo_analytics.narrative.oversight import (
    feedback_title,
    objectives_title,
    own_baseline_title,
    promises_title,
)
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.table_cells import (
    blank_cell,
    figure_cell,
    named_cell,
    section_of_tables,
    words_cell,
)
from pmo_analytics.values import Cell, Column, DataTable, Section, Sentence, Unit

_MOST_ROWS = 10
Row = dict[str, Any]


def oversight_section(
    evidence: Evidence, scope: Scope, states: Sequence[ProjectState], figures: Figures
) -> Section | None:
    """Show what is kept of what was promised, and what serves which objective.

    None where the registers tell nothing of it.
    """
    tables = tuple(_tables(evidence, scope, states, figures))
    return section_of_tables("oversight", "Promises and objectives", tables)


def _tables(
    evidence: Evidence, scope: Scope, states: Sequence[ProjectState], figures: Figures
) -> Iterator[DataTable]:
    success = evidence.metric(SUCCESS.name, scope)
    if not success.reason:
        yield _promises_table(dict(success.values) | {"n": success.n}, states, figures)
    alignment = evidence.metric(STRATEGY_ALIGNMENT.name, scope)
    if not alignment.reason:
        yield _objectives_table(evidence.rows(STRATEGY_ALIGNMENT.detail, scope), figures)
    if measured := _own_baselines(evidence, states):
        yield _own_baseline_table(measured, states, figures)
    feedback = evidence.metric(FEEDBACK.name, scope)
    if not feedback.reason:
        themes = evidence.rows(FEEDBACK.detail, scope)
        yield _feedback_table(feedback.values, themes, figures)


# --- promises ----------------------------------------------------------------------------------


def _promises_table(success: Row, states: Sequence[ProjectState], figures: Figures) -> DataTable:
    recipe = figures.metric_recipe(
        SUCCESS, label="Promises kept", based_on=amount_text(success["n"], "project")
    )
    rated = [state for state in states if state.now.chance is not None]
    green = [state for state in rated if state.colours["schedule"] == "green"]
    lines = (
        ("on_time", "In time, as the projects forecast", "on_time_count", "dated_count"),
        ("within_budget", "Within budget", "within_budget_count", "costed_count"),
        ("benefits", "Benefits so far as planned", "benefits_count", "promised_count"),
    )
    rows = [
        (
            words_cell(words),
            _kept_cell(figures, key, success[kept], success[told], recipe=recipe),
        )
        for key, words, kept, told in lines
    ]
    in_time = (
        words_cell("In time, as the data say (schedule green)"),
        _kept_cell(figures, "in_time_by_data", len(green), len(rated), recipe=""),
    )
    return DataTable(
        span=5,
        title=promises_title(success, figures, recipe=recipe),
        subtitle=sentence("Projects that keep a promise, of those of which it is told"),
        columns=(
            Column(name="promise", label="Promise"),
            Column(name="kept", label="Kept", is_number=True, has_bar=True),
        ),
        rows=(rows[0], in_time, *rows[1:]),
    )


def _kept_cell(figures: Figures, key: str, kept: int, told: int, *, recipe: str) -> Cell:
    if not told:
        return words_cell("not told")
    text = sentence(
        "{kept} of {told}",
        kept=figures.book.figure(f"success.{key}", kept, "count", recipe=recipe),
        told=figures.book.figure(f"success.{key}.told", told, "count"),
    )
    return Cell(text=text, bar=kept / told)


# --- objectives --------------------------------------------------------------------------------


def _objectives_table(objectives: Sequence[Row], figures: Figures) -> DataTable:
    recipe = figures.metric_recipe(
        STRATEGY_ALIGNMENT,
        label="Projects by objective",
        based_on=amount_text(sum(row["project_count"] for row in objectives), "project"),
    )
    shown = sorted(objectives, key=_largest_budget_first)[:_MOST_ROWS]
    return DataTable(
        span=7,
        title=objectives_title(objectives, figures, recipe=recipe),
        subtitle=sentence("Projects and money by objective, largest budget first"),
        columns=(
            Column(name="objective", label="Objective"),
            Column(name="projects", label="Projects", is_number=True),
            Column(name="budget", label="Budget", is_number=True, has_bar=True),
            Column(name="spent", label="Spent", is_number=True),
            Column(name="benefit", label="Benefits planned", is_number=True),
        ),
        rows=tuple(_objective_row(row, figures, recipe=recipe) for row in shown),
    )


def _largest_budget_first(row: Row) -> tuple[float, str]:
    return (-float(row["budget"] or 0), row["objective"] or "")


def _objective_row(row: Row, figures: Figures, *, recipe: str) -> tuple[Cell, ...]:
    key = f"objective.{row['objective'] or ''}"
    budget = _money_cell(figures, f"{key}.budget", row["budget"], recipe=recipe)
    return (
        named_cell(row["objective"]) if row["objective"] else words_cell("No objective named"),
        figure_cell(figures, f"{key}.projects", row["project_count"], "count"),
        budget.model_copy(update={"bar": float(row["budget"])}) if row["budget"] else budget,
        _money_cell(figures, f"{key}.spent", row["actual_cost"], recipe=recipe),
        _money_cell(figures, f"{key}.benefit", row["planned_benefit"], recipe=recipe),
    )


def _money_cell(figures: Figures, fact_id: str, amount: Any, *, recipe: str) -> Cell:
    if amount is None:
        return blank_cell()
    return figure_cell(figures, fact_id, amount, "money", recipe=recipe)


# --- each project against its own beginning ----------------------------------------------------


def _own_baselines(evidence: Evidence, states: Sequence[ProjectState]) -> list[Row]:
    """Return the projects old enough to be compared with their own beginning."""
    scopes = tuple(
        Scope(name=state.project_id, project_ids=(state.project_id,))
        for state in states
        if not state.now.is_stale
    )
    question = Question(scopes=scopes, as_of=(evidence.as_of,))
    rows = query_rows(evidence.connection, OWN_BASELINE.summary, question) if scopes else []
    return [row for row in rows if row["n"] >= OWN_BASELINE.smallest_n and row["pace_ratio"]]


def _own_baseline_table(
    measured: Sequence[Row], states: Sequence[ProjectState], figures: Figures
) -> DataTable:
    names = {state.project_id: state.name for state in states}
    recipe = figures.metric_recipe(
        OWN_BASELINE,
        label="Against its own beginning",
        based_on=amount_text(len(measured), "project"),
    )
    shown = sorted(measured, key=lambda row: (row["pace_ratio"], row["scope"]))[:_MOST_ROWS]
    hidden = len(measured) - len(shown)
    return DataTable(
        span=7,
        title=own_baseline_title(measured, figures, recipe=recipe),
        subtitle=sentence(
            "Last eight complete weeks, in percent of the first twenty of the same project"
        ),
        columns=(
            Column(name="project", label="Project"),
            Column(name="pace", label="Finished a week", is_number=True, has_bar=True),
            Column(name="duration", label="Days an item takes", is_number=True),
            Column(name="flow", label="Finished for each arrived", is_number=True),
        ),
        rows=tuple(
            (
                named_cell(names[row["scope"]]),
                _ratio_cell(figures, row, "pace_ratio", "share", recipe=recipe, has_bar=True),
                _ratio_cell(figures, row, "duration_ratio", "share", recipe=recipe),
                _ratio_cell(figures, row, "finished_per_arrived", "ratio", recipe=recipe),
            )
            for row in shown
        ),
        note=sentence(
            "{count} more are not shown.",
            count=figures.book.figure("own_baseline.hidden", hidden, "count"),
        )
        if hidden
        else Sentence(),
    )


def _ratio_cell(
    figures: Figures,
    row: Row,
    column: str,
    unit: Unit,
    *,
    recipe: str,
    has_bar: bool = False,
) -> Cell:
    value = row[column]
    if value is None:
        return blank_cell()
    cell = figure_cell(figures, f"own_baseline.{row['scope']}.{column}", value, unit, recipe=recipe)
    return cell.model_copy(update={"bar": value}) if has_bar else cell


# --- feedback ----------------------------------------------------------------------------------


def _feedback_table(summary: Row, themes: Sequence[Row], figures: Figures) -> DataTable:
    recipe = figures.metric_recipe(
        FEEDBACK,
        label="Feedback",
        based_on=amount_text(summary["feedback_count"], "piece of feedback", "pieces of feedback"),
    )
    shown = sorted(themes, key=_most_said_first)[:_MOST_ROWS]
    return DataTable(
        span=5,
        title=feedback_title(summary, figures, recipe=recipe),
        subtitle=sentence("By theme, most often said first; score of ten"),
        columns=(
            Column(name="theme", label="Theme"),
            Column(name="count", label="Said", is_number=True),
            Column(name="score", label="Score", is_number=True),
        ),
        rows=tuple(_theme_row(row, figures, recipe=recipe) for row in shown),
    )


def _most_said_first(row: Row) -> tuple[int, float, str]:
    score = row["mean_score"]
    return (-row["feedback_count"], score if score is not None else 11, row["theme"] or "")


def _theme_row(row: Row, figures: Figures, *, recipe: str) -> tuple[Cell, ...]:
    key = f"feedback.{row['theme'] or ''}"
    count, score = row["feedback_count"], row["mean_score"]
    return (
        named_cell(row["theme"]) if row["theme"] else words_cell("Without a theme"),
        figure_cell(figures, f"{key}.count", count, "count"),
        blank_cell()
        if score is None
        else figure_cell(figures, f"{key}.score", score, "ratio", recipe=recipe),
    )
