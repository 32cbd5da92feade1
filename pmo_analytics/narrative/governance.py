"""What a report of the office says first: how standards stand, and what is past its day."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.narrative.saying import Facts, say
from pmo_analytics.standards import Mode
from pmo_analytics.values import Sentence

_CONTROLS = ("overdue_gate_count", "late_decision_count", "overdue_action_count")


def governance_headline(facts: Facts, mode: Mode) -> Sentence:
    """Say how many standards are kept, in the voice of the office."""
    if not facts.value("standard_count"):
        return say("governance-headline-none", facts)
    if not facts.value("broken_count"):
        return say("governance-headline-kept", facts)
    return say("governance-headline", facts, mode=mode)


def governance_deck(facts: Facts, *, is_whole: bool) -> Iterator[Sentence]:
    """Say what is past its day, what changes came to, and how far the office has come.

    Args:
        is_whole: the report is of the whole portfolio: the charter is of that alone.
    """
    if all(facts.value(name) is not None for name in _CONTROLS):
        yield say("governance-late", facts)
    if facts.value("improvement_count"):
        yield say("governance-improved", facts)
    if facts.value("objective_count") and is_whole:
        yield say("governance-charter", facts)
