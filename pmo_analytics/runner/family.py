"""A process with whatever it has started: ended together, so that no kernel outlives its report."""

from __future__ import annotations

import contextlib

import psutil


def end_family(pid: int) -> None:
    """End a process at once, after what it has started.

    A kernel has a session of its own and notices the end of its worker only while it is not stuck
    in foreign code, so each process is killed by its id.
    """
    try:
        head = psutil.Process(pid)
        family = head.children(recursive=True)
    except psutil.NoSuchProcess:
        return
    for one in [*family, head]:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
