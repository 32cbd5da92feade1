"""Public holidays: of a country or a part of it, past and to come, without a word on the side."""

import warnings
from datetime import date

import pytest

from pmo_analytics.warehouse.public_holidays import public_holidays

EASTER_MONDAY, CORPUS_CHRISTI = date(2026, 4, 6), date(2026, 6, 4)


def days_of(country):
    return [record["date"] for record in public_holidays(country)]


def test_without_a_country_there_are_none():
    assert public_holidays("") == []


@pytest.mark.parametrize(
    ("country", "day", "is_holiday"),
    [
        ("GB", EASTER_MONDAY, False),  # not in Scotland
        ("GB-ENG", EASTER_MONDAY, True),
        ("DE", EASTER_MONDAY, True),
        ("DE", CORPUS_CHRISTI, False),
        ("DE-BY", CORPUS_CHRISTI, True),
    ],
)
def test_parts_of_a_country_have_holidays_of_their_own(country, day, is_holiday):
    assert (day in days_of(country)) == is_holiday


def test_each_day_comes_once_past_and_to_come():
    days = days_of("GB-ENG")
    assert days == sorted(set(days))
    assert (days[0].year, days[-1].year) == (1980, 2070)


def test_country_that_knows_few_years_says_nothing_aside():
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert date(2026, 1, 26) in days_of("IN")
    assert heard == []
