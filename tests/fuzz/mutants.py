"""Mutants: small parts of real and invented exports, damaged in a way that a number repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.mutations import MUTATIONS

INVENTED_EXPORTS = Path(__file__).parents[1] / "fixtures" / "exports"
REAL_EXPORTS = Path(__file__).parents[3] / "shared" / "data" / "exports"
MOST_BYTES = 64 * 1024
MOST_MUTATIONS = 4


@dataclass(frozen=True)
class Mutant:
    """A damaged file: the seed that makes it again, what it was, and what was done to it."""

    seed: int
    file_name: str
    content: bytes
    steps: tuple[str, ...]

    def __str__(self) -> str:
        return f"mutant {self.seed} of {self.file_name} ({', '.join(self.steps) or 'unchanged'})"


@cache
def read_corpus() -> Mapping[str, bytes]:
    """Return the exports to damage by name: the real ones where they are there, and our own."""
    paths = [*REAL_EXPORTS.glob("*.csv"), *INVENTED_EXPORTS.glob("*.[ct]sv")]
    return {path.name: path.read_bytes() for path in sorted(paths)}


def make_mutant(seed: int) -> Mutant:
    """Return the mutant of a seed: always the same one."""
    random = Random(seed)
    corpus = read_corpus()
    name = random.choice(sorted(corpus))
    content = _part(corpus[name], random)
    mutations = random.choices(MUTATIONS, k=random.randint(0, MOST_MUTATIONS))
    for mutate in mutations:
        content = mutate(content, random)
    steps = tuple(mutate.__name__ for mutate in mutations)
    return Mutant(seed, name, content[:MOST_BYTES], steps)


def _part(content: bytes, random: Random) -> bytes:
    """Return the header and as many lines from anywhere below it as a mutant may hold."""
    header, *lines = content.splitlines(keepends=True)
    first = random.randrange(len(lines)) if len(content) > MOST_BYTES else 0
    size = random.choice((2_000, 8_000, MOST_BYTES))
    return (header + b"".join(lines[first:]))[:size]
