from types import SimpleNamespace

import pytest

from data.simulator.description import Defect
from data.simulator.exports.defects import plant_defects
from data.simulator.streams import Streams


def row(number, **cells):
    return {
        "Issue key": [f"X-{number}"],
        "Issue Type": ["Story"],
        "Created": ["05/Mar/26 9:12 AM"],
    } | {name.replace("_", " "): [text] for name, text in cells.items()}


def planted(kind, rows, count=1):
    defects = (Defect(kind=kind, count=count),)
    return plant_defects(rows, SimpleNamespace(defects=defects, streams=Streams(1, "X")))


def done(number):
    return row(number, Resolution="Done", Resolved="06/Mar/26 9:12 AM", Status_Category="Done")


def test_resolution_and_its_date_are_taken_from_done_items():
    rows = planted("done_without_resolution", [row(1), *(done(n) for n in range(2, 6))], count=2)
    assert sum("Resolution" in r for r in rows) == sum("Resolved" in r for r in rows) == 2


def test_due_date_is_put_a_year_too_early():
    (changed,) = planted("due_before_creation", [row(1, Due_date="20/Mar/26 12:00 AM")])
    assert changed["Due date"] == ["05/Mar/25 12:00 AM"]


def test_row_is_doubled_as_it_is():
    rows = planted("duplicate_row", [done(1), row(2)])
    assert rows == [done(1), row(2), done(1)]


def test_assignee_is_taken_from_work_in_progress_only():
    rows = [row(1, Status_Category="In Progress", Assignee="Bo"), row(2, Assignee="Ren")]
    assert ["Assignee" in r for r in planted("no_assignee", rows)] == [False, True]


@pytest.mark.parametrize("item_type", ["Epic", "Sub-task"])
def test_only_counted_items_get_faults(item_type):
    only = done(1) | {"Issue Type": [item_type]}
    assert planted("no_actual_start", [dict(only)]) == [only]


def test_without_defects_nothing_changes():
    rows = [done(1), row(2)]
    assert plant_defects(rows, SimpleNamespace(defects=(), streams=Streams(1, "X"))) == rows
