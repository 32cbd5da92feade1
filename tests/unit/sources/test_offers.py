from __future__ import annotations

import pytest

from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile


def roles(plan: ReadPlan | RefusedFile) -> dict[str, str]:
    assert isinstance(plan, ReadPlan), plan.reason
    return {column.header: column.role for column in plan.columns}


def azure(header: str, cell: str) -> str:
    rows = "".join(f"{n},Task,Buoy {n},New,{cell}\n" for n in range(1, 5))
    return f"ID,Work Item Type,Title,State,{header}\n{rows}"


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("Started", "2026-03-02", "started"),
        ("DateStarted", "2026-03-02", "started"),
        ("Date Submitted", "2026-03-02", "created"),
        ("creation_time", "2026-03-02T08:00:00Z", "created"),
        ("Accepted at", "2026-03-02", "done"),
        ("Resolution", "Fixed", "resolution"),
        ("Resolved", "1772442000000", "resolved"),
        ("Points", "3", "points"),
        ("Component", "Hull", "component"),
        ("Blocked by", "1, 2", "link_in"),
    ],
)
def test_column_that_the_tool_does_not_write_is_read_by_its_name(header, cell, role, plan):
    planned = plan(azure(header, cell))
    assert planned.dialect == "azure_devops"
    assert roles(planned)[header] == role
    assert f'"{header}" is read as {role}: so its name says, and no other column is it' in (
        planned.evidence
    )


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Started", "yes"),  # a flag
        ("Accepted at", "the pier"),
        ("Points", "many"),
        ("Resolution", "70%"),
        ("Blocked by", "the harbour master"),
        ("Closed By", "Ann Example"),
        ("Resolved Date", "2026-03-02"),  # which waits for verification
        ("Moved from", "Deck"),
        ("Comment", "2026-03-02"),
    ],
)
def test_column_whose_cells_or_dialect_speak_against_it_is_left(header, cell, plan):
    assert roles(plan(azure(header, cell)))[header] in ("", "private")


def test_role_that_a_column_has_is_not_given_twice(plan):
    planned = plan(azure("Resolved,Closed Date,Name", "2026-03-02,2026-03-03,Buoy"))
    found = roles(planned)
    assert (found["Closed Date"], found["Resolved"], found["Name"]) == ("done", "", "")


POLISH = "Podsumowanie,Issue key,Issue Type,Faza,Created\n"


def test_column_of_statuses_is_read_by_its_cells_where_no_name_says_so(plan):
    rows = "".join(
        f"Boja {n},AB-{n},Task,{status},2026-03-0{n}\n"
        for n, status in enumerate(("Do zrobienia", "W toku", "Zakończone", "Przegląd"), start=1)
    )
    planned = plan(POLISH + rows)
    assert roles(planned)["Faza"] == "status"
    assert '"Faza" is read as status: so its cells say, and no other column is it' in (
        planned.evidence
    )


def test_column_that_names_kinds_of_work_is_no_status(plan):
    rows = "".join(
        f"Boja {n},AB-{n},Task,{work},2026-03-0{n}\n"
        for n, work in enumerate(("Development", "Test", "Review", "Analysis"), start=1)
    )
    assert roles(plan(POLISH + rows))["Faza"] == ""


def test_empty_column_takes_its_role_so_that_it_can_be_told_empty(plan):
    assert roles(plan(azure("Resolved", "")))["Resolved"] == "resolved"


def test_name_of_a_parent_is_no_key(plan):
    assert roles(plan(azure("Epic", "Harbour")))["Epic"] == ""
    assert roles(plan(azure("Epic", "2")))["Epic"] == "parent_key"


def test_snapshots_are_offered_no_final_dates(plan):
    rows = "".join(f"2026-03-0{n},AB-1,Open,2026-03-09\n" for n in range(1, 5))
    found = roles(plan(f"Snapshot date,Key,Status,Closed\n{rows}"))
    assert found["Closed"] == ""


TIMES = "Key,Created,Resolved,{headers}\n" + "".join(
    f"A-{n},2026-03-0{n},,{{cells}}\n" for n in range(1, 5)
)


@pytest.mark.parametrize(
    ("headers", "cells", "statuses"),
    [
        ("To Do,In Progress,Done", "1d 2h,3d 4h 10m,-", ["To Do", "In Progress"]),
        ("Time in To Do (hours),Time in Review (hours)", "26,4.5", ["To Do", "Review"]),
        ("In Progress,Crane check", "26:10:00,0:05:00", ["In Progress", "Crane check"]),
        ("In Progress,Wartet", '"2 days, 3 hours",1 week', ["In Progress", "Wartet"]),
    ],
)
def test_lengths_of_time_by_status_are_read_as_what_they_are(headers, cells, statuses, plan):
    planned = plan(TIMES.format(headers=headers, cells=cells))
    found = planned.columns_of("status_duration")
    assert [column.detail for column in found][: len(statuses)] == statuses


def test_effort_and_lone_lengths_of_time_are_no_statuses(plan):
    planned = plan(TIMES.format(headers="Original Estimate,Time Spent", cells="3d,1d 2h"))
    assert planned.columns_of("status_duration") == ()
    planned = plan(TIMES.format(headers="Crane check,Reading", cells="3d,1d 2h"))
    assert planned.columns_of("status_duration") == ()
