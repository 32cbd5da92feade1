"""The fixture of the specs: boards, one call, the expected rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.spec.board import Board, BoardWarehouse, Register, read_header, read_table
from tests.spec.calls import Call

_FAST = 3  # rules of a chapter that `make test-fast` checks


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all but the first rules of a chapter as slow: each lands a board."""
    seen = Counter[str]()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            seen[item.path.name] += 1
            if seen[item.path.name] > _FAST:
                item.add_marker(pytest.mark.slow)


@pytest.fixture
def spec(board_warehouse: BoardWarehouse) -> Callable[..., None]:
    """Return the check of a rule: on these boards, this call has this answer."""

    def check(*boards: Board | Register | str, call: Call, expected: str, toml: str = "") -> None:
        registers = [board for board in boards if isinstance(board, Register)]
        exports = [board for board in boards if not isinstance(board, Register)]
        with board_warehouse.holding(
            exports, until=call.as_of, registers=registers, toml=toml
        ) as connection:
            assert call.answer(connection, read_header(expected)) == read_table(expected)

    return check
