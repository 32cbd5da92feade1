import csv
import io
from datetime import date, datetime

import pytest

from data.simulator.exports.stage_dates import board_columns, stage_days
from data.simulator.history import Change, ItemHistory
from data.simulator.items import PlannedItem

NAME = "exports/yard/yard-2026-09-30.csv"
LISTED, SURVEY, FITTING, WAITING, INSPECTION, TRIALS, DONE = range(7)


@pytest.fixture
def yard(portfolio):
    return portfolio.workflows["yard"]


def days_of(yard, *steps):
    """Return the columns of an item that took these (day, status) steps in March."""
    changes = tuple(
        Change(datetime(2026, 3, day, 10), ("status",), status, "", "", "", None, None)
        for day, status in steps
    )
    item = PlannedItem("i", "Story", "item", "t", "e", "c", changes[0].changed_at, "Rae", key="X-1")
    found = stage_days(ItemHistory(item, changes), yard)
    return {place: day.day for place, day in enumerate(found) if day}


def test_columns_are_the_board_from_left_to_right(yard):
    assert board_columns(yard) == (
        "Listed",
        "Survey",
        "Fitting",
        "Awaiting inspection",
        "Inspection",
        "Trials",
        "Handed over",
    )


def test_a_stage_has_the_day_on_which_the_item_came_there(yard):
    assert days_of(yard, (2, "Listed"), (4, "Survey"), (9, "Fitting")) == {
        LISTED: 2,
        SURVEY: 4,
        FITTING: 9,
    }


def test_a_stage_that_was_passed_over_stays_empty(yard):
    found = days_of(yard, (2, "Listed"), (4, "Fitting"), (9, "Trials"))
    assert found == {LISTED: 2, FITTING: 4, TRIALS: 9}


def test_going_back_empties_what_lies_to_the_right(yard):
    steps = ((2, "Listed"), (3, "Survey"), (4, "Fitting"), (6, "Trials"), (9, "Fitting"))
    assert days_of(yard, *steps) == {LISTED: 2, SURVEY: 3, FITTING: 4}
    again = (*steps, (12, "Trials"), (13, "Handed over"))
    assert days_of(yard, *again) == {LISTED: 2, SURVEY: 3, FITTING: 4, TRIALS: 12, DONE: 13}


def test_being_put_back_starts_the_clock_again(yard):
    steps = ((2, "Listed"), (3, "Survey"), (5, "Listed"), (9, "Survey"))
    assert days_of(yard, *steps) == {LISTED: 2, SURVEY: 9}


def test_dates_of_a_row_go_from_left_to_right(texts, yard):
    rows = list(csv.DictReader(io.StringIO(texts[NAME], newline="")))
    assert len(rows) == 507
    for row in rows:
        days = [date.fromisoformat(row[name]) for name in board_columns(yard) if row[name]]
        assert days == sorted(days), row["ID"]
    discarded = [row for row in rows if row["Discarded"]]
    assert discarded
    assert all(row["Handed over"] for row in discarded)
