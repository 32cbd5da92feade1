"""A process that makes reports: jobs come in at stdin, results go out at stdout, one by one.

It is started as `python -P -m pmo_analytics.runner.worker` in a folder of no interest, so that
nothing beside the data or in the current folder can be imported. When stdin ends, the run that
started it has ended, however that came about: then everything here ends too, at once.
"""

from __future__ import annotations

import os
import pickle
import queue
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from pmo_analytics.runner.execute import JobResult, make_report
from pmo_analytics.runner.family import end_family


def main() -> None:
    """Make one report after the other until the run has no more."""
    pages, executed = map(Path, sys.argv[1:])
    results = _own_output()
    jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_take_jobs, args=(sys.stdin.buffer, jobs), daemon=True).start()
    while True:
        job, started = jobs.get(), time.monotonic()
        try:
            result = make_report(job, pages=pages, executed=executed)
        except Exception as error:  # the border of the process: whatever it is, the others go on
            traceback.print_exc()
            result = JobResult(job, time.monotonic() - started, f"{type(error).__name__}: {error}")
        pickle.dump(result, results)
        results.flush()


def _take_jobs(stream: BinaryIO, jobs: queue.SimpleQueue[Any]) -> None:
    """Pass jobs on, and end this process with its kernel when there is nobody left to make them."""
    while True:
        try:
            jobs.put(pickle.load(stream))
        except (EOFError, OSError, pickle.UnpicklingError):
            end_family(os.getpid())


def _own_output() -> BinaryIO:
    """Return the way to the run; what kernels and libraries print goes to the log instead."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return results


if __name__ == "__main__":
    main()
