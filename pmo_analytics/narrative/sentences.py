"""Sentences with slots: our words around figures, names, items and dates.

A template holds no digit: every number of a sentence comes in through a slot, and so from a fact.
"""

from __future__ import annotations

from string import Formatter

from pmo_analytics.values import Segment, Sentence

_FORMATTER = Formatter()
SURE_WORDS = Segment(text="85% sure")  # terms of the page, not numbers of the report
SURE_SHARE = Segment(text="85%")


def sentence(template: str, /, **slots: Segment | Sentence | str) -> Sentence:
    """Fill the slots of a template.

    Args:
        template: our words, with `{slot}` where a segment goes; `{{` for a brace.
        slots: segments, whole sentences, or further words of ours.

    Raises:
        ValueError: the words hold a digit, or slots and template do not match.
    """
    segments: list[Segment] = []
    used: set[str] = set()
    for text, name, _, _ in _FORMATTER.parse(template):
        if text:
            segments.append(Segment(text=_own_words(text)))
        if name is not None:
            used.add(name)
            segments.extend(_filled(name, slots))
    if unused := sorted(set(slots) - used):
        raise ValueError(f"The template {template!r} has no slot {', '.join(unused)}.")
    return Sentence(segments=tuple(_joined(segments)))


def _own_words(text: str) -> str:
    if any(sign.isnumeric() for sign in text):  # "½" is no digit, but a number
        raise ValueError(f"A number stands in the words {text!r}; it must come from a fact.")
    return text


def _filled(name: str, slots: dict[str, Segment | Sentence | str]) -> tuple[Segment, ...]:
    if name not in slots:
        raise ValueError(f"The slot {name} is not filled.")
    slot = slots[name]
    if isinstance(slot, Sentence):
        return slot.segments
    return (slot,) if isinstance(slot, Segment) else (Segment(text=_own_words(slot)),)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Join neighbours that are plain words, so that equal sentences are equal values."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if last and last == Segment(text=last.text) and segment == Segment(text=segment.text):
            joined[-1] = Segment(text=last.text + segment.text)
        elif segment.text:
            joined.append(segment)
    return joined


def name(text: str, *, is_strong: bool = False) -> Segment:
    """Return a name that comes from a file."""
    return Segment(kind="name", text=text, is_strong=is_strong)


def strong(text: str) -> Segment:
    """Return emphasised words of ours."""
    return Segment(text=_own_words(text), is_strong=True)


def listed(parts: list[Segment | Sentence], *, last: str = " and ") -> Sentence:
    """Join parts as a list is read: "a, b and c"."""
    segments: list[Segment] = []
    for position, part in enumerate(parts):
        if position:
            segments.append(Segment(text=last if position == len(parts) - 1 else ", "))
        segments.extend(part.segments if isinstance(part, Sentence) else (part,))
    return Sentence(segments=tuple(_joined(segments)))


def capitalised(text: Sentence) -> Sentence:
    """Return the sentence with its first letter in upper case."""
    first, *rest = text.segments
    upper = first.model_copy(update={"text": first.text[:1].upper() + first.text[1:]})
    return Sentence(segments=(upper, *rest))
