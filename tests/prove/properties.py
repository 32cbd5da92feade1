"""What holds of every generated board, file and number, on many more examples than in the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tries import TIMES

TESTS = Path(__file__).parents[1]


def prove(count: int) -> str:
    """Try each property on so many times the examples of the tests; raise when one fails."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "auto", "-m", "hypothesis", str(TESTS)],
        env={**os.environ, TIMES: str(count)},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    return f"each property on {count} times the examples of the tests: it holds"
