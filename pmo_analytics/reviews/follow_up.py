"""What became of decisions and actions: tables that stand below what is asked for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from pmo_analytics.catalogue.asked import DECIDED, RAISED, WAITING, WORSE
from pmo_analytics.content import Block, Cell, DataTable, Paragraphs
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    project_cell,
    said_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

_ASKED_COLUMNS = (
    *("project_id", "about_name", "question_name", "became_name", "answer_name"),
    *("nothing_cost", "today_cost"),
)
_SINCE_COLUMNS = (
    *("project_id", "question", "decision", "decided_date", "chance_then_share"),
    *("chance_now_share", "since_name", "weeks_after_count", "before_per_week", "after_per_week"),
)
_ACTION_COLUMNS = ("project_id", "action", "owner", "due_date", "overdue_days")


def gather_tables(brief: Brief) -> dict[str, tuple[Facts, ...]]:
    """Gather what was decided lately, and the actions that are past their due day."""
    overdue = [row for row in brief.rows("overdue_actions") if (row["overdue_days"] or 0) > 0]
    overdue.sort(key=lambda row: (row["due_date"], row["action_id"]))
    compared = {"compared_with": brief.before.day}
    asked = [row for row in brief.rows("asked_before", **compared) if row["became_name"] != WAITING]
    return {
        "asked": brief.table(
            "asked_before", asked, key=("decision_id",), columns=_ASKED_COLUMNS, **compared
        ),
        "since": brief.table(
            "decided_since",
            brief.rows("decided_since"),
            key=("decision_id",),
            columns=_SINCE_COLUMNS,
        ),
        "actions": brief.table(
            "overdue_actions", overdue, key=("action_id",), columns=_ACTION_COLUMNS
        ),
    }


def dearer(found: Gathered) -> dict[str, Sentence]:
    """Say of each question of the last report that waits what doing nothing costs by now."""
    return {
        row.value("decision_id"): say("reason-dearer", row.joined(found.facts.facts))
        for row in found.tables["asked"]
        if row.value("became_name") == WORSE
    }


def follow_ups(found: Gathered, told: Container[str]) -> Iterator[Block]:
    """Show what happened since decisions were made, and which actions nobody has done.

    Args:
        found: as it was gathered.
        told: decisions of the last report that stand above with what they cost by now.
    """
    if found.facts.value("is_published") and not found.facts.value("asked_count"):
        yield Paragraphs(paragraphs=((say("asked-nothing", found.facts),),))
    brief = found.head.brief
    is_of_many = len(brief.scope.project_ids) > 1
    names = brief.evidence.project_names if is_of_many else {}
    asked = [row for row in found.tables["asked"] if row.value("decision_id") not in told]
    if asked:
        yield _asked_table(asked, found.facts, names)
    if found.tables["since"]:
        yield _since_table(found, names)
    if found.tables["actions"]:
        yield _actions_table(found, names)


# --- what the last report asked -------------------------------------------------------------------


def _asked_table(asked: Sequence[Facts], facts: Facts, names: Mapping[str, str]) -> DataTable:
    published = "yes" if facts.value("is_published") else "no"
    return DataTable(
        title=say("asked-title", facts),
        subtitle=say("asked-subtitle", facts, published=published),
        columns=(column("question"), *_project_column(names), column("became")),
        rows=tuple(_asked_row(row, names) for row in asked),
    )


def _asked_row(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    written = row.value("question_name")
    became = row.value("became_name")
    slots = {"answer": named(row.value("answer_name") or "")} if became in (DECIDED, RAISED) else {}
    return (
        named_cell(written)
        if written
        else said_cell(say(f"asked-about-{row.value('about_name')}", row)),
        *_project_cell(row, names),
        said_cell(say(f"became-{became}", row, **slots), is_strong=became == WORSE),
    )


# --- since it was decided ------------------------------------------------------------------------


def _since_table(found: Gathered, names: Mapping[str, str]) -> DataTable:
    return DataTable(
        title=say("since-title", found.facts),
        subtitle=say("since-subtitle", found.facts),
        columns=(
            column("decision"),
            *_project_column(names),
            *map(column, ("answer", "decided_on", "chance", "since")),
        ),
        rows=tuple(_since_row(row, names) for row in found.tables["since"]),
    )


def _since_row(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        named_cell(row.value("question")),
        *_project_cell(row, names),
        named_cell(row.value("decision")),
        fact_cell(row, "decided_date"),
        _chance_cell(row),
        _since_cell(row),
    )


def _chance_cell(row: Facts) -> Cell:
    if row.value("chance_then_share") is None or row.value("chance_now_share") is None:
        return words_cell(BLANK)
    return said_cell(say("since-chance", row))


def _since_cell(row: Facts) -> Cell:
    since = row.value("since_name")
    has_changed = since in ("low", "high")
    is_alone = has_changed and row.value("before_per_week") is None
    return said_cell(
        say(f"since-{since}-alone" if is_alone else f"since-{since}", row), is_strong=has_changed
    )


# --- actions that are overdue --------------------------------------------------------------------


def _actions_table(found: Gathered, names: Mapping[str, str]) -> DataTable:
    return DataTable(
        title=say("actions-title", found.facts),
        subtitle=say("actions-subtitle", found.facts),
        columns=(
            column("action"),
            *_project_column(names),
            column("owner"),
            column("was_due"),
            column("overdue", is_number=True),
        ),
        rows=tuple(_action_row(row, names) for row in found.tables["actions"]),
    )


def _action_row(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        named_cell(row.value("action")),
        *_project_cell(row, names),
        named_cell(row.value("owner")),
        fact_cell(row, "due_date"),
        fact_cell(row, "overdue_days", is_strong=True),
    )


def _project_column(names: Mapping[str, str]) -> tuple:
    return (column("project"),) if names else ()


def _project_cell(row: Facts, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (project_cell(row, names),) if names else ()
