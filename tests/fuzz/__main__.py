"""`make fuzz SECONDS=…`: read mutants of exports for as long as it is told."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.campaign import Outcome, read_mutants
from tests.fuzz.date_reader import DateReader
from tests.fuzz.mutants import make_mutant
from tests.fuzz.reader import MutantReader

MUTANTS_PER_BUILD = 50
DATED_FILES_PER_BUILD = 20
# A new run starts at one of these, so that it reads other mutants. A seed is the id of its export,
# and `row_id` tells 2^23 of them apart.
FIRST_SEEDS = 1 << 22


def main() -> int:
    """Run what the command line asks for; return 1 if a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long")
    parser.add_argument("--seed", type=int, help="the first seed; by default any")
    parser.add_argument("--again", type=int, metavar="SEED", help="read one mutant again")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --again: write it there")
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        reader, dates = MutantReader(Path(scratch)), DateReader(Path(scratch))
        if asked.again is not None:
            return _read_again(reader, asked.again, asked.keep)
        first = secrets.randbelow(FIRST_SEEDS) if asked.seed is None else asked.seed
        return _read_for(reader, dates, asked.seconds, first)


def _read_again(reader: MutantReader, seed: int, keep: Path | None) -> int:
    """Read one mutant and build it alone; what it breaks is raised."""
    mutant = make_mutant(seed)
    if keep:
        keep.write_bytes(mutant.content)
    _say(str(mutant))
    _say("read" if reader.read(mutant) else "refused")
    reader.build()
    return 0


def _read_for(reader: MutantReader, dates: DateReader, seconds: float, first: int) -> int:
    ends_at, seed = time.monotonic() + seconds, first
    total, cells = Outcome(), 0
    while time.monotonic() < ends_at:
        outcome = read_mutants(reader, range(seed, seed + MUTANTS_PER_BUILD))
        for line in outcome.failures:
            _say(line)
        total.read += outcome.read
        total.refused += outcome.refused
        total.failures += outcome.failures
        known = dates.read(range(seed, seed + DATED_FILES_PER_BUILD))
        for line in known.wrong:
            _say(line)
        total.failures += known.wrong
        cells += known.cells
        seed += MUTANTS_PER_BUILD
    _say(f"{cells} cells of known dates.")
    _say(
        f"{seed - first} mutants, seeds {first} to {seed - 1}: {total.read} read, "
        f"{total.refused} refused, {len(total.failures)} broke a promise."
    )
    return 1 if total.failures else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
