from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from data.simulator.description import StageSpec, WorkflowSpec
from data.simulator.engine import Board
from data.simulator.items import Block, Fate, PlannedItem
from data.simulator.people import Worker
from data.simulator.working_time import Shift, WorkingTime, days_between

DAY = 8 * 3600
START = date(2026, 6, 1)  # a Monday
HOURS = WorkingTime.of(
    Shift(datetime.combine(day, time(9)), datetime.combine(day, time(17)))
    for day in days_between(START, START + timedelta(days=60))
    if day.weekday() < 5
)
FLOW = WorkflowSpec(
    to_do_status="To Do",
    done_status="Done",
    stages=(
        StageSpec(name="Build", status="Building", skill="build", wip_limit=1),
        StageSpec(
            name="Review",
            status="In review",
            waiting_status="Awaiting review",
            skill="review",
            sends_back_to="Build",
        ),
    ),
)


def item(name, *, rank=0.0, **fate):
    fates = {"seconds": (DAY, DAY), "failures": (0, 0), "pickup_seconds": 0} | fate
    return PlannedItem(
        name=name,
        key=name,
        item_type="Story",
        level="item",
        title=name,
        epic="e",
        component="c",
        created_at=datetime.combine(START, time(9)),
        reporter="Rae",
        points=3,
        rank=rank,
        fate=Fate(**fates),
    )


def run(*items, workers=(("Bo", "build"), ("Ren", "review")), days=30, until=datetime.max):
    people = [
        Worker(name, (skill,), HOURS, takes_work_until=until if skill == "review" else datetime.max)
        for name, skill in workers
    ]
    board = Board(FLOW, people, HOURS, datetime.combine(START, time(17)) + timedelta(days=days))
    return {history.item.name: history for history in board.run(items)}


def moves(history):
    return [(change.status, change.changed_at) for change in history.status_changes()]


def day(offset, hour=9):
    return datetime.combine(START + timedelta(days=offset), time(hour))


def test_an_item_walks_through_its_stages_and_waits_where_waiting_has_a_status():
    assert moves(run(item("a"))["a"]) == [
        ("To Do", day(0)),
        ("Building", day(0)),
        ("Awaiting review", day(0, 17)),
        ("In review", day(1)),
        ("Done", day(1, 17)),
    ]


def test_assignee_is_who_works_on_it():
    changes = run(item("a"))["a"].changes
    assert [change.assignee for change in changes] == ["", "Bo", "Bo", "Ren", "Ren"]
    assert changes[-1].changed_fields == ("status", "resolution")


def test_limit_of_a_stage_is_kept_and_the_foremost_is_taken_first():
    builders = (("Bo", "build"), ("Bea", "build"))
    done = run(item("now"), item("later", rank=2), item("first", rank=1), workers=builders)
    begun = {name: dict(moves(history))["Building"] for name, history in done.items()}
    assert begun == {"now": day(0), "first": day(1), "later": day(2)}


def test_failed_review_goes_back_and_repeats_less_work():
    statuses = moves(run(item("a", failures=(0, 1), seconds=(3600, 3600)))["a"])
    assert [status for status, _ in statuses][3:7] == [
        "In review",
        "Building",
        "Awaiting review",
        "In review",
    ]
    assert statuses[2][1] - statuses[1][1] == timedelta(seconds=3600)
    assert statuses[5][1] - statuses[4][1] == timedelta(seconds=1441)


def test_blocked_item_keeps_its_place_and_goes_on_when_the_cause_is_gone():
    history = run(item("a", block=Block(0, 0.5, 2 * DAY, "vendor")))["a"]
    blocked = [
        (c.blocked_by, c.changed_at) for c in history.changes if "blocked_by" in c.changed_fields
    ]
    assert [cause for cause, _ in blocked] == ["vendor", ""]
    assert HOURS.after(blocked[0][1], 2 * DAY) == blocked[1][1]
    assert {c.status for c in history.changes if c.blocked_by} == {"Building"}
    assert history.last.status == "Done"


def test_people_work_on_something_else_while_an_item_is_blocked():
    done = run(
        item("a", rank=0, block=Block(1, 0.1, 10 * DAY, "vendor")), item("b", rank=1), days=8
    )
    assert done["b"].last.status == "Done"
    assert done["a"].last.status == "In review"


@pytest.mark.parametrize(
    ("fate", "statuses"),
    [
        ({"cancelled_in": 0, "cancelled_as": "Duplicate"}, ["To Do", "Building", "Done"]),
        ({"put_back_for": 60}, ["To Do", "Building", "To Do", "Building", "Awaiting review"]),
        ({"starts_in": 1}, ["To Do", "In review", "Done"]),
    ],
)
def test_fates(fate, statuses):
    history = run(item("a", **fate))["a"]
    assert [status for status, _ in moves(history)][: len(statuses)] == statuses
    assert history.last.resolution == fate.get("cancelled_as", "Done")


def test_item_that_nobody_starts_is_given_up():
    history = run(item("a", cancelled_after=2 * DAY), workers=())["a"]
    assert moves(history) == [("To Do", day(0)), ("Done", day(1, 17))]
    assert history.last.resolution == "Won't Do"


def test_started_item_is_not_given_up():
    assert run(item("a", cancelled_after=2 * DAY))["a"].last.resolution == "Done"


def test_reopened_item_loses_its_resolution_and_is_finished_again_once():
    changes = run(item("a", reopened_after=DAY))["a"].changes
    closed = [index for index, change in enumerate(changes) if change.resolution]
    assert len(closed) == 2
    reopened = changes[closed[0] + 1]
    assert (reopened.status, reopened.resolution) == ("Building", "")
    assert reopened.changed_fields == ("status", "resolution")


def test_person_who_is_moved_finishes_what_they_hold():
    done = run(item("a", rank=0), item("b", rank=1), until=day(2, 8))
    assert done["a"].last.status == "Done"
    assert done["b"].last.status == "Awaiting review"


def test_due_date_is_moved_only_while_the_item_is_open():
    late = replace(item("a"), due_date=START + timedelta(days=1), due_moved_by_days=7)
    early = replace(item("b", rank=-1), due_date=START + timedelta(days=20), due_moved_by_days=7)
    done = run(late, early)
    assert done["a"].last.due_date == START + timedelta(days=8)
    assert done["b"].last.due_date == START + timedelta(days=20)


def test_nothing_happens_after_the_end():
    history = run(item("a"), days=0)["a"]
    assert history.last.status == "Awaiting review"
    assert run(replace(item("a"), created_at=day(40)), days=30) == {}
