"""What holds of every generated board, file, number and day, on many more than in the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tries import TIMES

TESTS = Path(__file__).parents[1]
TRIED = (("-m", "hypothesis", TESTS), (TESTS / "evidence" / "test_time_travel.py",))


def prove(count: int) -> str:
    """Try each property on so many times the examples of the tests; raise when one fails."""
    for tests in TRIED:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "auto", *map(str, tests)],
            env={**os.environ, TIMES: str(count)},
            cwd=TESTS.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    return f"each property on {count} times the examples of the tests: it holds"
