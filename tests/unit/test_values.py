"""Values: frozen, closed, comparable, and the same after a trip through JSON."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pmo_analytics import content, values
from pmo_analytics.runner import report_index
from pmo_analytics.values import (
    RAG_ORDER,
    Fact,
    FactSource,
    RagPair,
    Segment,
    Sentence,
    Tier,
    Value,
    words,
)

DAY = date(2026, 9, 30)
KINDS = {
    name: kind
    for module in (content, report_index, values)
    for name, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, Value)
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_value_is_frozen_and_closed(kind):
    assert kind.model_config["frozen"]
    assert kind.model_config["extra"] == "forbid"


def test_a_value_is_changed_only_by_a_copy():
    segment = Segment(text="seven")
    strong = segment.model_copy(update={"is_strong": True})
    assert not segment.is_strong
    assert strong.is_strong
    with pytest.raises(ValidationError):
        segment.text = "eight"


def test_a_field_that_is_not_declared_is_refused():
    with pytest.raises(ValidationError):
        Segment(text="x", colour="red")


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (7, "count"),
        (0.1, "share"),
        (1e-300, "share"),
        (Decimal("2400000.10"), "money"),
        (Decimal(35_000) / 7, "money"),
        (date(2026, 11, 13), "date"),
        ("2 to 8", "text"),
        (None, "count"),
    ],
)
def test_a_fact_keeps_value_and_type_through_json(value, unit):
    source = FactSource(measure="m", column="c", as_of=DAY, row={"key": "2026-09-30"})
    fact = Fact(fact_id="a", value=value, unit=unit, tier=Tier.T3, source=source)
    again = Fact.model_validate_json(fact.model_dump_json())
    assert again == fact
    assert type(again.value) is type(value)


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_any_text_survives_json_letter_by_letter(text):
    sentence = Sentence(segments=(Segment(kind="name", text=text),))
    try:
        again = Sentence.model_validate_json(sentence.model_dump_json())
    except UnicodeEncodeError:
        pytest.fail("a text could be held but not written")
    assert str(again) == text


def test_a_sentence_reads_as_its_segments_and_is_empty_without():
    assert str(Sentence(segments=(Segment(text="a "), Segment(text="b")))) == "a b"
    assert words("a")
    assert not Sentence()


def test_every_tier_says_what_it_needs_and_a_higher_one_knows_more():
    assert len({tier.words for tier in Tier}) == len(Tier)
    assert Tier.T0 < Tier.T1 < Tier.T2 < Tier.T3


@pytest.mark.parametrize("declared", [None, *RAG_ORDER, "grey"])
@pytest.mark.parametrize("computed", [*RAG_ORDER, "grey"])
def test_a_watermelon_is_reported_better_than_measured(declared, computed):
    pair = RagPair(declared=declared, computed=computed)
    order = ["green", "amber", "red"]
    is_both = declared in order and computed in order
    expected = is_both and order.index(declared) < order.index(computed)
    assert pair.is_watermelon == expected
