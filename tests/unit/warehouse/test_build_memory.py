"""A build of a long history stays within its memory: what does not fit is written aside."""

from __future__ import annotations

import pytest

from tests.prove.exports import check_memory

# Of `make prove` a hundred thousand; in proportion it is less, as some is taken whatever is built.
ITEMS, MEMORY_MB = 50_000, 128


@pytest.mark.slow
def test_history_larger_than_its_memory_is_built(tmp_path):
    check_memory(tmp_path, items=ITEMS, memory_mb=MEMORY_MB)
