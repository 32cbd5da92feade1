"""Stage gates: those that are late, those with open conditions, those to come, the last passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pmo_analytics.content import DataTable
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Row
from pmo_analytics.reviews.standards_check import Actor, sees_to
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    named_cell,
    project_cell,
    said_cell,
    short_day_cell,
)
from pmo_analytics.values import Sentence

_ORDER = ("overdue", "conditional", "ahead", "approved")
_COLUMNS = (
    *("project_id", "gate", "due_date", "state_name", "overdue_days", "approved_date"),
    *("approved_by", "conditions", "conditions_due_date", "conditions_overdue_days"),
)


def gate_rows(brief: Brief, *, most: int) -> tuple[Facts, ...]:
    """Return so many gates of a scope, the most urgent first."""
    rows = sorted(brief.rows("gates"), key=_gate_place)[:most]
    gates = brief.table("gates", rows, key=("project_id", "gate"), columns=_COLUMNS)
    return tuple(_with_likely_end(brief, gates))


def _gate_place(row: Row) -> tuple[bool, int, int]:
    """Return by what gates are ordered: late ones, open ones by their day, then the last passed."""
    is_late = row["state_name"] == "overdue" or bool(row["conditions_overdue_days"])
    is_over = row["state_name"] == "approved"
    day = -row["approved_date"].toordinal() if is_over else row["due_date"].toordinal()
    return (not is_late, _ORDER.index(row["state_name"]), day)


def _with_likely_end(brief: Brief, gates: Sequence[Facts]) -> Iterator[Facts]:
    """Put the likely finish beside the last gate to come of each project."""
    last = {row.value("project_id"): row for row in sorted(gates, key=_due) if _is_ahead(row)}
    scopes = tuple(map(project_scope, sorted(last)))
    found = brief.evidence.measure("finish_forecast", scopes, (brief.day,)) if scopes else {}
    for row in gates:
        result = found.get((row.value("project_id"), brief.day.day))
        is_last = last.get(row.value("project_id")) is row
        likely = result.values.get("likely_date") if result and is_last else None
        is_early = likely is not None and row.value("due_date") < likely
        yield row.joined({"gate_likely_date": result.fact("likely_date")}) if is_early else row


def _due(row: Facts) -> date:
    return row.value("due_date")


def _is_ahead(row: Facts) -> bool:
    return row.value("state_name") == "ahead"


def gates_table(found: Gathered) -> DataTable | None:
    """Show the gates; None where no register tells any."""
    if found.facts.value("gate_count") is None:
        return None
    brief = found.head.brief
    asked = {check: sees_to(brief, check) for check in ("gate_approved", "conditions_met")}
    return DataTable(
        title=say("gates-title", found.facts),
        subtitle=say("gates-subtitle", found.facts),
        columns=tuple(map(column, ("gate", "project", "gate_due", "state"))),
        rows=tuple(
            (
                named_cell(row.value("gate")),
                project_cell(row, brief.evidence.project_names),
                short_day_cell(row, "due_date"),
                said_cell(_gate_state(brief, row, asked), is_strong=_is_in_danger(row)),
            )
            for row in found.tables["gates"]
        ),
    )


def _is_in_danger(row: Facts) -> bool:
    is_late = row.value("state_name") == "overdue" or bool(row.value("conditions_overdue_days"))
    return is_late or row.value("gate_likely_date") is not None


def _gate_state(brief: Brief, row: Facts, asked: Mapping[str, Mapping[str, Actor]]) -> Sentence:
    mode, project = brief.evidence.settings.portfolio.pmo_mode, row.value("project_id")
    match row.value("state_name"):
        case "overdue":
            who = named(asked["gate_approved"][project].shown)
            return say("gate-overdue", row, mode=mode, who=who)
        case "conditional":
            approver = named(row.value("approved_by") or BLANK)
            conditions = named(row.value("conditions"))
            if not row.value("conditions_overdue_days"):
                due = row["conditions_due_date"] if row.value("conditions_due_date") else "none"
                slots = {"who": approver, "conditions": conditions, "due": due}
                return say("gate-conditional", row, **slots)
            who = named(asked["conditions_met"][project].shown)
            slots = {"who": who, "approver": approver, "conditions": conditions}
            return say("gate-unmet", row, mode=mode, **slots)
        case "approved":
            return say("gate-passed", row, who=named(row.value("approved_by") or BLANK))
    is_early = row.value("gate_likely_date") is not None
    return say("gate-ahead-early" if is_early else "gate-ahead", row)
