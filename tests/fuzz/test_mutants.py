"""A hundred and fifty mutants, always the same; `make prove` reads all of them.

`make fuzz` reads others for as long as it is told.
"""

from __future__ import annotations

import os

import pytest

from tests.fuzz.campaign import read_mutants
from tests.fuzz.mutants import MOST_BYTES, REAL_EXPORTS, make_mutant
from tests.fuzz.reader import MutantReader

MUTANTS_PER_CHUNK = 50
CHUNKS = range(3)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    if not REAL_EXPORTS.is_dir():
        reason = "the real exports (../shared/data/exports) are not beside the project"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return MutantReader(tmp_path_factory.mktemp("mutants"))


@pytest.mark.slow
@pytest.mark.parametrize("chunk", CHUNKS)
def test_mutants_are_read_or_refused_and_every_row_is_accounted_for(reader, chunk):
    first = chunk * MUTANTS_PER_CHUNK
    outcome = read_mutants(reader, range(first, first + MUTANTS_PER_CHUNK))
    assert outcome.failures == []
    assert outcome.read + outcome.refused == MUTANTS_PER_CHUNK
    assert outcome.read > outcome.refused  # or nothing would be tested


def test_mutants_are_small_and_the_same_every_time():
    mutants = [make_mutant(seed) for seed in range(100)]
    assert all(len(mutant.content) <= MOST_BYTES for mutant in mutants)
    assert mutants == [make_mutant(seed) for seed in range(100)]
    assert len({mutant.content for mutant in mutants}) > 90
