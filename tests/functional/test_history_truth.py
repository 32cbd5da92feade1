"""The history that the warehouse tells of the sample, against what really happened in it.

The sample was simulated, so the truth of each item is known: when it was created, moved, finished,
cancelled or deleted. From a change history all of it must come back exactly; from successive
exports and from stage dates every true moment must lie between the bounds that are given for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from sample_portfolio import SHIPPED_SAMPLE, sample_connection

from data.simulator.description import read_portfolio
from data.simulator.simulation import simulate
from data.simulator.truth import ItemTruth, project_truth
from tests.unit.warehouse.in_memory import build_tables

pytestmark = pytest.mark.slow

LONDON = ZoneInfo("Europe/London")
MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(weeks=1)
RENAMED = {"Construction": "In Progress"}  # by the tracker of Ember and Gannet
ENDS = {"done": "done_at", "cancelled": "cancelled_at", "vanished": "vanished_at"}


@dataclass(frozen=True, slots=True)
class Told:
    """A transition as the warehouse tells it, times in UTC."""

    changed_at: datetime
    earliest_at: datetime
    latest_at: datetime
    from_state: str | None
    to_state: str
    to_status: str | None
    evidence: str

    @property
    def width(self) -> timedelta:
        return self.latest_at - self.earliest_at

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.earliest_at <= moment <= self.latest_at


@dataclass(frozen=True, slots=True)
class ToldItem:
    """An item as the warehouse knows it last."""

    state: str
    started_at: datetime | None
    done_at: datetime | None
    cancelled_at: datetime | None
    transitions: tuple[Told, ...]

    def last(self, to_state: str, *, after: str | None = None) -> Told | None:
        """Return the newest transition into a state, from another one where it is named."""
        found = [
            told
            for told in self.transitions
            if told.to_state == to_state and after in (None, told.from_state)
        ]
        return found[-1] if found else None


Pair = tuple[ItemTruth, ToldItem]


@pytest.fixture(scope="module")
def truths() -> dict[str, tuple[ItemTruth, ...]]:
    portfolio = read_portfolio()
    return {h.project.project_id: project_truth(h, portfolio) for h in simulate(portfolio)}


@pytest.fixture(scope="module")
def told() -> dict[str, ToldItem]:
    """Return what the warehouse of the sample holds, by item key."""
    moves: dict[str, list[Told]] = {}
    for item_id, *values in _rows(
        "select item_id, changed_at, earliest_at, latest_at, from_state, to_state, to_status, "
        "evidence from transitions order by item_id, sequence"
    ):
        moves.setdefault(item_id, []).append(Told(*values))
    items = _rows("select item_id, item_key, state, started_at, done_at, cancelled_at from items")
    return {key: ToldItem(*values, tuple(moves[item_id])) for item_id, key, *values in items}


def _rows(query: str) -> Iterator[list]:
    for row in sample_connection().execute(query).fetchall():
        yield [v.replace(tzinfo=UTC) if isinstance(v, datetime) else v for v in row]


def pairs_of(truths, told, *projects: str, levels=("item",)) -> list[Pair]:
    return [
        (truth, told[truth.item_key])
        for project in projects
        for truth in truths[project]
        if truth.level in levels
    ]


def state_of(truth: ItemTruth) -> str:
    for state, end in ENDS.items():
        if getattr(truth, end):
            return state
    return "in_progress" if truth.started_at else "to_do"


def times_of(item: ItemTruth | ToldItem) -> tuple[datetime | None, ...]:
    return item.started_at, item.done_at, item.cancelled_at


# --- a change history ---------------------------------------------------------------------------


@pytest.fixture
def changes(truths, told) -> list[Pair]:
    return pairs_of(truths, told, "BOREAL", "CORAL", "HELM", levels=("epic", "item", "sub-task"))


def test_a_change_history_gives_back_every_start_and_every_finish(changes):
    assert len(changes) > 550
    for truth, item in changes:
        assert times_of(item) == times_of(truth), truth.item_key


def test_a_change_history_gives_back_every_transition(changes):
    assert sum(len(truth.transitions) for truth, _ in changes) > 3_000
    for truth, item in changes:
        moves = [(move.changed_at, move.to_status) for move in truth.transitions]
        assert [(t.changed_at, t.to_status) for t in item.transitions] == moves, truth.item_key


def test_a_change_history_leaves_no_doubt(changes):
    for truth, item in changes:
        for move in item.transitions:
            assert move.earliest_at == move.changed_at, truth.item_key
            assert move.width <= timedelta(seconds=1), truth.item_key


# --- the same changes told by what was before them, beside an export of the items ----------------


def written(header: str, rows: list[tuple]) -> bytes:
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]).encode()


def test_what_was_before_each_change_tells_as_much_as_what_came_after(truths):
    items = [truth for project in ("BOREAL", "CORAL") for truth in truths[project]]
    changes = [
        (truth.item_key, move.changed_at, "status", move.from_status, move.to_status)
        for truth in items
        for move in truth.transitions
    ]
    shown = [
        (t.item_key, t.transitions[-1].to_status, t.created_at, t.transitions[-1].changed_at)
        for t in items
    ]
    items_file = written("key,status,created,updated", shown)
    after = written("key,when,field,from,to", changes)
    before = written("key,when,field,from", [change[:-1] for change in reversed(changes)])
    full, half = (
        build_tables({"history-2026-09-30.csv": history, "items-2026-10-01.csv": items_file})
        for history in (after, before)
    )
    moves = sum(len(truth.transitions) for truth in items)
    assert len(full["transitions"]) == len(half["transitions"]) == moves > 2_000
    assert unplaced(full["transitions"]) == unplaced(half["transitions"])
    assert full["items"] == half["items"]
    assert half["rejects"] == []


def unplaced(rows: list[tuple]) -> list[tuple]:
    """Return the rows without the place of the file that tells them: its row and its content."""
    return [row[:-2] for row in rows]


# --- an export a week ---------------------------------------------------------------------------


@pytest.fixture
def weekly(truths, told) -> list[Pair]:
    return pairs_of(truths, told, "EMBER", "GANNET", levels=("epic", "item", "sub-task"))


def test_weekly_exports_tell_the_state_of_every_item(weekly):
    assert len(weekly) > 300
    for truth, item in weekly:
        assert item.state == state_of(truth), truth.item_key


def test_every_creation_and_every_end_lies_between_its_bounds(weekly):
    for truth, item in weekly:
        assert item.transitions[0].holds(truth.created_at), truth.item_key
        if not truth.is_open:
            end = item.last(item.state)
            assert end.holds(getattr(truth, ENDS[item.state])), truth.item_key


def test_every_start_that_is_told_lies_between_its_bounds(weekly):
    starts = [(truth, start) for truth, item in weekly if (start := started(item))]
    assert len(starts) > 100
    for truth, start in starts:
        assert start.holds(truth.started_at), truth.item_key


def test_every_move_that_is_told_has_happened_between_its_bounds(weekly):
    for truth, item in weekly:
        for move in item.transitions[1:]:
            if move.to_status is None:
                continue
            status = RENAMED.get(move.to_status, move.to_status)
            entries = [t.changed_at for t in truth.transitions if t.to_status == status]
            assert any(move.holds(moment) for moment in entries), (truth.item_key, move)


def test_a_start_is_untold_only_if_no_export_lies_between_it_and_the_end(weekly):
    exports = exports_of("energy")
    for truth, item in begun_after(weekly, exports[0]):
        if not started(item):
            end = truth.done_at or truth.cancelled_at
            assert not [at for at in exports if truth.started_at <= at < end], truth.item_key


def test_the_precision_of_weekly_exports_is_as_the_reference_page_states(weekly):
    begun = begun_after(weekly, exports_of("energy")[0])
    widths = [start.width for _, item in begun if (start := started(item))]
    ends = [end.width for t, i in weekly if t.done_at and (end := i.last("done"))]
    assert max(widths) <= WEEK
    assert set(ends) == {MINUTE}
    page = (SHIPPED_SAMPLE.parents[1] / "docs/reference/sample.md").read_text(encoding="utf-8")
    assert f"{len(widths)} of {len(begun)} starts" in page
    assert f"median {median(widths) / DAY:.1f} days" in page


def started(item: ToldItem) -> Told | None:
    """Return the start that counts: the last one, if the item was not put back after it."""
    return item.last("in_progress", after="to_do") if item.started_at else None


def begun_after(pairs: list[Pair], moment: datetime) -> list[Pair]:
    return [(t, item) for t, item in pairs if t.started_at and t.started_at > moment]


def exports_of(source: str) -> list[datetime]:
    """Return when the exports of a source were taken, the oldest first."""
    query = f"select taken_at from exports where source = '{source}' order by taken_at"
    return [moment for (moment,) in _rows(query)]


def test_an_item_that_moved_keeps_its_identity_and_one_that_is_gone_is_neither_done_nor_open(told):
    versions = _rows(
        "select item_key, project_id, min(seen_at) from item_versions where item_id = "
        "(select item_id from items where title = 'Give power to the pilot boats at Northquay') "
        "group by all order by 3"
    )
    assert [tuple(row[:2]) for row in versions] == [
        ("GANNET-139", "GANNET"),
        ("EMBER-169", "EMBER"),
    ]
    vanished = [key for key, item in told.items() if item.state == "vanished"]
    assert vanished == ["EMBER-168"]


# --- a date for each stage ----------------------------------------------------------------------


@pytest.fixture
def staged(truths, told) -> list[Pair]:
    return pairs_of(truths, told, "FJORD", "INLET", "JETTY")


def test_stage_dates_give_back_the_day_of_every_start_and_every_finish(staged):
    assert len(staged) == 507
    for truth, item in staged:
        assert item.state == state_of(truth), truth.item_key
        assert [_day(t) for t in times_of(item)] == [_day(t) for t in times_of(truth)]


def test_every_true_moment_lies_within_the_day_of_its_stage_date(staged):
    for truth, item in staged:
        for move in item.transitions:
            assert move.width in (DAY, DAY - timedelta(seconds=1), DAY - timedelta(microseconds=1))
            entries = [t.changed_at for t in truth.transitions if t.to_status == move.to_status]
            assert any(move.holds(moment) for moment in entries), (truth.item_key, move)


def _day(moment: datetime | None):
    return moment and moment.astimezone(LONDON).date()


# --- one export without history ------------------------------------------------------------------


def test_what_a_single_export_tells_of_starts_and_finishes_holds_but_for_the_planted_faults(
    truths, told
):
    pairs = pairs_of(truths, told, "ATLAS", "DUNE")
    wrong = [truth.item_key for truth, item in pairs if item.state != state_of(truth)]
    assert wrong == []
    no_start = [t.item_key for t, i in pairs if t.started_at and not i.started_at]
    assert len(no_start) <= 4
    for truth, item in pairs:
        if start := started(item):
            assert start.changed_at.replace(microsecond=0) == truth.started_at, truth.item_key
    finishes = [(truth, item.last("done")) for truth, item in pairs if truth.done_at]
    outside = [truth.item_key for truth, end in finishes if not end.holds(truth.done_at)]
    assert outside == []
