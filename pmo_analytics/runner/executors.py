"""How reports are executed: one small interface, behind which others come later.

Kernels forked from a warm process and a Dask cluster are further executors.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from pmo_analytics.runner.execute import JobResult
from pmo_analytics.runner.family import end_family
from pmo_analytics.runner.jobs import Job
from pmo_analytics.runner.worker import receive, send
from pmo_analytics.sources.scratch import scratch_folder

KERNELS = Path(__file__).parent / "jupyter"
_PACKAGES = Path(__file__).parents[2]
_LOG = "worker.log"


class Executor(Protocol):
    """Makes reports, and yields each result as soon as it is there, in whatever order."""

    def run(self, jobs: Sequence[Job], *, pages: Path, executed: Path) -> Iterator[JobResult]:
        """Make the reports; a failing one never stops the others."""
        ...


@dataclass(eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    job: Job
    started: float

    def give(self, job: Job) -> None:
        self.job, self.started = job, time.monotonic()
        # One that has died is told by the end of its output.
        with contextlib.suppress(BrokenPipeError):
            send(self.process.stdin, job)  # type: ignore[arg-type]

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @property
    def seconds_left(self) -> float:
        return self.job.time_limit_seconds - self.seconds

    def end(self) -> None:
        end_family(self.process.pid)
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            _close(stream)


@dataclass
class ProcessExecutor:
    """Reports in parallel processes; one past its time limit is killed with its kernel."""

    processes: int

    def run(self, jobs: Sequence[Job], *, pages: Path, executed: Path) -> Iterator[JobResult]:
        """Make the reports, as many at a time as there are processes."""
        waiting = deque(jobs)
        working: list[_Worker] = []
        idle: list[_Worker] = []
        told: queue.SimpleQueue[tuple[_Worker, JobResult | None]] = queue.SimpleQueue()
        with scratch_folder() as scratch, (executed / _LOG).open("ab") as log:
            try:
                while waiting or working:
                    while waiting and len(working) < self.processes:
                        job = waiting.popleft()
                        command = _command(pages, executed)
                        worker = idle.pop() if idle else _start(command, job, scratch, log, told)
                        worker.give(job)
                        working.append(worker)
                    worker, result, is_alive = _next_result(working, told)
                    working.remove(worker)
                    if is_alive:
                        idle.append(worker)
                    yield result
            finally:
                for worker in [*working, *idle]:
                    worker.end()


def _command(pages: Path, executed: Path) -> list[str]:
    # -P: neither the folder it starts in nor that of the module is searched for what is imported.
    return [sys.executable, "-P", "-m", "pmo_analytics.runner.worker", str(pages), str(executed)]


def _start(
    command: list[str],
    job: Job,
    scratch: Path,
    log: IO[bytes],
    told: queue.SimpleQueue[tuple[_Worker, JobResult | None]],
) -> _Worker:
    process = subprocess.Popen(
        command,
        cwd=scratch,
        env=worker_environment(scratch),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        # Out of the group of the terminal: Ctrl-C reaches the run alone, which ends its workers.
        start_new_session=True,
    )
    worker = _Worker(process, job, time.monotonic())
    threading.Thread(target=_pass_on, args=(worker, told), daemon=True).start()
    return worker


def worker_environment(scratch: Path) -> dict[str, str]:
    """Return the environment of workers and kernels: nothing of the current folder is imported.

    Args:
        scratch: a private folder for all that they write aside, the keys of kernels among it.
    """
    searched = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    packages = [str(_PACKAGES), *(path for path in searched if os.path.isabs(path))]
    places = [str(KERNELS), os.environ.get("JUPYTER_PATH", "")]
    return {
        **os.environ,
        "PYTHONSAFEPATH": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(packages)),
        "JUPYTER_PATH": os.pathsep.join(filter(None, places)),
        "JUPYTER_RUNTIME_DIR": str(scratch),
        "TMPDIR": str(scratch),
    }


def _pass_on(worker: _Worker, told: queue.SimpleQueue[tuple[_Worker, JobResult | None]]) -> None:
    """Pass on the results of a worker, and lastly that it has ended."""
    while True:
        try:
            told.put((worker, pickle.loads(receive(worker.process.stdout))))
        except (EOFError, OSError, ValueError):
            told.put((worker, None))
            return


def _next_result(
    working: list[_Worker], told: queue.SimpleQueue[tuple[_Worker, JobResult | None]]
) -> tuple[_Worker, JobResult, bool]:
    """Wait for the next result or time limit; tell whether the worker lives on."""
    while True:
        first = min(working, key=lambda worker: worker.seconds_left)
        try:
            worker, result = told.get(timeout=max(first.seconds_left, 0))
        except queue.Empty:
            first.end()
            failure = f"Stopped at the time limit of {first.job.time_limit_seconds:g} seconds."
            return first, JobResult(first.job, first.seconds, failure), False
        if worker not in working:  # the end of one that was stopped
            continue
        if result is not None:
            return worker, result, True
        worker.end()
        failure = "The process that made the report died."
        return worker, JobResult(worker.job, worker.seconds, failure), False


def _close(stream: IO[Any] | None) -> None:
    with contextlib.suppress(OSError):  # what was left to be sent found nobody
        if stream is not None:
            stream.close()
