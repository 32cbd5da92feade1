"""What the office controls: stage gates, decisions, actions and requests, with their ages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmo_analytics.content import Block, Cell, Column, DataTable, Missing, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.gates_table import gate_rows, gates_table
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    project_cell,
    said_cell,
    section_of_tables,
    short_day_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

_MEASURES = ("gates", "decision_log", "overdue_actions", "requests", "owner_load")
_MOST_ROWS = 12
_MEASURE_OF = {
    "gates": "gates",
    "decisions": "decision_log",
    "actions": "overdue_actions",
    "requests": "requests",
}
_COLUMNS = {
    "decisions": ("project_id", "question", "owner", "due_date", "age_days", "overdue_days"),
    "actions": ("project_id", "action", "owner", "due_date", "age_days", "overdue_days"),
    "requests": (
        *("project_id", "title", "kind", "raised_by", "decided_date", "decision", "waited_days"),
    ),
}
_KEYS = {
    "decisions": ("decision_id",),
    "actions": ("action_id",),
    "requests": ("request_id",),
}
_LOAD_COLUMNS = (
    *("managed_count", "decision_duty_count", "action_duty_count", "risk_duty_count"),
    *("open_duty_count", "overdue_duty_count", "is_overloaded"),
)


def gather(head: Head) -> Gathered:
    """Gather gates, open decisions and actions, requests, and the load of those they wait for."""
    brief = head.brief
    tables = {
        register: brief.table(
            _MEASURE_OF[register],
            _rows(brief, register),
            key=_KEYS[register],
            columns=_COLUMNS[register],
        )
        for register in _KEYS
    }
    tables["gates"] = gate_rows(brief, most=_MOST_ROWS)
    tables["loads"] = overdue_loads(brief)
    return Gathered(head, brief.facts(*_MEASURES), tables=tables)


def overdue_loads(brief: Brief) -> tuple[Facts, ...]:
    """Return what waits for each owner of whom something is overdue."""
    loads = [row for row in brief.rows("owner_load") if row["overdue_duty_count"]]
    return brief.table("owner_load", loads, key=("owner",), columns=_LOAD_COLUMNS)


def _rows(brief: Brief, register: str) -> list[Row]:
    """Return the rows that are shown, most urgent first."""
    rows = brief.rows(_MEASURE_OF[register])
    match register:
        case "decisions":
            rows = [row for row in rows if row["decided_date"] is None]
            rows.sort(key=lambda row: (row["due_date"], row["decision_id"]))
        case "actions":
            rows.sort(key=lambda row: (row["due_date"] is None, row["due_date"], row["action_id"]))
        case "requests":
            rows.sort(key=_waiting_first)
    return rows[:_MOST_ROWS]


def _waiting_first(row: Row) -> tuple[bool, int, str]:
    decided = row["decided_date"]
    return (
        decided is not None,
        -decided.toordinal() if decided else -row["waited_days"],
        row["request_id"],
    )


def compose(found: Gathered, label: str) -> Section:
    """Show each control that the registers tell, and name the register that would tell the rest."""
    blocks = tuple(_blocks(found))
    if isinstance(blocks[0], DataTable):
        return section_of_tables("controls", label, (blocks[0],), below=blocks[1:])
    return Section(name="controls", label=label, title=blocks[0].text, blocks=blocks)


def _blocks(found: Gathered) -> Iterator[Block]:
    brief = found.head.brief
    mode = brief.evidence.settings.portfolio.pmo_mode
    made: dict[str, Block | None] = {
        "gates": gates_table(found),
        "decisions": _decisions_table(found),
        "actions": _actions_table(found),
        "requests": _requests_table(found),
    }
    missing = [register for register in made if brief.answer(_MEASURE_OF[register]).reason]
    yield from (made[name] for name in made if name not in missing and made[name] is not None)
    if mode == "directive" and found.tables["loads"]:
        yield loads_table(found)
    for register in missing:
        yield Missing(text=say("controls-missing", found.facts, register=register))


def _names(found: Gathered) -> Mapping[str, str]:
    return found.head.brief.evidence.project_names


def _decisions_table(found: Gathered) -> DataTable | None:
    facts = found.facts
    if facts.value("undecided_count") is None:
        return None
    has_due = bool(facts.value("fallen_due_count"))
    has_made = facts.value("half_decision_days") is not None
    return DataTable(
        title=say("decision-log-title" if has_due else "decision-log-title-none", facts),
        subtitle=say("decision-log-subtitle" if has_made else "decision-log-subtitle-none", facts),
        columns=open_columns("open_decision"),
        rows=open_rows(found.tables["decisions"], "question", _names(found)),
    )


def _actions_table(found: Gathered) -> DataTable | None:
    facts = found.facts
    if facts.value("open_action_count") is None:
        return None
    return DataTable(
        title=say(
            "open-actions-title" if facts.value("open_action_count") else "no-open-actions", facts
        ),
        subtitle=say("open-actions-subtitle", facts),
        columns=open_columns("open_action"),
        rows=open_rows(found.tables["actions"], "action", _names(found)),
    )


def open_columns(first: str) -> tuple[Column, ...]:
    """Return the columns of what is open: what, of which project, whose, how old, how late."""
    return (
        *map(column, (first, "project", "owner")),
        column("age", is_number=True),
        column("gate_due"),
        column("overdue", is_number=True),
    )


def open_rows(
    rows: Sequence[Facts], words: str, names: Mapping[str, str]
) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each thing that is open, under the columns of `open_columns`."""
    return tuple(
        (
            named_cell(row.value(words)),
            project_cell(row, names),
            named_cell(row.value("owner")),
            fact_cell(row, "age_days"),
            short_day_cell(row, "due_date"),
            fact_cell(row, "overdue_days", is_strong=True)
            if row.value("overdue_days")
            else words_cell(BLANK),
        )
        for row in rows
    )


def _requests_table(found: Gathered) -> DataTable | None:
    facts = found.facts
    if facts.value("request_count") is None:
        return None
    return DataTable(
        title=say(
            "requests-title" if facts.value("waiting_count") else "requests-title-none", facts
        ),
        subtitle=say("requests-subtitle", facts),
        columns=tuple(map(column, ("request", "kind", "project", "raised_by", "state"))),
        rows=tuple(
            (
                named_cell(row.value("title")),
                said_cell(say("request-kind", row, kind=row.value("kind"))),
                project_cell(row, _names(found)),
                named_cell(row.value("raised_by") or BLANK),
                said_cell(_request_state(row), is_strong=row.value("decided_date") is None),
            )
            for row in found.tables["requests"]
        ),
    )


def _request_state(row: Facts) -> Sentence:
    if row.value("decided_date") is None:
        return say("request-waiting", row)
    return say("request-decided", row, decision=named(row.value("decision") or BLANK))


def loads_table(found: Gathered) -> DataTable:
    """Show what waits for those for whom something is overdue, and what a directive office does."""
    return DataTable(
        title=say("loads-title", found.facts),
        subtitle=say("loads-subtitle", found.facts),
        columns=(
            column("named"),
            *(column(name, is_number=True) for name in ("projects", "decisions", "actions")),
            column("risks", is_number=True),
            column("late", is_number=True),
            column("proposal"),
        ),
        rows=tuple(
            (
                named_cell(row.value("owner")),
                *(fact_cell(row, name) for name in _LOAD_COLUMNS[:5]),
                said_cell(say("load-reassign" if row.value("is_overloaded") else "load-act", row)),
            )
            for row in found.tables["loads"]
        ),
    )
