from collections import Counter
from datetime import date, timedelta
from itertools import groupby

import pytest

from data.simulator.simulation import simulate_project


@pytest.mark.slow
def test_about_sixteen_hundred_items_over_eighteen_months(histories, portfolio):
    items = [h for history in histories.values() for h in history.items]
    assert 1500 <= len(items) <= 1700
    created = [h.item.created_at.date() for h in items]
    assert min(created) == date(2025, 4, 1)
    assert max(created) <= portfolio.as_of


def test_nothing_is_known_after_the_export(histories, portfolio):
    for history in histories.values():
        taken_at = portfolio.source(history.project.source).taken_at
        assert all(c.changed_at <= taken_at for h in history.histories for c in h.changes)
        if any(not h.last.resolution for h in history.items):
            newest = max(h.last.changed_at for h in history.items)
            assert taken_at - newest < timedelta(hours=72)


def test_everything_a_board_knows_happens_somewhere(histories, truths):
    for name in ("ATLAS", "BOREAL", "CORAL"):
        items = [truth for truth in truths[name] if truth.level == "item"]
        moves = Counter(
            (move.from_status, move.to_status) for item in items for move in item.transitions
        )
        to_do = items[0].transitions[0].to_status
        assert any(source == "Analysis" and target == to_do for source, target in moves)
        assert sum(item.count_reopened for item in items) >= 2
        assert sum(bool(item.blocked_spells) for item in items) >= 8
        assert sum(item.cancelled_at is not None for item in items) >= 3
        sent_back = [move for move in moves if move[0] in ("In Review", "In review")]
        assert {target for _, target in sent_back} & {"In Progress", "Building"}


def test_cycle_times_have_a_long_tail(truths):
    for name in ("ATLAS", "BOREAL", "CORAL"):
        days = sorted(
            (truth.done_at - truth.started_at) / timedelta(days=1)
            for truth in truths[name]
            if truth.level == "item" and truth.done_at and truth.started_at
        )
        half, late = days[len(days) // 2], days[int(len(days) * 0.95)]
        assert 7 < half < 35
        assert late > 1.6 * half


def test_work_happens_in_working_hours(histories, portfolio):
    for history in histories.values():
        moments = [
            c.changed_at for h in history.items for c in h.changes if "status" in c.changed_fields
        ]
        assert {moment.weekday() for moment in moments} == {0, 1, 2, 3, 4}
        assert not {moment.date() for moment in moments} & portfolio.holidays
        assert all(8 <= moment.hour < 18 for moment in moments)


def test_limits_hold_but_for_returning_work_and_what_the_first_day_finds(histories, portfolio):
    limits = {s.status: s.wip_limit for s in portfolio.workflows["change_history"].stages}
    moves = sorted(
        (c.changed_at, h.item.key, c.status)
        for h in histories["CORAL"].items
        for c in h.status_changes()
    )
    standing, highest = {}, Counter()
    for _, together in groupby(moves, key=lambda move: move[0]):
        standing |= {key: status for _, key, status in together}
        highest |= Counter(standing.values())
    assert highest["Analysis"] >= limits["Analysis"]
    assert all(highest[status] <= limit + 2 for status, limit in limits.items())


@pytest.mark.parametrize("name", ["CORAL", "DUNE"])
def test_same_description_gives_the_same_history(portfolio, histories, name):
    again = simulate_project(portfolio, histories[name].project)
    assert again == histories[name]


def test_another_seed_gives_another_history(portfolio, histories):
    dune = histories["DUNE"].project
    other = simulate_project(portfolio, dune.model_copy(update={"seed": dune.seed + 1}))
    assert other.histories != histories["DUNE"].histories
