"""Boards of text for the keys whose inputs are a few numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tests.spec.board import Board

FIRST_DAY = date(2026, 1, 1)
TIMES = (1, 2, 2, 3, 4, 5, 5, 7, 8, 13)  # elapsed days, as worked by hand


def day(number: int) -> date:
    """Return a day, counted from 0."""
    return FIRST_DAY + timedelta(days=number)


def timed_board(times: Iterable[int], *, ages: Iterable[tuple[int, date]] = ()) -> Board:
    """Return items finished after so many days, and items in progress of an age on a day."""
    lines = [f"{FIRST_DAY} | {day(days)}" for days in times]
    lines += [f"{on - timedelta(days=age)} |" for age, on in ages]
    return started_and_done(lines)


def spans_board(spans: Sequence[tuple[int, int | None]]) -> Board:
    """Return items that are started and finished on days counted from 0."""
    return started_and_done(
        f"{day(start)} | {'' if finish is None else day(finish)}" for start, finish in spans
    )


def started_and_done(lines: Iterable[str]) -> Board:
    """Return items, one for each text of a start and a finish."""
    rows = [f"A-{number} | {line}" for number, line in enumerate(lines, start=1)]
    return Board("\n".join(["item | started | done", *rows]))


def history_board(*paths: Sequence[tuple[int, str]]) -> Board:
    """Return a history: for each item the days, counted from 0, of its statuses."""
    rows = [
        f"A-{number} | {day(when)} | {status}"
        for number, path in enumerate(paths, start=1)
        for when, status in path
    ]
    return Board("\n".join(["item | at | status", *rows]))
