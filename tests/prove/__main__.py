"""Run the long proofs: `python -m tests.prove [NAME…] [--share 0.1]`; `make prove` runs all.

Each proof tries many times what must never happen, and raises when it does. A slice of each runs
with the tests, see `tests/functional/test_proofs.py`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "fixtures")]

from sample_portfolio import shared_folder  # noqa: E402 - fixtures must be found first

from tests.prove.proofs import PROOFS  # noqa: E402 - likewise


def main() -> int:
    """Run the proofs that are asked for; say what each has shown."""
    parser = argparse.ArgumentParser(prog="python -m tests.prove", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *PROOFS], metavar="NAME")
    parser.add_argument("--share", type=float, default=1.0, help="of the full number of tries")
    given = parser.parse_args()
    failed = 0
    for name in given.names or PROOFS:
        proof = PROOFS[name]
        started = time.monotonic()
        try:
            shown = proof.run(max(1, round(proof.count * given.share)))
        except AssertionError as error:
            failed += 1
            shown = f"FAILED: {error}"
        print(f"{name}: {shown} ({time.monotonic() - started:.0f} s)", flush=True)  # noqa: T201
    return min(failed, 1)


if __name__ == "__main__":
    with shared_folder():
        sys.exit(main())
