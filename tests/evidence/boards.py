"""Reviews of generated boards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pmo_analytics.content import Review
from pmo_analytics.portfolio import Portfolio
from pmo_analytics.settings import Settings
from tests.spec.board import Board, BoardWarehouse
from tests.unit.metrics.test_invariants import landed, last_day


@contextmanager
def board_review(
    warehouse: BoardWarehouse, board: Any, *, exports: Sequence[Board] = (), day: date | None = None
) -> Iterator[tuple[Portfolio, Review]]:
    """Land a board and yield its portfolio with the report of it.

    Args:
        exports: exports of the board; by default one, taken in the end.
        day: the day asked for; by default that of the export.
    """
    with warehouse.holding(exports or [landed(board)], toml=board.toml) as connection:
        as_of = day or last_day(board.zone).day
        portfolio = Portfolio(Path(), connection, Settings(), as_of=as_of)
        yield portfolio, portfolio.review()
