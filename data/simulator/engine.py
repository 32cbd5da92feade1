"""The simulation of one project: items and people meet on a board, event by event.

Work is pulled: a free person takes the foremost item of the last stage they can work in, if the
limit of that stage allows. The engine draws no random number; all of them are in the items' fates
and the people's shifts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from data.simulator.description import WorkflowSpec
from data.simulator.history import DONE, Change, ItemHistory
from data.simulator.items import PlannedItem
from data.simulator.people import Worker
from data.simulator.working_time import WorkingTime

TO_DO = -1  # position before the first stage
REPEATED_SHARE = 0.4  # of the work of a stage, when an item passes it again
WARM_START_DELAY = timedelta(minutes=47)  # after the import, the board is set to how things stand


@dataclass(slots=True, eq=False)
class _Job:
    """An item on its way over the board."""

    item: PlannedItem
    failures: list[int]
    passes: Counter[int] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    stage: int = TO_DO  # where it stands; the last stage + 1 is done
    is_in_work: bool = False  # in its stage, not waiting for the next one
    is_ready: bool = False  # a person may take it
    is_parked: bool = False  # waiting outside the limit of any stage
    was_blocked: bool = False
    was_reopened: bool = False
    rest_seconds: int = 0  # of interrupted work
    deleted_at: datetime | None = None
    worker: Worker | None = None

    @property
    def now(self) -> Change:
        return self.changes[-1]


_Ready = defaultdict[tuple[bool, int], list[_Job]]  # by whether they are in work, and the stage


@dataclass(slots=True, eq=False)
class Board:
    """Runs the items of a project until a moment."""

    workflow: WorkflowSpec
    workers: Sequence[Worker]
    office: WorkingTime
    ends_at: datetime
    _jobs: list[_Job] = field(default_factory=list)
    _busy: dict[str, datetime] = field(default_factory=dict)  # person = free again
    _events: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _order: count = field(default_factory=count)

    def run(self, items: Sequence[PlannedItem]) -> tuple[ItemHistory, ...]:
        """Return the history of each item that was created by the end."""
        for item in items:
            job = _Job(item, failures=list(item.fate.failures))
            self._at(item.created_at, lambda now, job=job: self._create(job, now))
        for worker in self.workers:
            for shift in worker.working_time.shifts:
                self._at(shift.starts_at, lambda _: None)  # whoever arrives looks for work
        while self._events and self._events[0][0] <= self.ends_at:
            moment, _, happen = heappop(self._events)
            happen(moment)
            self._let_people_take_work(moment)
        return tuple(
            ItemHistory(job.item, tuple(job.changes), job.deleted_at) for job in self._jobs
        )

    def _at(self, moment: datetime, happen: Callable[[datetime], None]) -> None:
        heappush(self._events, (moment, next(self._order), happen))

    def _in(self, seconds: int, now: datetime, happen: Callable[[datetime], None]) -> None:
        self._at(self.office.after(now, seconds), happen)

    # --- what happens to an item ---------------------------------------------------------------

    def _create(self, job: _Job, now: datetime) -> None:
        item = job.item
        self._jobs.append(job)
        points = None if item.is_estimated_late else item.points
        job.changes.append(
            Change(now, (), self.workflow.to_do_status, "", "", "", points, item.due_date)
        )
        if item.fate.starts_in is not None:
            self._at(now + WARM_START_DELAY, lambda now: self._enter(job, item.fate.starts_in, now))
            return
        self._offer(job, now)
        if item.fate.cancelled_after is not None:
            self._in(item.fate.cancelled_after, now, lambda now: self._give_up(job, now))
        if item.due_moved_by_days:
            self._at(_morning_of(item.due_date), lambda now: self._move_due_date(job, now))
        if item.deleted_at:
            self._at(item.deleted_at, lambda now: self._delete(job, now))

    def _offer(self, job: _Job, now: datetime) -> None:
        """Let people see, after a while, that they can take it."""

        def make_ready(_: datetime) -> None:
            job.is_ready = job.now.resolution == "" and job.deleted_at is None

        self._in(job.item.fate.pickup_seconds, now, make_ready)

    def _enter(self, job: _Job, stage: int, now: datetime) -> None:
        """Put an item into a stage where it waits for a person."""
        job.stage, job.is_in_work, job.is_ready, job.is_parked = stage, True, False, False
        self._record(job, now, status=self.workflow.stages[stage].status, resolution="")
        self._offer(job, now)

    def _give_up(self, job: _Job, now: datetime) -> None:
        if job.stage == TO_DO and job.now.resolution == "" and job.deleted_at is None:
            self._close(job, now, job.item.fate.cancelled_as)

    def _close(self, job: _Job, now: datetime, resolution: str) -> None:
        job.stage, job.is_in_work, job.is_ready = len(self.workflow.stages), False, False
        job.is_parked = False
        self._record(job, now, status=self.workflow.done_status, resolution=resolution)
        reopened_after = job.item.fate.reopened_after
        if resolution == DONE and reopened_after and not job.was_reopened:
            job.was_reopened = True
            self._in(reopened_after, now, lambda now: self._enter(job, self._repair_stage(), now))

    def _delete(self, job: _Job, now: datetime) -> None:
        if job.stage == TO_DO and job.now.resolution == "":
            job.deleted_at, job.is_ready = now, False

    def _move_due_date(self, job: _Job, now: datetime) -> None:
        if job.now.resolution == "" and job.deleted_at is None:
            due = job.item.due_date + timedelta(days=job.item.due_moved_by_days)
            self._record(job, now, due_date=due)

    # --- what people do ------------------------------------------------------------------------

    def _let_people_take_work(self, now: datetime) -> None:
        free = [worker for worker in self.workers if self._is_free(worker, now)]
        if not free:
            return
        ready: _Ready = defaultdict(list)
        for job in [job for job in self._jobs if job.is_ready]:
            ready[job.is_in_work, job.stage].append(job)
        for worker in free:
            job = self._next_job(worker, ready)
            if job:
                ready[job.is_in_work, job.stage].remove(job)
                self._take(job, worker, now)

    def _is_free(self, worker: Worker, now: datetime) -> bool:
        is_idle = self._busy.get(worker.name, now) <= now < worker.takes_work_until
        return is_idle and worker.working_time.is_at_work(now)

    def _next_job(self, worker: Worker, ready: _Ready) -> _Job | None:
        for stage in reversed(range(len(self.workflow.stages))):
            skill = self.workflow.stages[stage].skill
            if skill not in worker.skills:
                continue
            found = ready[True, stage]
            if not found and self._has_room(stage):
                waiting = ready[False, stage - 1]
                # Nobody reviews what is their own work.
                found = [job for job in waiting if skill != "review" or job.worker is not worker]
            if found:
                return min(found, key=lambda job: (job.item.rank, job.item.key))
        return None

    def _has_room(self, stage: int) -> bool:
        limit = self.workflow.stages[stage].wip_limit
        if limit is None:
            return True
        return sum(job.stage == stage and not job.is_parked for job in self._jobs) < limit

    def _take(self, job: _Job, worker: Worker, now: datetime) -> None:
        if not job.is_in_work:
            job.stage += 1
        job.is_in_work, job.is_ready, job.is_parked, job.worker = True, False, False, worker
        points = self._points(job)
        status = self.workflow.stages[job.stage].status
        self._record(job, now, status=status, assignee=worker.name, points=points)
        seconds, is_stopped = self._seconds_ahead(job)
        until = worker.working_time.after(now, seconds)
        breather = worker.working_time.after(until, job.item.fate.pickup_seconds // 2)
        self._busy[worker.name] = breather
        self._at(breather, lambda _: None)
        happen = self._stop if is_stopped else self._finish_stage
        self._at(until, lambda now: happen(job, now))

    def _points(self, job: _Job) -> int | None:
        """Estimate in the first stage what has no estimate, and correct it when it is built."""
        if job.stage == 0:
            return job.item.points if job.now.points is None else job.now.points
        return job.item.corrected_points or job.now.points

    def _seconds_ahead(self, job: _Job) -> tuple[int, bool]:
        """Return how long the person can work, and whether something stops the work then."""
        if job.rest_seconds:
            rest, job.rest_seconds = job.rest_seconds, 0
            return rest, False
        whole = job.item.fate.seconds[job.stage]
        if job.passes[job.stage]:
            whole = 1 + int(whole * REPEATED_SHARE)
        job.passes[job.stage] += 1
        block = job.item.fate.block
        if block is None or job.was_blocked or block.stage != job.stage:
            return whole, False
        before = 1 + int(whole * block.share_done)
        job.rest_seconds = 1 + whole - before
        return before, True

    def _stop(self, job: _Job, now: datetime) -> None:
        block = job.item.fate.block
        job.was_blocked = True
        self._record(job, now, blocked_by=block.cause)
        self._in(block.working_seconds, now, lambda now: self._go_on(job, now))

    def _go_on(self, job: _Job, now: datetime) -> None:
        self._record(job, now, blocked_by="")
        self._offer(job, now)

    def _finish_stage(self, job: _Job, now: datetime) -> None:
        stage, fate = job.stage, job.item.fate
        job.is_in_work = False
        if job.failures[stage]:
            job.failures[stage] -= 1
            self._enter(job, self._stage_named(self.workflow.stages[stage].sends_back_to), now)
        elif fate.cancelled_in == stage:
            self._close(job, now, fate.cancelled_as)
        elif fate.put_back_for and stage == 0 and job.passes[0] == 1:
            self._put_back(job, now)
        elif stage == len(self.workflow.stages) - 1:
            self._close(job, now, DONE)
        else:
            self._wait(job, now)

    def _wait(self, job: _Job, now: datetime) -> None:
        waiting_status = self.workflow.stages[job.stage + 1].waiting_status
        if waiting_status:
            job.is_parked = True
            self._record(job, now, status=waiting_status)
        self._offer(job, now)

    def _put_back(self, job: _Job, now: datetime) -> None:
        job.stage, job.is_parked = TO_DO, False
        self._record(job, now, status=self.workflow.to_do_status, assignee="")
        self._in(job.item.fate.put_back_for, now, lambda now: self._offer(job, now))

    # --- bookkeeping ---------------------------------------------------------------------------

    def _stage_named(self, name: str) -> int:
        return next(i for i, stage in enumerate(self.workflow.stages) if stage.name == name)

    def _repair_stage(self) -> int:
        names = (stage.sends_back_to for stage in reversed(self.workflow.stages))
        return self._stage_named(next(name for name in names if name))

    def _record(self, job: _Job, now: datetime, **state: str | int | date | None) -> None:
        """Write down what differs from the state before."""
        before = job.now
        changed = tuple(name for name, value in state.items() if getattr(before, name) != value)
        if not changed:
            return
        kept = {
            name: getattr(before, name)
            for name in Change.__dataclass_fields__
            if name not in ("changed_at", "changed_fields")
        }
        job.changes.append(Change(now, changed, **(kept | state)))


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(9, 26, 31))
