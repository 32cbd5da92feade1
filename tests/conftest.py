"""Shared by all tests."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import rich.style  # noqa: F401 - draws from the global generator when it is first imported
from sample_portfolio import shared_folder

from pmo_analytics.lean_imports import import_jsonschema
from pmo_analytics.runner.kernel import ALLOCATIONS

if TYPE_CHECKING:
    from tests.spec.board import BoardWarehouse


import_jsonschema()  # as every process of the suite does


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Iterator[None]:
    """Keep what is built once for all workers of a run until the last has ended."""
    with shared_folder():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Leave what is collected out of every search for garbage: it stays until the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.set_threshold(ALLOCATIONS)
        gc.freeze()
        gc.enable()


def _global_state() -> tuple[object, ...]:
    numpy = sys.modules.get("numpy")
    drawn = numpy.random.get_state(legacy=False)["state"] if numpy else {}
    return random.getstate(), drawn.get("pos"), bytes(drawn.get("key", b""))


@pytest.fixture(autouse=True)
def no_global_randomness() -> Iterator[None]:
    """Fail a test that draws from a global generator: its answer would depend on others."""
    before = _global_state()
    yield
    after = _global_state()
    was_loaded = before[1] is not None
    is_same = before == after if was_loaded else before[0] == after[0]
    assert is_same, "random numbers were drawn from a global generator; pass a seeded one"


@pytest.fixture(scope="session")
def board_warehouse() -> BoardWarehouse:
    """Return the warehouse in which one text board after the other is landed."""
    from tests.spec.board import BoardWarehouse

    return BoardWarehouse()
