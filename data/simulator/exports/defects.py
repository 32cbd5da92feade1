"""Faults of real exports, planted into a few rows of the sample."""

from __future__ import annotations

from collections.abc import Callable

from data.simulator.description import ProjectSpec

Row = dict[str, list[str]]


def plant_defects(rows: list[Row], project: ProjectSpec) -> list[Row]:
    """Return the rows with the faults that the description of the project asks for."""
    for defect in project.defects:
        is_candidate, plant = _FAULTS[defect.kind]
        candidates = [row for row in rows if is_candidate(row)]
        rng = project.streams.of("defect", defect.kind)
        for index in rng.permutation(len(candidates))[: defect.count]:
            rows = plant(rows, candidates[index])
    return rows


def _is(row: Row, field: str, *values: str) -> bool:
    return row.get(field, [""])[0] in values


def _is_item(row: Row) -> bool:
    return not _is(row, "Issue Type", "Epic", "Sub-task")


def _is_done(row: Row) -> bool:
    return _is_item(row) and _is(row, "Resolution", "Done")


def _is_started(row: Row) -> bool:
    return _is_item(row) and _is(row, "Status Category", "In Progress")


def _emptied(*fields: str) -> Callable[[list[Row], Row], list[Row]]:
    def plant(rows: list[Row], row: Row) -> list[Row]:
        for field in fields:
            row.pop(field, None)
        return rows

    return plant


def _due_before_creation(rows: list[Row], row: Row) -> list[Row]:
    """Let somebody have typed the year before."""
    day, month, year = row["Created"][0].split(" ")[0].split("/")
    row["Due date"] = [f"{day}/{month}/{int(year) - 1} 12:00 AM"]
    return rows


def _duplicated(rows: list[Row], row: Row) -> list[Row]:
    return [*rows, dict(row)]


_FAULTS: dict[str, tuple[Callable[[Row], bool], Callable[[list[Row], Row], list[Row]]]] = {
    "done_without_resolution": (_is_done, _emptied("Resolution", "Resolved")),
    "no_actual_start": (_is_done, _emptied("Custom field (Actual start)")),
    "no_assignee": (_is_started, _emptied("Assignee", "Assignee Id")),
    "due_before_creation": (lambda row: "Due date" in row, _due_before_creation),
    "duplicate_row": (_is_done, _duplicated),
}
