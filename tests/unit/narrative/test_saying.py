"""Saying: our words around facts, and no number among the words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from made_facts import STYLE, made_fact, made_facts

from pmo_analytics.narrative import saying
from pmo_analytics.narrative.saying import (
    Facts,
    capitalised,
    day_segment,
    listed,
    named,
    names_of,
    printed,
    say,
    split_messages,
)
from pmo_analytics.values import Segment, Sentence

WORDS = """
open = { $who } has { $open_count } open items.
some = { $open_count ->
    [0] Nothing
    [one] One thing: { $who }
   *[other] { $open_count } things
 }
outer = Of { $inner } all wait.
done = It { $verb } done.
tail = Done{ $more }.
bold = { STRONG($open_count) } open
word = { WORD($open_count) } open
first = { FIRST($open_count) } open
size = { SIZE($moved_days) }
short = { SHORT($due_date) }
weekday = { WEEKDAY($due_date) }
percent = { PERCENT($pace_ratio) }
bold-name = { STRONG($who) }
"""


@pytest.fixture(autouse=True)
def _own_words(monkeypatch):
    """Put words of this test in the place of the words files."""
    monkeypatch.setattr(saying, "_texts", lambda: split_messages(WORDS))
    remembered = (saying._bundle, saying._message, names_of)
    for known in remembered:
        known.cache_clear()
    yield
    for known in remembered:
        known.cache_clear()


OPEN = made_facts(open_count=7)


def test_facts_and_slots_come_in_reading_order():
    said = say("open", OPEN, who=named("Atlas"))
    assert str(said) == "Atlas has 7 open items."
    assert [segment.kind for segment in said.segments] == ["name", "words", "fact", "words"]


def test_a_fact_prints_its_number_and_carries_its_recipe():
    fact = OPEN["open_count"]
    assert printed(fact, STYLE) == Segment(
        kind="fact", text="7", fact_id="made.open_count", recipe_id="made"
    )
    assert say("open", OPEN, who=named("Atlas")).segments[2] == printed(fact, STYLE)


def test_a_fact_may_be_printed_in_words_where_its_value_stays():
    said = say("word", OPEN).segments[0]
    assert (said.text, said.fact_id) == ("seven", "made.open_count")
    assert str(say("first", OPEN)) == "Seven open"


@pytest.mark.parametrize("words", ["7", "½", "²", "٣ items"])
def test_a_digit_among_words_that_fill_a_slot_is_refused(words):
    with pytest.raises(ValueError, match="must come from a fact"):
        say("done", OPEN, verb=words)


def test_a_number_of_the_page_is_a_term_and_no_fact():
    said = say("open", Facts(STYLE), who=named("Atlas"), open_count=1_234)
    assert said.segments[2] == Segment(kind="term", text="1,234")


def test_a_name_that_stands_for_nothing_and_a_slot_that_is_none_are_refused():
    with pytest.raises(KeyError, match="open_count"):
        say("open", Facts(STYLE), who=named("Atlas"))
    with pytest.raises(KeyError, match="no name done, late"):
        say("open", OPEN, who=named("Atlas"), late="late", done="done")
    with pytest.raises(KeyError, match="no message opne"):
        say("opne", OPEN)


def test_a_fact_without_a_value_is_not_printed_as_if_it_had_one():
    with pytest.raises(KeyError, match="open_count has no value: not made"):
        say("open", made_facts(open_count=None), who=named("Atlas"))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Nothing"), (1, "One thing: Atlas"), (2, "2 things")]
)
def test_a_fact_selects_the_words_that_go_with_it(count, said):
    assert str(say("some", made_facts(open_count=count), who=named("Atlas"))) == said


def test_what_is_not_said_need_not_be_known():
    said = say("some", made_facts(open_count=0, who=None))
    assert str(said) == "Nothing"


@pytest.mark.parametrize(
    "text", ["{open} {0} %s", "{ $open_count }", "\U000f0000", "\u2068x\u2069"]
)
def test_what_comes_from_a_file_is_only_text(text):
    said = say("open", OPEN, who=named(text))
    assert str(said) == f"{text} has 7 open items."
    assert said.segments[0] == named(text)


def test_sentences_put_into_sentences_keep_their_segments():
    inner = Sentence.of(printed(OPEN["open_count"], STYLE), Segment(text=" items"))
    outer = say("outer", OPEN, inner=inner)
    assert outer.segments[1] == printed(OPEN["open_count"], STYLE)
    assert str(outer) == "Of 7 items all wait."


def test_equal_sentences_are_equal_values_however_they_were_put_together():
    inner = Sentence.of(Segment(text="is"))
    assert say("done", OPEN, verb="is") == say("done", OPEN, verb=inner)
    assert len(say("done", OPEN, verb=inner).segments) == 1


def test_emphasised_words_stay_apart():
    strong = Segment(text="is", is_strong=True)
    said = say("done", OPEN, verb=strong)
    assert [segment.is_strong for segment in said.segments] == [False, True, False]


def test_what_is_strong_keeps_what_it_prints():
    (number, _) = say("bold", OPEN).segments
    assert number.is_strong
    assert number.fact_id == "made.open_count"
    assert say("bold-name", OPEN, who=named("Atlas")).segments == (named("Atlas", is_strong=True),)


def test_an_empty_slot_leaves_nothing_behind():
    assert say("tail", OPEN, more="") == say("tail", OPEN, more=Sentence())
    assert str(say("tail", OPEN, more="")) == "Done."


@pytest.mark.parametrize(
    ("message", "said"),
    [("size", "23"), ("short", "13 Nov"), ("weekday", "Fri 13 Nov"), ("percent", "118%")],
)
def test_a_message_may_ask_for_another_form(message, said):
    facts = made_facts(moved_days=-23, due_date=date(2026, 11, 13), pace_ratio=1.18)
    assert str(say(message, facts)) == said


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("open_count", 1_234, "1,234"),
        ("late_days", 1, "1 day"),
        ("chance_share", 0.004, "under 1%"),
        ("likely_cost", Decimal(35_000), "£35k"),
        ("likely_date", date(2026, 12, 9), "9 December"),
        ("mean_per_week", 4.25, "4.3"),
    ],
)
def test_a_fact_is_printed_in_the_form_of_its_unit(name, value, text):
    assert printed(made_fact(name, value), STYLE).text == text


def test_facts_are_joined_and_the_first_are_untouched():
    more = OPEN.joined(made_facts(open_count=8, late_days=3).facts)
    assert (OPEN.value("open_count"), more.value("open_count"), more.value("late_days")) == (
        7,
        8,
        3,
    )
    assert "late_days" not in OPEN
    assert OPEN.value("late_days") is None


def test_a_day_nobody_computed_is_no_fact():
    day = date(2026, 11, 13)
    assert day_segment(day, STYLE) == Segment(kind="date", text="13 November")
    assert day_segment(day, STYLE, is_short=True).text == "13 Nov"


def test_a_list_is_read_with_its_last_word():
    parts = [named("A"), named("B"), named("C")]
    assert str(listed(parts)) == "A, B and C"
    assert str(listed(parts[:2])) == "A and B"
    assert str(listed(parts[:1])) == "A"
    assert str(listed([])) == ""
    assert str(listed(parts, last=" or ")) == "A, B or C"


def test_capitals_change_only_the_first_letter_and_leave_the_original():
    said = Sentence.of(Segment(text="one of "), named("atlas"))
    assert str(capitalised(said)) == "One of atlas"
    assert str(said) == "one of atlas"
