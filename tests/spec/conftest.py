"""The fixture of the specs: boards, one call, the expected rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.spec.board import Board, BoardWarehouse, Register, read_header, read_table
from tests.spec.calls import Call


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
