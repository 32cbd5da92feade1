"""A process that makes reports: jobs come in at stdin, results go out at stdout, one by one.

It is started as `python -P -m pmo_analytics.runner.worker` in a folder of no interest, so that
nothing beside the data or in the current folder can be imported. When stdin ends, the run that
started it has ended, however that came about: then everything here ends too, at once.
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import struct
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from pmo_analytics.runner.family import end_family

_LENGTH = struct.Struct("!Q")


def main() -> None:
    """Make one report after the other until the run has no more."""
    pages, executed = map(Path, sys.argv[1:])
    results = _own_output()
    jobs: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_take_jobs, args=(sys.stdin.buffer, jobs), daemon=True).start()
    # Seconds of imports: the run may end meanwhile, and is waited for already.
    from pmo_analytics.runner.execute import JobResult, make_report  # noqa: PLC0415

    gc.freeze()  # what was imported stays until the end, so no search for garbage need look at it
    while True:
        job, started = pickle.loads(jobs.get()), time.monotonic()
        try:
            result = make_report(job, pages=pages, executed=executed)
        except Exception as error:  # the border of the process: whatever it is, the others go on
            traceback.print_exc()
            result = JobResult(job, time.monotonic() - started, f"{type(error).__name__}: {error}")
        send(results, result)


def send(stream: BinaryIO, value: Any) -> None:
    """Write a value with its length before it."""
    content = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Read the bytes of a value that `send` wrote.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(_LENGTH.size)
    content = stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not content:
        raise EOFError
    return content


def _take_jobs(stream: BinaryIO, jobs: queue.SimpleQueue[bytes]) -> None:
    """Pass jobs on, and end this process with its kernel when there is nobody left to make them.

    Nothing is imported here: that could take seconds.
    """
    while True:
        try:
            jobs.put(receive(stream))
        except (EOFError, OSError):
            end_family(os.getpid())


def _own_output() -> BinaryIO:
    """Return the way to the run; what kernels and libraries print goes to the log instead."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return results


if __name__ == "__main__":
    main()
