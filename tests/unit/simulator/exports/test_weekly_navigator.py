import csv
import io
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest


@pytest.fixture(scope="module")
def exports(portfolio, texts):
    """Return the rows of each export by its moment, the oldest first."""
    return {
        taken_at: list(csv.DictReader(io.StringIO(texts[f"exports/energy/{name}"], newline="")))
        for taken_at, name in portfolio.source("energy").exports.items()
    }


@pytest.fixture(scope="module")
def by_id(exports):
    return {at: {row["Issue id"]: row for row in rows} for at, rows in exports.items()}


def moment(text):
    return datetime.strptime(text, "%d/%b/%y %H:%M")


def test_no_export_knows_what_came_after_it(exports):
    for taken_at, rows in exports.items():
        for row in rows:
            times = [row[name] for name in ("Created", "Updated", "Resolved") if row[name]]
            assert all(moment(text) <= taken_at for text in times), row["Issue key"]


def test_state_is_that_of_the_day(exports, histories):
    told = {h.item.key: h for name in ("EMBER", "GANNET") for h in histories[name].histories}
    for taken_at, rows in exports.items():
        for row in (row for row in rows if row["Issue key"] in told):
            known = told[row["Issue key"]].until(taken_at)
            assert row["Assignee"] == known.last.assignee
            assert row["Resolution"] == known.last.resolution


def test_due_dates_move_and_estimates_are_corrected_between_exports(by_id):
    changed = {"Due Date": 0, "Custom field (Story Points)": 0}
    for before, after in pairwise(by_id.values()):
        for issue, row in after.items():
            for field in changed:
                old = before.get(issue, {}).get(field)
                changed[field] += bool(old and old != row[field])
    assert changed["Due Date"] >= 25
    assert changed["Custom field (Story Points)"] >= 15


def test_one_item_comes_from_another_project_and_keeps_its_id(by_id):
    keys = {}
    for rows in by_id.values():
        for issue, row in rows.items():
            keys.setdefault(issue, []).append(row["Issue key"])
    moved = [list(dict.fromkeys(found)) for found in keys.values() if len(set(found)) > 1]
    assert moved == [["GANNET-139", "EMBER-169"]]


def test_one_item_vanishes_that_nobody_had_begun(by_id):
    newest = list(by_id.values())[-1]
    gone = {issue: row for rows in by_id.values() for issue, row in rows.items()}
    gone = {issue: row for issue, row in gone.items() if issue not in newest}
    assert [(row["Issue key"], row["Status"], row["Assignee"]) for row in gone.values()] == [
        ("EMBER-168", "Open", "")
    ]


def test_a_status_is_renamed_without_touching_an_item(exports):
    renamed_at = datetime(2026, 8, 3, 9)
    for taken_at, rows in exports.items():
        statuses = {row["Status"] for row in rows}
        assert ("In Progress" in statuses) == (taken_at < renamed_at)
        assert ("Construction" in statuses) == (taken_at >= renamed_at)
    old = [row for row in exports[datetime(2026, 8, 5, 17, 5)] if row["Status"] == "Construction"]
    assert any(moment(row["Updated"]) < renamed_at for row in old)


def test_sprints_are_listed_from_the_day_on_which_they_begin(exports, portfolio):
    gannet = next(p for p in portfolio.projects if p.project_id == "GANNET")
    for taken_at, rows in exports.items():
        sprints = [row["Sprint"] for row in rows if row["Sprint"]]
        assert sprints
        assert all(name.startswith("GANNET Sprint ") for name in sprints)
        newest = max(int(name.rpartition(" ")[2]) for name in sprints)
        begins = gannet.first_sprint + timedelta(days=14 * (newest - 1))
        assert begins <= taken_at.date()


def test_sub_tasks_and_items_name_their_parents(by_id):
    newest = list(by_id.values())[-1]
    keys = {row["Issue key"] for row in newest.values()}
    tasks = [row for row in newest.values() if row["Issue Type"] == "Sub-task"]
    assert tasks
    assert all(row["Parent id"] in newest for row in tasks)
    epics = {row["Custom field (Epic Link)"] for row in newest.values()} - {""}
    assert epics <= keys


def test_exports_are_small_and_a_week_apart(exports, texts, portfolio):
    names = portfolio.source("energy").exports.values()
    assert sum(len(texts[f"exports/energy/{name}"].encode()) for name in names) < 2_500_000
    days = [taken_at.date() for taken_at in exports]
    assert (days[0], days[-1]) == (date(2026, 6, 17), date(2026, 9, 30))
