"""The proofs there are, with the number of tries of a whole run. Add yours here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.prove import (
    changing_files,
    contradictions,
    environment,
    exports,
    folders,
    killed_builds,
    kills,
    payloads,
    properties,
    readers,
)


@dataclass(frozen=True)
class Proof:
    """Something that must never happen, tried many times."""

    run: Callable[[int], str]  # takes how often it tries, returns what it has shown
    count: int  # tries of `make prove`
    slice: int = 0  # tries of `make test`; without them other tests try fewer


PROOFS: dict[str, Proof] = {
    "changing_files": Proof(changing_files.prove, count=105, slice=2),
    "readers": Proof(readers.prove, count=1000, slice=30),
    "environment": Proof(environment.prove, count=5, slice=1),
    "payloads": Proof(payloads.prove, count=len(payloads.PAYLOADS), slice=4),
    "killed_builds": Proof(killed_builds.prove, count=300, slice=8),
    "kills": Proof(kills.prove, count=100, slice=2),
    "contradictions": Proof(contradictions.prove, count=350, slice=1),
    "folders": Proof(folders.prove, count=2000, slice=5),
    "mutants": Proof(exports.prove_mutants, count=1000),
    "dates": Proof(exports.prove_dates, count=400),
    "properties": Proof(properties.prove, count=40),
    "memory": Proof(exports.prove_memory, count=100),
}
