"""Values shared by the layers: frozen, comparable, and the same after a trip through JSON.

What a number means and how far it can be trusted (`Tier`, `Recipe`, `Fact`), and the words it is
said in (`Segment`, `Sentence`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Scalar = str | int | float | bool | None
Rag = Literal["green", "amber", "red", "grey"]
TOLERANCE = 1e-9  # shares and chances are sums of floats: what differs by less is equal
RAG_ORDER: dict[str, int] = {"green": 0, "amber": 1, "red": 2}  # grey has no place in the order


class Value(BaseModel):
    """Base of all values: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


class Tier(IntEnum):
    """The least data a number needs (GLOSSARY.md, tier); a higher tier knows more."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3

    @property
    def words(self) -> str:
        """Say in words what the tier needs, as the page prints it."""
        return {
            Tier.T0: "created and resolved dates (any export)",
            Tier.T1: "time in status or start dates",
            Tier.T2: "two or more exports of the same source",
            Tier.T3: "a history of status changes",
        }[self]


Unit = Literal[
    "count", "days", "weeks", "share", "money", "date", "per_week", "per_period", "ratio", "text"
]


class Recipe(Value):
    """How a measure is made; what opens when the reader clicks on one of its numbers."""

    recipe_id: str
    label: str
    means: str
    rule: str
    based_on: str
    data_needed: str
    left_out: str = ""
    query: str = ""  # runs as it stands: `p.sql(query, **parameters)`
    parameters: str = ""  # as Python writes them
    call: str = ""  # the call of `p.metric` that gives the number


class FactSource(Value):
    """Where a fact is asked for again: a value of a measure, or a column of one of its rows."""

    measure: str
    column: str
    scope: str = ""  # a project, programme or team; "" is the portfolio
    scope_kind: Literal["project", "programme", "portfolio", "team"] = "portfolio"
    as_of: date | None = None
    # Days stand as ISO text: read back from JSON, a key that looks like a day is still a text.
    options: dict[str, Scalar] = Field(default_factory=dict)
    row: dict[str, Scalar] = Field(default_factory=dict)  # what tells its row of the frame


class Fact(Value):
    """A number of the review, computed once and received by chart, table and sentence alike.

    Grain: one (value of a measure, scope, as of), or a column of one row behind it. `value` is null
    where the number cannot be measured, and `reason` then says why and what to add.
    """

    fact_id: str
    value: Decimal | date | bool | int | float | str | None
    unit: Unit
    n: int | None = None
    tier: Tier | None = None
    recipe_id: str = ""
    reason: str = ""
    is_reconstructed: bool = False  # later exports speak for the day
    source: FactSource


class Segment(Value):
    """A piece of a sentence.

    `words` are ours; `name` comes from a file and is never trusted; `fact` prints a fact;
    `item` is the key of an item, with the address in its tracker where that is known; `date`
    prints a date of the review; `term` a number of the page itself, such as how many weeks a
    chart shows or how many rows a table leaves out.
    """

    kind: Literal["words", "name", "fact", "item", "date", "term"] = "words"
    text: str
    fact_id: str = ""
    recipe_id: str = ""
    url: str = ""
    is_strong: bool = False


class Sentence(Value):
    """Segments in reading order. `str(sentence)` is the plain text.

    `message` names the message of the words files that it was said by, in any language the same;
    "" where it was put together from several.
    """

    segments: tuple[Segment, ...] = ()
    message: str = ""

    @classmethod
    def of(cls, *segments: Segment) -> Sentence:
        """Put segments together."""
        return cls(segments=segments)

    def __str__(self) -> str:
        return "".join(segment.text for segment in self.segments)

    def __bool__(self) -> bool:
        return bool(self.segments)


def words(text: str) -> Sentence:
    """Make a sentence of fixed words."""
    return Sentence.of(Segment(text=text))


class RagPair(Value):
    """What the project reports (drawn outlined) beside what the data say (drawn filled)."""

    declared: Rag | None = None  # None: never reported
    declared_date: date | None = None
    declared_age_days: int | None = None
    is_stale: bool = False
    computed: Rag = "grey"
    driver: str = ""  # the dimension that set the computed colour, in the reader's words

    @property
    def is_watermelon(self) -> bool:
        """Tell whether the project reports a better colour than its data give."""
        declared, computed = RAG_ORDER.get(self.declared or ""), RAG_ORDER.get(self.computed)
        return declared is not None and computed is not None and declared < computed


Kind = TypeVar("Kind", bound=Value)


def within(part: Any, kind: type[Kind]) -> Iterator[Kind]:
    """Yield the values of a kind within a value or tuple of values, in reading order."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from within(getattr(part, name), kind)
    elif isinstance(part, tuple | list):
        for each in part:
            yield from within(each, kind)
