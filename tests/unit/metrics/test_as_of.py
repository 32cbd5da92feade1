"""From a day to the moment for which is asked: never the clock, never past the newest export."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_analytics.errors import FolderError, ParameterError
from pmo_analytics.metrics.as_of import Calendar, parse_day
from pmo_analytics.metrics.question import AsOf
from tests.spec.board import Board

BOARD = """
item | created
A-1  | 2026-01-05
"""
BERLIN = '[portfolio]\ntime_zone = "Europe/Berlin"'


@pytest.fixture(scope="module")
def calendar(board_warehouse):
    """Return the calendar of a portfolio in Berlin, exported on 21 January at 18:00 of its time."""
    board = Board(BOARD, exported="2026-01-21 18:00")
    with board_warehouse.holding([board], toml=BERLIN) as connection:
        return Calendar(connection)


def test_day_means_its_local_end(calendar):
    found = calendar.as_of("2026-01-20")
    assert found == AsOf(date(2026, 1, 20), datetime(2026, 1, 20, 22, 59, 59, 999999))
    assert str(found) == "2026-01-20"


def test_day_of_the_export_ends_with_it(calendar):
    found = calendar.as_of(date(2026, 1, 21))
    assert found == AsOf(date(2026, 1, 21), datetime(2026, 1, 21, 17), is_partial=True)
    assert str(found) == "2026-01-21 (part of the day)"


def test_day_after_the_export_knows_no_more_than_it(calendar):
    assert calendar.as_of("2026-02-01").moment == datetime(2026, 1, 21, 17)


@pytest.mark.parametrize("day", [None, ""])
def test_default_is_the_day_of_the_newest_export(calendar, day):
    assert calendar.as_of(day).day == date(2026, 1, 21)


def test_default_is_the_local_day(board_warehouse):
    board = Board(BOARD, exported="2026-01-21T23:30:00Z")
    with board_warehouse.holding([board], toml=BERLIN) as connection:
        assert Calendar(connection).as_of().day == date(2026, 1, 22)


def test_newest_of_several_exports_counts(board_warehouse):
    boards = [
        Board(BOARD, source="a", exported="2026-01-21"),
        Board(BOARD, source="b", exported="2026-01-18"),
    ]
    with board_warehouse.holding(boards) as connection:
        assert Calendar(connection).as_of() == AsOf(
            date(2026, 1, 21), datetime(2026, 1, 21, 23, 59, 59, 999999)
        )


def test_folder_without_a_readable_export_has_no_day(board_warehouse):
    with board_warehouse.holding([]) as connection:
        calendar = Calendar(connection)
    with pytest.raises(FolderError, match=r"no day to report on"):
        calendar.as_of()


@pytest.mark.parametrize("text", ["yesterday", "2026-02-30", "21/01/2026", "2026-1-5"])
def test_text_that_is_no_day_is_refused(calendar, text):
    with pytest.raises(ParameterError, match=r"is not a day\. Write it as year-month-day"):
        calendar.as_of(text)


def test_day_of_a_moment_is_taken():
    assert parse_day(datetime(2026, 1, 5, 9)) == parse_day("2026-01-05") == date(2026, 1, 5)


def test_comparison_is_with_the_end_of_the_month_before(calendar):
    as_of = calendar.as_of("2026-01-20")
    assert calendar.compared_with(as_of).day == date(2025, 12, 31)
    assert calendar.compared_with(calendar.as_of("2026-03-01")).day == date(2026, 2, 28)
    assert calendar.compared_with(as_of, "2026-01-19").day == date(2026, 1, 19)


@pytest.mark.parametrize("day", ["2026-01-20", "2026-01-21"])
def test_comparison_must_lie_before(calendar, day):
    with pytest.raises(ParameterError, match=f"compared_with is {day}; it must lie before"):
        calendar.compared_with(calendar.as_of("2026-01-20"), day)


def test_weeks_end_on_sundays_and_lastly_on_the_day(calendar):
    days = [found.day for found in calendar.week_ends(calendar.as_of("2026-01-21"), 2)]
    assert days == [date(2026, 1, 11), date(2026, 1, 18), date(2026, 1, 21)]


def test_sunday_asked_for_is_not_told_twice(calendar):
    days = [found.day for found in calendar.week_ends(calendar.as_of("2026-01-18"), 2)]
    assert days == [date(2026, 1, 4), date(2026, 1, 11), date(2026, 1, 18)]
