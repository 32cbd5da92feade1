"""From a message of the words files and the facts it names to a sentence of typed segments.

The words lie in `words/<language>/*.ftl` (Project Fluent): a file a subject, another language is
another folder. A message holds no number: each comes in through a name, and so from a fact. Fluent
formats text; a value is passed as a mark that stands for its segment, and the text is cut at the
marks, so that nothing that came from a file is ever read as words of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentFloat, FluentInt, FluentType
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.narrative.formatting import Style, count_text, day_text, value_text, weekday_text
from pmo_analytics.values import Fact, Segment, Sentence

LANGUAGE = "en"
_FIRST_MARK = 0xF0000  # private use: no text of ours holds such a sign
_MARK = re.compile(f"([{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + 0xFFFF)}])")
_MESSAGE = re.compile(r"^(?=([a-z][\w-]*) =)", re.MULTILINE)  # a text is cut where one begins
Slot = Fact | Segment | Sentence | str | int
_TERMS = {
    name: Segment(kind="term", text=f"{share:.0%}")
    for name, share in (("sure_share", SURE), ("rest_share", 1 - SURE))
}


@dataclass(frozen=True)
class Facts:
    """Facts by the names that words and charts know them by, frozen before the first word.

    `style` is how the portfolio writes money and dates.
    """

    style: Style
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def __contains__(self, name: str) -> bool:
        return name in self.facts

    def value(self, name: str) -> Any:
        """Return the value of a fact, None where there is none."""
        return self.facts[name].value if name in self.facts else None

    def joined(self, other: Mapping[str, Fact]) -> Facts:
        """Return these facts and others beside them."""
        return Facts(self.style, {**self.facts, **other})


def say(message: str, facts: Facts, **slots: Slot) -> Sentence:
    """Say a message of the words files.

    Args:
        message: its name.
        facts: what its names stand for, each printed in the form of its unit.
        slots: names that stand for something else: segments, sentences, words without digits, or
            a number of the page itself.

    Raises:
        KeyError: there is no such message, one of its names stands for nothing, or a slot is none
            of its names.
    """
    if unused := sorted(set(slots) - set(names_of(message))):
        raise KeyError(f"{message} has no name {', '.join(unused)}.")
    pattern = _pattern(message)
    marks = _Marks(facts.style)
    found = {name: marks.argument(_slot(name, facts, slots)) for name in names_of(message)}
    # `format_pattern` would turn our numbers into plain ones, which print themselves.
    state = ResolverEnvironment(_bundle(), errors=[], current=CurrentEnvironment(args=found))
    text = pattern(state)
    if state.errors:
        raise KeyError(f"{message}: {state.errors[0]}")
    return marks.sentence(text).model_copy(update={"message": message})


def text_of(message: str) -> str:
    """Return the text of a message that names no fact."""
    text, _ = _bundle().format_pattern(_pattern(message))
    return str(text)


def _slot(name: str, facts: Facts, slots: Mapping[str, Slot]) -> Slot:
    if name in slots:
        return slots[name]
    return _TERMS[name] if name in _TERMS else facts[name]


@cache
def _bundle() -> FluentBundle:
    return FluentBundle([LANGUAGE], use_isolating=False, functions=_FORMS)


@cache
def _texts() -> dict[str, str]:
    """Return what each message is made of, by its name, not parsed yet."""
    folder = files("pmo_analytics.narrative") / "words" / LANGUAGE
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    texts = [path.read_text(encoding="utf-8") for path in paths if path.name.endswith(".ftl")]
    return split_messages("\n".join(texts))


def split_messages(text: str) -> dict[str, str]:
    """Return the messages of words files by name, as they are written."""
    _, *found = _MESSAGE.split(text)
    return dict(zip(found[::2], found[1::2], strict=True))


@cache
def _message(name: str) -> ast.Message:
    """Return a message, parsed when it is first asked for: parsing all of them takes long."""
    if name not in _texts():
        raise KeyError(f"There is no message {name} in the words files.")
    resource = FluentResource(_texts()[name])
    _bundle().add_resource(resource)
    return next(entry for entry in resource.body if isinstance(entry, ast.Message))


def _pattern(name: str) -> Any:
    _message(name)
    return _bundle().get_message(name).value


@cache
def names_of(message: str) -> tuple[str, ...]:
    """Return the names of facts that a message holds."""
    found = _Names()
    found.visit(_message(message))
    return tuple(dict.fromkeys(found.names))


@cache
def words_of(message: str) -> str:
    """Return the words of a message without the names it holds."""
    elements = _message(message).value.elements
    return "".join(one.value for one in elements if isinstance(one, ast.TextElement)).strip()


class _Names(Visitor):
    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.append(node.id.name)


# --- marks -------------------------------------------------------------------------------------


class _Printed(FluentType):
    """A value that is no number; `segments` are what its mark stands for."""

    def __init__(self, marks: _Marks, segments: tuple[Segment, ...], fact: Fact | None) -> None:
        self.marks, self.segments, self.fact = marks, segments, fact

    def format(self, *_: Any) -> str:
        return self.marks.mark(self.segments)


class _Unknown(FluentType):
    """A fact without a value: a variant that is not said may name it."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact

    def format(self, *_: Any) -> str:
        raise KeyError(f"{self.fact.fact_id} has no value: {self.fact.reason}")


class _Counted:
    """A number: it selects one variant or another, and its mark prints it."""

    marks: _Marks
    segments: tuple[Segment, ...]
    fact: Fact | None

    def format(self, *_: Any) -> str:
        return self.marks.mark(self.segments)


class _Whole(_Counted, FluentInt):
    pass


class _Broken(_Counted, FluentFloat):
    pass


class _Marks:
    """Gives each value a sign of its own while a message is formatted."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._segments: list[tuple[Segment, ...]] = []

    def mark(self, segments: tuple[Segment, ...]) -> str:
        self._segments.append(segments)
        return chr(_FIRST_MARK + len(self._segments) - 1)

    def argument(self, slot: Slot) -> Any:
        """Return what Fluent is given for a slot."""
        if isinstance(slot, str):
            return without_digits(slot)
        if isinstance(slot, int):
            return self.number(slot, (term(count_text(slot)),), None)
        if isinstance(slot, Fact) and slot.value is None:
            return _Unknown(slot)
        if isinstance(slot, Fact):
            return self.of_fact(slot, (printed(slot, self.style),))
        segments = slot.segments if isinstance(slot, Sentence) else (slot,)
        return _Printed(self, segments, None)

    def of_fact(self, fact: Fact, segments: tuple[Segment, ...]) -> Any:
        if isinstance(fact.value, int | float | Decimal) and not isinstance(fact.value, bool):
            return self.number(fact.value, segments, fact)
        return _Printed(self, segments, fact)

    def number(self, value: Any, segments: tuple[Segment, ...], fact: Fact | None) -> _Counted:
        number = _Whole(value) if isinstance(value, int) else _Broken(float(value))
        number.marks, number.segments, number.fact = self, segments, fact
        return number

    def sentence(self, text: str) -> Sentence:
        """Cut a formatted text at its marks."""
        segments: list[Segment] = []
        for piece in _MARK.split(text):
            if _MARK.fullmatch(piece):
                segments.extend(self._segments[ord(piece) - _FIRST_MARK])
            else:
                segments.append(Segment(text=piece))
        return Sentence(segments=tuple(joined(segments)))


# --- forms: how a message may ask for a value to be written ---------------------------------------


def _form(write: Callable[[Any, Style], str]) -> Callable[[Any], Any]:
    """Make a function of the words files out of one that writes a value."""

    def apply(printed_value: Any) -> Any:
        fact, marks = printed_value.fact, printed_value.marks
        text = write(fact.value, marks.style)
        segment = printed(fact, marks.style).model_copy(update={"text": text})
        return marks.of_fact(fact, (segment,))

    return apply


def _strong(printed_value: Any) -> Any:
    segments = tuple(
        segment.model_copy(update={"is_strong": True}) for segment in printed_value.segments
    )
    marks = printed_value.marks
    if printed_value.fact is None:
        return _Printed(marks, segments, None)
    return marks.of_fact(printed_value.fact, segments)


_FORMS: Mapping[str, Callable[..., Any]] = {
    "STRONG": _strong,
    "WORD": _form(lambda value, _: count_text(int(value), is_word=True)),
    "FIRST": _form(lambda value, _: count_text(int(value), is_word=True).capitalize()),
    "SIZE": _form(lambda value, _: count_text(abs(int(value)))),
    "PERCENT": _form(lambda value, style: value_text(value, "share", style)),
    "SHORT": _form(lambda value, style: day_text(value, style, is_short=True)),
    "WEEKDAY": _form(weekday_text),
}


# --- segments ----------------------------------------------------------------------------------


def printed(fact: Fact, style: Style, *, text: str = "") -> Segment:
    """Return the segment that prints a fact: in the form of its unit, or as it is written here."""
    if fact.value is None:
        raise KeyError(f"{fact.fact_id} has no value: {fact.reason}")
    return Segment(
        kind="fact",
        text=text or value_text(fact.value, fact.unit, style),
        fact_id=fact.fact_id,
        recipe_id=fact.recipe_id,
    )


def term(text: str) -> Segment:
    """Return a number of the page itself."""
    return Segment(kind="term", text=text)


def without_digits(text: str) -> str:
    """Return words of ours as they are.

    Raises:
        ValueError: a number stands in them; "½" is no digit, but a number.
    """
    if any(sign.isnumeric() for sign in text):
        raise ValueError(f"A number stands in the words {text!r}; it must come from a fact.")
    return text


def named(text: str, *, is_strong: bool = False) -> Segment:
    """Return a name that comes from a file."""
    return Segment(kind="name", text=text, is_strong=is_strong)


def day_segment(day: date, style: Style, *, is_short: bool = False) -> Segment:
    """Return a day that nobody computed: that of the report, or the one compared with."""
    return Segment(kind="date", text=day_text(day, style, is_short=is_short))


def item_segment(row: Mapping[str, Any]) -> Segment:
    """Return the key of an item, linked to its tracker where its address is known."""
    return Segment(kind="item", text=row["item_key"], url=row["item_url"] or "")


def unsigned(facts: Facts, name: str) -> Segment:
    """Return the fact of a name printed without its sign, which the words say."""
    fact = facts[name]
    return printed(fact.model_copy(update={"value": abs(fact.value)}), facts.style)


def listed(
    parts: Iterable[Segment | Sentence], *, between: str = ", ", last: str = " and "
) -> Sentence:
    """Join parts as a list is read: "a, b and c"."""
    given = list(parts)
    segments: list[Segment] = []
    for position, part in enumerate(given):
        if position:
            segments.append(Segment(text=last if position == len(given) - 1 else between))
        segments.extend(part.segments if isinstance(part, Sentence) else (part,))
    return Sentence(segments=tuple(joined(segments)))


def capitalised(text: Sentence) -> Sentence:
    """Return the sentence with its first letter in upper case."""
    first, *rest = text.segments
    upper = first.model_copy(update={"text": first.text[:1].upper() + first.text[1:]})
    return Sentence.of(upper, *rest)


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Join neighbours that are plain words, so that equal sentences are equal values."""
    together: list[Segment] = []
    for segment in segments:
        last = together[-1] if together else None
        if last and last == Segment(text=last.text) and segment == Segment(text=segment.text):
            together[-1] = Segment(text=last.text + segment.text)
        elif segment.text:
            together.append(segment)
    return together
