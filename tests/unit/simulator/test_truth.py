from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from data.simulator.history import Change, ItemHistory
from data.simulator.items import PlannedItem
from data.simulator.simulation import ProjectHistory
from data.simulator.truth import finished_by_week, project_truth


def at(day, hour=10):
    return datetime(2026, 3, day, hour)


def truth_of(portfolio, *steps):
    """Build the truth of one item from (day, status, resolution, cause) steps."""
    item = PlannedItem("i", "Story", "item", "t", "e", "c", at(1), "Rae", key="X-1")
    changes = []
    for day, *state in steps:
        status, resolution, cause = [*state, "", ""][:3]
        changes.append(Change(at(day), ("status",), status, resolution, "", cause, None, None))
    project = SimpleNamespace(project_id="X", workflow="navigator")
    history = ProjectHistory(project, (ItemHistory(item, tuple(changes)),), at(31))
    (truth,) = project_truth(history, portfolio)
    return truth


def test_start_is_the_last_one_after_which_it_was_not_put_back(portfolio):
    truth = truth_of(
        portfolio, (1, "To Do"), (2, "Analysis"), (4, "To Do"), (9, "Analysis"), (11, "In Review")
    )
    assert truth.started_at == at(9).replace(tzinfo=UTC)
    assert truth.is_open


def test_put_back_item_is_not_started(portfolio):
    assert truth_of(portfolio, (1, "To Do"), (2, "Analysis"), (4, "To Do")).started_at is None


def test_reopened_item_keeps_its_start_and_is_done_when_last_completed(portfolio):
    truth = truth_of(
        portfolio,
        (1, "To Do"),
        (2, "In Progress"),
        (5, "Done", "Done"),
        (8, "In Progress"),
        (9, "Done", "Done"),
    )
    assert (truth.started_at.day, truth.done_at.day, truth.count_reopened) == (2, 9, 1)


def test_reopened_item_is_open(portfolio):
    truth = truth_of(portfolio, (1, "To Do"), (2, "Analysis"), (5, "Done", "Done"), (8, "Analysis"))
    assert truth.done_at is None
    assert truth.count_reopened == 1


def test_cancelled_is_not_done(portfolio):
    truth = truth_of(portfolio, (1, "To Do"), (5, "Done", "Duplicate"))
    assert truth.done_at is None
    assert truth.started_at is None
    assert truth.cancelled_at.day == 5


def test_blocked_spells_have_a_start_an_end_and_a_cause(portfolio):
    truth = truth_of(
        portfolio,
        (1, "To Do"),
        (2, "In Progress"),
        (3, "In Progress", "", "vendor"),
        (6, "In Progress"),
        (8, "In Progress", "", "decision"),
    )
    first, last = truth.blocked_spells
    assert (first.started_at.day, first.ended_at.day, first.cause) == (3, 6, "vendor")
    assert (last.started_at.day, last.ended_at, last.cause) == (8, None, "decision")
    assert [move.to_status for move in truth.transitions] == ["To Do", "In Progress"]


def test_summer_time_is_an_hour_ahead_of_utc(portfolio, truths, histories):
    history = next(h for h in histories["ATLAS"].items if h.last.changed_at.month in (6, 7, 8))
    truth = next(t for t in truths["ATLAS"] if t.item_key == history.item.key)
    moved = history.status_changes()[-1].changed_at
    assert truth.transitions[-1].changed_at == moved.replace(tzinfo=UTC) - timedelta(hours=1)


def test_each_item_is_open_done_cancelled_or_vanished(truths):
    for truth in (truth for items in truths.values() for truth in items):
        ends = (truth.done_at, truth.cancelled_at, truth.vanished_at)
        assert truth.is_open + sum(end is not None for end in ends) == 1


def test_times_are_in_order(truths):
    for truth in (truth for items in truths.values() for truth in items):
        moments = [move.changed_at for move in truth.transitions]
        assert moments == sorted(moments)
        if truth.done_at and truth.started_at:
            assert truth.created_at <= truth.started_at <= truth.done_at


def test_weeks_without_finishes_are_counted_as_zero(truths):
    weeks = finished_by_week(
        truths["DUNE"], first=date(2026, 9, 7), last=date(2026, 9, 21), time_zone="Europe/London"
    )
    assert weeks == [(date(2026, 9, 7), 0), (date(2026, 9, 14), 0), (date(2026, 9, 21), 0)]


@pytest.mark.parametrize("name", ["ATLAS", "BOREAL", "CORAL"])
def test_all_finishes_fall_into_some_week(truths, name):
    weeks = finished_by_week(
        truths[name], first=date(2025, 9, 29), last=date(2026, 9, 28), time_zone="Europe/London"
    )
    done = [t for t in truths[name] if t.level == "item" and t.done_at]
    assert sum(count for _, count in weeks) == len(done)
