"""Run a piece of Python in a process of its own; seconds and peak memory of all of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Timing:
    """What a process took."""

    seconds: float
    cpu_seconds: float  # of all threads: what a busy machine stretches least
    peak_mib: float


def timed(code: str, *arguments: object) -> Timing:
    """Run code with arguments in `sys.argv`; raises if it fails."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise RuntimeError(f"A benchmark failed with status {status}:\n{code}")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Timing(seconds=seconds, cpu_seconds=cpu_seconds, peak_mib=usage.ru_maxrss / _KIB)


def best_of(times: int, code: str, *arguments: object) -> Timing:
    """Return the run of several that took least: the others were disturbed by somebody else."""
    runs = (timed(code, *arguments) for _ in range(times))
    return min(runs, key=lambda timing: timing.cpu_seconds)


def best_told(times: int, code: str, *arguments: object) -> float:
    """Return the least number that several runs of the code print: seconds it measured itself."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return min(
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(times)
    )
