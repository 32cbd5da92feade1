"""Read mutants one after the other, then build what was read; note by seed what breaks."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.mutants import make_mutant
from tests.fuzz.reader import MutantReader


@dataclass
class Outcome:
    """How many mutants were read and refused, and a line for each that broke a promise."""

    read: int = 0
    refused: int = 0
    failures: list[str] = field(default_factory=list)


def read_mutants(reader: MutantReader, seeds: Sequence[int]) -> Outcome:
    """Read the mutants of some seeds, and build all of them together."""
    outcome = Outcome()
    reader.forget()
    for seed in seeds:
        _attempt(reader, seed, outcome)
    try:
        reader.build()
    except Exception as error:  # whatever is raised is what is looked for
        outcome.failures += _guilty(reader, seeds) or [f"all together: {_line(error)}"]
    return outcome


def _attempt(reader: MutantReader, seed: int, outcome: Outcome) -> None:
    mutant = make_mutant(seed)
    try:
        is_read = reader.read(mutant)
    except Exception as error:  # whatever is raised is what is looked for
        outcome.failures.append(f"{mutant}: {_line(error)}")
        return
    outcome.read += is_read
    outcome.refused += not is_read


def _guilty(reader: MutantReader, seeds: Sequence[int]) -> list[str]:
    """Build each mutant alone to find those that break the build."""
    lines = []
    for seed in seeds:
        reader.forget()
        _attempt(reader, seed, Outcome())
        try:
            reader.build()
        except Exception as error:  # whatever is raised is what is looked for
            lines.append(f"building {make_mutant(seed)}: {_line(error)}")
    return lines


def _line(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())
    return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {text[:500]}"
