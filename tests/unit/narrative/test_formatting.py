"""From values to text: rounding, money, shares, odds, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.narrative import formatting
from pmo_analytics.narrative.formatting import Style

STYLE = Style(as_of=date(2026, 9, 30), currency="£")
MONTH_FIRST = Style(as_of=date(2026, 9, 30), date_style="month_first")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (2.675, 2, "2.68"),  # the float is a little less; people read 2.675
        (0.05, 1, "0.1"),
        (-2.5, 0, "-3"),
        (1234.5, 0, "1,235"),
        (Decimal("0.125"), 2, "0.13"),
    ],
)
def test_a_half_is_rounded_up_as_people_do(value, decimals, text):
    assert formatting.rounded(value, decimals) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "£0"),
        (999, "£999"),
        (999.6, "£1k"),
        (1_000, "£1k"),
        (4_500, "£4.5k"),
        (4_949, "£4.9k"),
        (4_960, "£5k"),
        (9_949, "£9.9k"),
        (9_960, "£10k"),
        (-4_500, "-£4.5k"),
        (12_499, "£12k"),
        (12_500, "£13k"),
        (999_499, "£999k"),
        (999_500, "£1.00m"),
        (2_400_000, "£2.40m"),
        (9_994_999, "£9.99m"),
        (9_996_000, "£10.0m"),
        (10_040_000, "£10.0m"),
        (123_456_789, "£123.5m"),
        (-540_000, "-£540k"),
        (-0.2, "£0"),
        (Decimal("0.35"), "£0"),
    ],
)
def test_money_is_in_millions_or_thousands_and_never_two_forms_of_one_amount(amount, text):
    assert formatting.money_text(amount, STYLE) == text


@settings(derandomize=True, deadline=None)
@given(st.integers(min_value=1_000, max_value=999_499))
def test_thousands_are_never_more_than_a_twentieth_off(amount):
    printed = Decimal(formatting.money_text(amount, STYLE).strip("£k")) * 1_000
    assert abs(printed - amount) <= Decimal(amount) / 20


def test_a_total_has_one_decimal_where_it_is_asked_for():
    assert formatting.money_text(2_400_000, STYLE, decimals=1) == "£2.4m"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0%"),
        (0.001, "under 1%"),
        (0.004999, "under 1%"),
        (0.005, "1%"),
        (0.125, "13%"),
        (0.585, "59%"),  # 58.5 as people read it, though the float is 58.49999…
        (0.995, "over 99%"),
        (0.9949, "99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_in_whole_percent_and_never_rounds_to_nothing_or_all(share, text):
    assert formatting.share_text(share) == text


@settings(derandomize=True, deadline=None)
@given(st.floats(min_value=0, max_value=1))
def test_certainty_is_printed_only_where_it_is_certain(share):
    text = formatting.share_text(share)
    assert (text == "100%") == (share == 1)
    assert (text == "0%") == (share == 0)


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.125, "1 in 8"),
        (0.13, "1 in 8"),
        (0.2, "1 in 5"),
        (0.29, ""),  # between one in three and one in four
        (0.5, ""),
        (0.01, "1 in 100"),
        (0.0099, ""),
        (1e-310, ""),
        (0.0, ""),
        (1.0, ""),
    ],
)
def test_odds_are_given_where_whole_odds_are_true(chance, text):
    assert formatting.odds_text(chance) == text


@settings(derandomize=True, deadline=None)
@given(st.floats(min_value=0, max_value=1))
def test_odds_are_never_more_than_a_percent_off(chance):
    text = formatting.odds_text(chance)
    if text:
        assert abs(1 / int(text.removeprefix("1 in ")) - chance) < 0.01


@pytest.mark.parametrize(
    ("day", "text", "short", "month_first"),
    [
        (date(2026, 11, 13), "13 November", "13 Nov", "November 13"),
        (date(2027, 1, 3), "3 January 2027", "3 Jan 2027", "January 3, 2027"),
        (date(2025, 12, 31), "31 December 2025", "31 Dec 2025", "December 31, 2025"),
    ],
)
def test_a_day_has_its_year_only_where_that_is_another_one(day, text, short, month_first):
    assert formatting.day_text(day, STYLE) == text
    assert formatting.day_text(day, STYLE, is_short=True) == short
    assert formatting.day_text(day, MONTH_FIRST) == month_first


def test_days_of_the_week_and_of_the_masthead():
    day = date(2026, 9, 30)
    assert formatting.weekday_text(date(2026, 10, 14), STYLE) == "Wed 14 Oct"
    assert formatting.long_day_text(day, STYLE) == "Wednesday 30 September 2026"
    assert formatting.long_day_text(day, MONTH_FIRST) == "Wednesday September 30, 2026"
    assert formatting.month_text(date(2026, 8, 31)) == "August"


def test_names_of_days_and_months_do_not_follow_the_machine(monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert formatting.long_day_text(date(2026, 3, 1), STYLE) == "Sunday 1 March 2026"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (-1, "-1")]
)
def test_small_counts_are_words_where_a_sentence_begins(count, words):
    assert formatting.count_text(count, is_word=True) == words


def test_counts_have_their_noun_and_their_thousands():
    assert formatting.amount_text(1, "item") == "1 item"
    assert formatting.amount_text(1_234, "item") == "1,234 items"
    assert formatting.noun(2, "is", "are") == "are"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1_200, "count", "1,200"),
        (1, "days", "1 day"),
        (2.5, "days", "3 days"),
        (7, "weeks", "7 weeks"),
        (0.123, "share", "12%"),
        (Decimal("2400000"), "money", "£2.40m"),
        (date(2026, 11, 13), "date", "13 November"),
        (4.25, "per_week", "4.3"),
        (4, "per_week", "4.0"),
        (0.5, "ratio", "0.5"),
        ("2 to 8", "text", "2 to 8"),
    ],
)
def test_every_unit_has_one_form(value, unit, text):
    assert formatting.value_text(value, unit, STYLE) == text
