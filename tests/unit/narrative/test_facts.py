"""Facts: each number once, and the segment that prints it."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_analytics.narrative.facts import FactBook
from pmo_analytics.narrative.formatting import Style
from pmo_analytics.values import Recipe, Segment

RECIPE = Recipe(
    recipe_id="pace", label="Pace", means="m", rule="r", based_on="b", data_needed="d", query="q"
)


@pytest.fixture
def book() -> FactBook:
    return FactBook(Style(as_of=date(2026, 9, 30), currency="£"))


def test_a_figure_prints_its_fact(book):
    segment = book.figure("a.open", 7, "count", n=7)
    assert segment == Segment(kind="figure", text="7", fact_id="a.open")
    assert book.facts["a.open"].value == 7
    assert book.facts["a.open"].n == 7


def test_the_same_fact_twice_is_one_fact(book):
    assert book.figure("a.open", 7, "count") == book.figure("a.open", 7, "count")
    assert list(book.facts) == ["a.open"]


@pytest.mark.parametrize(("value", "unit"), [(8, "count"), (7, "days")])
def test_the_same_fact_with_another_value_or_unit_is_refused(book, value, unit):
    book.figure("a.open", 7, "count")
    with pytest.raises(ValueError, match=r"a\.open"):
        book.figure("a.open", value, unit)


def test_a_fact_may_be_printed_in_words_where_its_value_stays(book):
    assert book.figure("a.open", 7, "count", text="Seven").text == "Seven"
    assert book.facts["a.open"].value == 7


def test_a_recipe_that_was_not_told_is_refused(book):
    with pytest.raises(ValueError, match="was not told"):
        book.figure("a.open", 7, "count", recipe="pace")


def test_a_fact_carries_the_recipe_it_opens(book):
    recipe = book.tell(RECIPE)
    assert book.figure("a.pace", 4.2, "per_week", recipe=recipe).recipe_id == "pace"
    assert book.facts["a.pace"].recipe_id == "pace"


def test_a_recipe_is_told_once_and_never_in_two_ways(book):
    assert book.tell(RECIPE) == book.tell(RECIPE) == "pace"
    assert book.recipes == (RECIPE,)
    with pytest.raises(ValueError, match="Two recipes are called pace"):
        book.tell(RECIPE.model_copy(update={"rule": "another"}))


def test_facts_come_in_the_order_of_their_names(book):
    for fact_id in ("b", "a", "c"):
        book.figure(fact_id, 1, "count")
    assert list(book.facts) == ["a", "b", "c"]


def test_a_day_nobody_computed_is_no_fact(book):
    assert book.day(date(2026, 11, 13)) == Segment(kind="date", text="13 November")
    assert book.day(date(2026, 11, 13), is_short=True).text == "13 Nov"
    assert not book.facts
