"""Sentences: our words around figures, and no number among the words."""

from __future__ import annotations

import pytest

from pmo_analytics.narrative.sentences import capitalised, listed, name, sentence, strong
from pmo_analytics.values import Segment, Sentence

SEVEN = Segment(kind="figure", text="7", fact_id="a.open")


def test_slots_are_filled_in_reading_order():
    said = sentence("{who} has {open} open items.", who=name("Atlas"), open=SEVEN)
    assert str(said) == "Atlas has 7 open items."
    assert [segment.kind for segment in said.segments] == ["name", "words", "figure", "words"]


@pytest.mark.parametrize("template", ["It has 7 items.", "Half of ½", "in week ²", "٣ items"])
def test_a_digit_among_the_words_is_refused(template):
    with pytest.raises(ValueError, match="must come from a fact"):
        sentence(template)


def test_a_digit_in_words_that_fill_a_slot_is_refused():
    with pytest.raises(ValueError, match="must come from a fact"):
        sentence("{count} items", count="7")
    with pytest.raises(ValueError, match="must come from a fact"):
        strong("7 items")


def test_a_slot_that_is_not_filled_or_not_used_is_refused():
    with pytest.raises(ValueError, match="slot open is not filled"):
        sentence("{open} items")
    with pytest.raises(ValueError, match="no slot done, late"):
        sentence("{open} items", open=SEVEN, late="late", done="done")


def test_braces_in_a_name_are_only_text():
    said = sentence("{who} waits.", who=name("{open} {0} %s"))
    assert str(said) == "{open} {0} %s waits."


def test_sentences_put_into_sentences_keep_their_segments():
    inner = sentence("{open} items", open=SEVEN)
    outer = sentence("Of {inner} all wait.", inner=inner)
    assert outer.segments[1] == SEVEN
    assert str(outer) == "Of 7 items all wait."


def test_equal_sentences_are_equal_values_however_they_were_put_together():
    assert sentence("It {verb} done.", verb="is") == sentence("It is done.")
    assert len(sentence("It {verb} done.", verb="is").segments) == 1


def test_emphasised_words_stay_apart():
    said = sentence("It {verb} done.", verb=strong("is"))
    assert [segment.is_strong for segment in said.segments] == [False, True, False]


def test_an_empty_slot_leaves_nothing_behind():
    assert sentence("Done{more}.", more="") == sentence("Done.")
    assert sentence("Done{more}.", more=Sentence()) == sentence("Done.")
    assert not sentence("")


def test_a_list_is_read_with_its_last_word():
    parts = [name("A"), name("B"), name("C")]
    assert str(listed(parts)) == "A, B and C"
    assert str(listed(parts[:2])) == "A and B"
    assert str(listed(parts[:1])) == "A"
    assert str(listed([])) == ""
    assert str(listed(parts, last=" or ")) == "A, B or C"


def test_capitals_change_only_the_first_letter_and_leave_the_original():
    said = sentence("one of {who}", who=name("atlas"))
    assert str(capitalised(said)) == "One of atlas"
    assert str(said) == "one of atlas"
