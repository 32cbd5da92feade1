from datetime import datetime

import pytest

from data.simulator.exports.status_category import actual_start, category, category_moves
from data.simulator.history import Change, ItemHistory
from data.simulator.items import PlannedItem


def history_of(*statuses):
    item = PlannedItem("i", "Story", "item", "t", "e", "c", datetime(2026, 3, 1), "Rae")
    changes = [
        Change(datetime(2026, 3, day), (), status, "", "", "", None, None)
        for day, status in enumerate(statuses, start=1)
    ]
    return ItemHistory(item, tuple(changes))


@pytest.fixture(scope="module")
def workflow(portfolio):
    return portfolio.workflows["navigator"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("To Do", "To Do"),
        ("Analysis", "In Progress"),
        ("Ready for Test", "In Progress"),
        ("Done", "Done"),
    ],
)
def test_category_of_a_status(workflow, status, expected):
    assert category(history_of(status).last, workflow) == expected


def test_moves_within_a_category_do_not_count(workflow):
    moves = category_moves(history_of("To Do", "Analysis", "In Progress", "Done"), workflow)
    assert [move.changed_at.day for move in moves] == [1, 2, 4]


@pytest.mark.parametrize(
    ("statuses", "day"),
    [
        (("To Do", "Analysis", "In Progress"), 2),
        (("To Do", "Analysis", "To Do", "Analysis"), 4),
        (("To Do", "Analysis", "To Do"), None),
        (("To Do", "Done"), None),
        (("To Do", "Analysis", "Done", "In Progress"), 2),
    ],
)
def test_actual_start_is_what_an_automation_would_have_written(workflow, statuses, day):
    started = actual_start(history_of(*statuses), workflow)
    assert (started.day if started else None) == day
