"""What a portfolio is steered by: promises, objectives, each project's own past, and feedback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.pace import pace_title
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, named, say, text_of
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.table_cells import (
    column,
    fact_cell,
    named_cell,
    said_cell,
    section_of_tables,
    words_cell,
)
from pmo_analytics.values import Sentence

_MOST_ROWS = 10
_PROMISES = (
    ("promise-forecast", "on_time_count", "dated_count"),
    ("promise-data", "in_time_count", "rated_count"),
    ("promise-budget", "within_budget_count", "costed_count"),
    ("promise-benefits", "benefits_count", "promised_count"),
)
_OBJECTIVE_COLUMNS = ("objective", "project_count", "budget", "actual_cost", "planned_benefit")
_BASELINE_COLUMNS = ("pace_ratio", "duration_ratio", "finished_per_arrived")


def gather(head: Head) -> Gathered | None:
    """Gather what is kept of what was promised; None where the registers tell nothing of it."""
    brief = head.brief
    tables = {
        "objectives": _objectives(brief),
        "baselines": _baselines(brief),
        "themes": _themes(brief),
    }
    facts = brief.facts("success", "strategy_alignment", "slower_projects", "feedback")
    if facts.value("known_count") is None and not any(tables.values()):
        return None
    return Gathered(head, facts.joined(head.facts.facts), tables=tables)


def _objectives(brief: Brief) -> tuple[Facts, ...]:
    if brief.answer("strategy_alignment").reason:
        return ()
    rows = sorted(brief.rows("strategy_alignment"), key=_largest_budget_first)
    return brief.table("strategy_alignment", rows, key=("objective",), columns=_OBJECTIVE_COLUMNS)


def _largest_budget_first(row: Row) -> tuple[float, str]:
    return (-float(row["budget"] or 0), row["objective"] or "")


def _baselines(brief: Brief) -> tuple[Facts, ...]:
    rows = brief.rows("slower_projects")[:_MOST_ROWS]
    return brief.table("slower_projects", rows, key=("project_id",), columns=_BASELINE_COLUMNS)


def _themes(brief: Brief) -> tuple[Facts, ...]:
    if brief.answer("feedback").reason:
        return ()
    rows = sorted(brief.rows("feedback"), key=_most_said_first)[:_MOST_ROWS]
    columns = ("feedback_count", "mean_score")
    return brief.table("feedback", rows, key=("theme",), columns=columns)


def _most_said_first(row: Row) -> tuple[int, float, str]:
    score = row["mean_score"]
    return (-row["feedback_count"], score if score is not None else 11, row["theme"] or "")


def compose(found: Gathered, label: str) -> Section | None:
    """Show what is kept of what was promised, and what serves which objective."""
    names = found.head.brief.evidence.project_names
    return section_of_tables("oversight", label, tuple(_tables(found, names)))


def _tables(found: Gathered, names: Mapping[str, str]) -> Iterator[DataTable]:
    facts = found.facts
    if facts.value("known_count") is not None:
        yield _promises_table(facts)
    if found.tables["objectives"]:
        yield _objectives_table(found.tables["objectives"], facts)
    if found.tables["baselines"]:
        yield _baselines_table(found.tables["baselines"], facts, names, found.head.projects)
    if found.tables["themes"]:
        yield _feedback_table(found.tables["themes"], facts)


def _promises_table(facts: Facts) -> DataTable:
    return DataTable(
        span=5,
        title=say("promises-title" if facts.value("whole_count") else "promises-title-none", facts),
        subtitle=say("promises-subtitle", facts),
        columns=(
            column("promise"),
            column("kept", is_number=True, has_bar=True),
        ),
        rows=tuple(
            (words_cell(text_of(message)), _kept_cell(facts, kept, known))
            for message, kept, known in _PROMISES
        ),
    )


def _kept_cell(facts: Facts, kept: str, known: str) -> Cell:
    if not facts.value(known):
        return said_cell(say("kept-unknown", facts))
    text = say("kept", facts, kept=facts[kept], known=facts[known])
    return Cell(text=text, bar=facts.value(kept) / facts.value(known))


def _objectives_table(rows: Sequence[Facts], facts: Facts) -> DataTable:
    return DataTable(
        span=7,
        title=_objectives_title(rows, facts),
        subtitle=say("objectives-subtitle", facts),
        columns=(
            column("objective"),
            column("projects", is_number=True),
            column("budget", is_number=True, has_bar=True),
            column("spent", is_number=True),
            column("benefit", is_number=True),
        ),
        rows=tuple(_objective_row(row) for row in rows[:_MOST_ROWS]),
    )


def _objectives_title(rows: Sequence[Facts], facts: Facts) -> Sentence:
    """Say which objective no project serves, or how much serves none."""
    unserved = sorted(row.value("objective") for row in rows if not row.value("project_count"))
    if unserved:
        return say("objectives-unserved", facts, objective=named(unserved[0]))
    is_aimless = facts.value("aimless_count")
    return say("objectives-aimless" if is_aimless else "objectives-served", facts)


def _objective_row(row: Facts) -> tuple[Cell, ...]:
    objective = row.value("objective")
    return (
        named_cell(objective) if objective else said_cell(say("objective-none", row)),
        fact_cell(row, "project_count"),
        fact_cell(row, "budget", has_bar=bool(row.value("budget"))),
        fact_cell(row, "actual_cost"),
        fact_cell(row, "planned_benefit"),
    )


def _baselines_table(
    rows: Sequence[Facts], facts: Facts, names: Mapping[str, str], projects: Sequence[Project]
) -> DataTable:
    """Show each project beside its own beginning; the signals say which difference is news."""
    hidden = facts.value("compared_count") - len(rows)
    return DataTable(
        span=7,
        title=pace_title(projects, facts),
        subtitle=say("baselines-subtitle", facts),
        columns=(
            column("project"),
            column("pace", is_number=True, has_bar=True),
            column("duration", is_number=True),
            column("flow", is_number=True),
        ),
        rows=tuple(
            (
                named_cell(names[row.value("project_id")]),
                fact_cell(row, "pace_ratio", has_bar=True),
                fact_cell(row, "duration_ratio"),
                fact_cell(row, "finished_per_arrived"),
            )
            for row in rows
        ),
        note=say("rows-hidden", facts) if hidden else Sentence(),
    )


def _feedback_table(rows: Sequence[Facts], facts: Facts) -> DataTable:
    is_scored = facts.value("mean_score") is not None
    return DataTable(
        span=5,
        title=say("feedback-title" if is_scored else "feedback-title-unscored", facts),
        subtitle=say("feedback-subtitle", facts),
        columns=(
            column("theme"),
            column("count", is_number=True),
            column("score", is_number=True),
        ),
        rows=tuple(
            (
                named_cell(row.value("theme"))
                if row.value("theme")
                else said_cell(say("theme-none", row)),
                fact_cell(row, "feedback_count"),
                fact_cell(row, "mean_score"),
            )
            for row in rows
        ),
    )
