"""Random streams with names.

Each project, item, person and story draws from a stream of its own, so that taking one out leaves
what all the others draw untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import numpy as np


@dataclass(frozen=True, slots=True)
class Streams:
    """All random numbers of a project, reached by name."""

    seed: int
    owner: str

    def of(self, *names: str) -> np.random.Generator:
        """Return a fresh generator for a name; the same name always draws the same numbers."""
        digest = sha256("/".join((self.owner, *names)).encode()).digest()
        spawn_key = tuple(int(word) for word in np.frombuffer(digest, dtype="<u4"))
        sequence = np.random.SeedSequence(self.seed, spawn_key=spawn_key)
        return np.random.Generator(np.random.PCG64(sequence))


def lognormal(rng: np.random.Generator, mean: float, sigma: float) -> float:
    """Draw from a lognormal with this mean; `sigma` is the spread of its logarithm."""
    return float(rng.lognormal(np.log(mean) - sigma**2 / 2, sigma))


def gamma(rng: np.random.Generator, mean: float, shape: float = 2.0) -> float:
    """Draw from a gamma with this mean; a larger shape spreads less."""
    return float(rng.gamma(shape, mean / shape))


def happens(rng: np.random.Generator, probability: float) -> bool:
    """Tell whether something of this probability happens."""
    return bool(rng.binomial(1, probability))
