"""How changes are known, how exactly, and what the exports contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import amount_text, noun
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.values import Sentence

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400  # seconds
_LONGEST_DAY = 90_000  # seconds: a day on which the clocks go back
ROADS: Mapping[str, str] = {
    "changelog": "The change history",
    "stage date": "Dates of stages",
    "created": "The creation date",
    "started column": "A start date",
    "completed column": "A completion date",
    "resolved date": "The resolved date",
    "category change": "The last change of category",
    "moved date": "The date of the last move",
    "export difference": "Two exports that differ",
    "current status": "The present status alone",
}


def precision_words(road: Mapping[str, Any], figures: Figures) -> Sentence:
    """Say within which time half of the changes of a road are known."""
    if road["half_seconds"] is None:
        return sentence("with no earliest moment")
    seconds = int(road["half_seconds"])
    if seconds <= _LONGEST_DAY:
        return sentence(_unit_words(seconds))
    days = round(seconds / _DAY)
    return sentence(
        "within {days}",
        days=figures.book.figure(
            f"history.{road['evidence']}.days", days, "days", text=amount_text(days, "day")
        ),
    )


def _unit_words(seconds: int) -> str:
    if seconds <= 1:
        return "to the second"
    if seconds <= _MINUTE:
        return "to the minute"
    return "to the hour" if seconds <= _HOUR else "to the day"


def history_title(roads: Sequence[Mapping[str, Any]], figures: Figures) -> Sentence:
    """Say how many of the changes are known to the day or better."""
    total = sum(int(road["change_count"]) for road in roads)
    exact = sum(int(road["change_count"]) for road in roads if _is_exact(road))
    if exact == total:
        return sentence("Every change is known to the day or better")
    return sentence(
        "{exact} of {total} changes are known to the day or better",
        exact=figures.book.figure("history.exact", exact, "count"),
        total=figures.book.figure("history.changes", total, "count"),
    )


def _is_exact(road: Mapping[str, Any]) -> bool:
    return road["half_seconds"] is not None and int(road["half_seconds"]) <= _LONGEST_DAY


def oddity_sentences(odd: Mapping[str, Any], figures: Figures) -> tuple[Sentence, ...]:
    """Say which items contradict themselves or each other, and how they are counted."""
    cases = (
        (
            "vanished_count",
            "{items} {are} no longer in the exports of {their} project and not finished: counted "
            "neither as done nor as open.",
        ),
        (
            "moved_count",
            "{items} {have} moved to another project and {are} counted where {they} {are} now.",
        ),
        (
            "said_open_count",
            "{items} {have} a status of open work but a resolution and its date: counted as "
            "finished.",
        ),
        (
            "said_finished_count",
            "{items} {have} a resolution and its date but a status of open work that pmo.toml "
            "explains: counted as open.",
        ),
    )
    return tuple(_told(key, words, int(odd[key]), figures) for key, words in cases if odd.get(key))


def _told(key: str, words: str, count: int, figures: Figures) -> Sentence:
    slots = {
        "items": figures.book.figure(
            f"history.{key}", count, "count", text=amount_text(count, "item")
        ),
        "are": noun(count, "is", "are"),
        "have": noun(count, "has", "have"),
        "their": noun(count, "its", "their"),
        "they": noun(count, "it", "they"),
    }
    return sentence(words, **{slot: said for slot, said in slots.items() if f"{{{slot}}}" in words})
