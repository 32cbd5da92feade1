"""How reports are executed: one small interface, behind which others come later.

Kernels forked from a warm process and a Dask cluster are further executors.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

import psutil

from pmo_analytics.runner.execute import JobResult, make_report
from pmo_analytics.runner.jobs import Job


class Executor(Protocol):
    """Makes reports, and yields each result as soon as it is there, in whatever order."""

    def run(self, jobs: Sequence[Job], *, pages: Path, executed: Path) -> Iterator[JobResult]:
        """Make the reports; a failing one never stops the others."""
        ...


@dataclass
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    job: Job
    started: float


@dataclass
class ProcessExecutor:
    """Reports in parallel processes; one past its time limit is killed with its kernel."""

    processes: int
    _context: multiprocessing.context.SpawnContext = field(
        default_factory=lambda: multiprocessing.get_context("spawn")
    )

    def run(self, jobs: Sequence[Job], *, pages: Path, executed: Path) -> Iterator[JobResult]:
        """Make the reports, as many at a time as there are processes."""
        waiting = deque(jobs)
        working: list[_Worker] = []
        idle: list[tuple[multiprocessing.process.BaseProcess, Connection]] = []
        try:
            while waiting or working:
                while waiting and len(working) < self.processes:
                    process, pipe = idle.pop() if idle else self._start(pages, executed)
                    job = waiting.popleft()
                    pipe.send(job)
                    working.append(_Worker(process, pipe, job, time.monotonic()))
                for worker, result in self._finished(working):
                    working.remove(worker)
                    if result.failure and not worker.process.is_alive():
                        worker.pipe.close()
                    else:
                        idle.append((worker.process, worker.pipe))
                    yield result
        finally:
            for process in [worker.process for worker in working] + [one for one, _ in idle]:
                _kill(process)

    def _start(
        self, pages: Path, executed: Path
    ) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, pages, executed), daemon=False)
        process.start()
        theirs.close()
        return process, ours

    def _finished(self, working: list[_Worker]) -> list[tuple[_Worker, JobResult]]:
        """Wait for the next result or the next time limit."""
        now = time.monotonic()
        left = min(worker.started + worker.job.time_limit_seconds - now for worker in working)
        ready = set(wait([worker.pipe for worker in working], timeout=max(left, 0)))
        results = []
        for worker in working:
            seconds = time.monotonic() - worker.started
            if worker.pipe in ready:
                results.append((worker, _receive(worker, seconds)))
            elif seconds >= worker.job.time_limit_seconds:
                _kill(worker.process)
                limit = f"{worker.job.time_limit_seconds:g} seconds"
                failure = f"Stopped at the time limit of {limit}."
                results.append((worker, JobResult(worker.job, seconds, failure)))
        return results


def _work(pipe: Connection, pages: Path, executed: Path) -> None:
    """Make one report after the other until the pipe is closed."""
    # Out of the group of the terminal: Ctrl-C reaches the run alone, which then ends its workers.
    if hasattr(os, "setsid"):
        os.setsid()
    _redirect_output(executed / "worker.log")
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        started = time.monotonic()
        try:
            result = make_report(job, pages=pages, executed=executed)
        except Exception as error:  # the border of the process: whatever it is, the others go on
            traceback.print_exc()
            result = JobResult(job, time.monotonic() - started, f"{type(error).__name__}: {error}")
        pipe.send(result)


def _redirect_output(log: Path) -> None:
    """Send what kernels and libraries print to a file: the terminal belongs to the progress."""
    with log.open("a", encoding="utf-8") as target:
        for stream in (1, 2):
            os.dup2(target.fileno(), stream)


def _receive(worker: _Worker, seconds: float) -> JobResult:
    try:
        return worker.pipe.recv()
    except EOFError:
        worker.process.join()
        return JobResult(worker.job, seconds, "The process that made the report died.")


def _kill(process: multiprocessing.process.BaseProcess) -> None:
    """End a worker at once, with its kernel and whatever that has started.

    A kernel has a session of its own and notices the end of its worker only while it is not stuck
    in foreign code, so each process is killed by its id.
    """
    for one in _family(process):
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    process.join()


def _family(process: multiprocessing.process.BaseProcess) -> list[psutil.Process]:
    try:
        worker = psutil.Process(process.pid)
        return [worker, *worker.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
