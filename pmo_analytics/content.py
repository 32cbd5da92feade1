"""Content: a review as it is read, a tree of typed blocks whose words are `Sentence`s.

Only `display` turns content into markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from pmo_analytics.values import Fact, Rag, RagPair, Recipe, Scalar, Segment, Sentence, Value


class Option(Value):
    """One way to decide, with its effect and its likely cost."""

    name: Sentence
    effect: Sentence
    cost: Sentence = Sentence()
    likely_cost: float | None = None  # length of the bar; all options of a page share one scale
    late_cost: float | None = None  # end of the pale part of the bar
    items: tuple[Segment, ...] = ()  # which it takes, folded away
    is_recommended: bool = False


class Decision(Value):
    """What somebody is asked to decide, by when, with options; "do nothing" stands last.

    `project_name` may name several projects; `rag` then holds the colours they share.
    """

    decision_id: str
    project_id: str = ""
    project_name: str = ""
    rag: RagPair | None = None
    question: Sentence
    reason: Sentence
    owner: str
    due_date: date | None
    due: Sentence
    options: tuple[Option, ...]
    note: Sentence = Sentence()


class MatrixCell(Value):
    """A dimension of a project: its colour and the number that drives it."""

    dimension: str
    rag: Rag
    number: Segment | None = None
    reason: str = ""  # why it cannot be measured, and the remedy
    is_held: bool = False  # the number asks for another colour, and has not for long enough


class ForecastRange(Value):
    """Baseline, likely (half of futures) and 85%-sure finish dates on a shared time axis."""

    baseline_date: date | None = None
    likely_date: date | None = None
    sure_date: date | None = None
    label: str = ""  # "+7 wk"
    reason: str = ""  # why there is no forecast


class MatrixRow(Value):
    """A project in the portfolio matrix.

    `cells` come in the order of `Matrix.dimensions`. `chances` holds one number a report; the trace
    takes the accent when the last step is 15 points or more.
    """

    project_id: str
    name: str
    report: str = ""  # file name of its own report
    budget: Sentence = Sentence()  # the quiet line below the name: "£6.4m, decision 1"
    rag: RagPair
    change: Literal["worse", "better", "same", "lost", "new"] = "same"
    cells: tuple[MatrixCell, ...]
    chances: tuple[float | None, ...] = ()  # chance of the date, 0 to 1, oldest first
    chances_said: str = ""  # what who cannot see the trace is told
    forecast: ForecastRange = ForecastRange()


class MatrixGroup(Value):
    """The projects of one programme."""

    name: str
    rows: tuple[MatrixRow, ...]


class Change(Value):
    """A project that moved, and what moved it: sentences of one paragraph."""

    project_name: str
    before: Rag | None = None
    after: Rag | None = None
    text: tuple[Sentence, ...]


class Card(Value):
    """An item on the board."""

    item: Segment
    title: str
    description: str = ""
    assignee: str = ""
    due: str = ""
    is_overdue: bool = False
    age_days: int | None = None
    is_age_known: bool = True  # else it is at least so old
    is_old: bool = False
    blocked: str = ""  # what it waits for; empty when not blocked


class BoardColumn(Value):
    """A stage of the board, oldest cards first.

    `count` is the number of items in the stage; where fewer cards are given the page says how many
    more there are. `note` stands under the head: "5 over the limit".
    """

    stage: str
    count: int
    wip_limit: int | None = None
    note: str = ""
    cards: tuple[Card, ...] = ()


class Column(Value):
    """A column of a table of words and numbers; the first one heads its rows."""

    name: str
    label: str  # a table without any label has no head
    is_number: bool = False
    has_bar: bool = False  # a bar in the cell; all bars of the column share one scale


class Cell(Value):
    """A cell: what is printed, and where it has a bar, the number its length stands for."""

    text: Sentence
    bar: float | None = None
    is_strong: bool = False


class TallyRow(Value):
    """A colour: projects and money, as reported and as the data say."""

    rag: Rag
    declared_count: int
    declared_money: Sentence = Sentence()
    declared_bar: float = 0.0  # share of the longest bar
    computed_count: int
    computed_money: Sentence = Sentence()
    computed_bar: float = 0.0


class KeyFact(Value):
    """A line of the facts beside the headline."""

    label: str
    text: Sentence


# --- blocks: what fills the grid of a section ---------------------------------------------------


class Paragraphs(Value):
    """Running words, a tuple of sentences a paragraph."""

    block: Literal["paragraphs"] = "paragraphs"
    span: int = 12  # columns of the grid of twelve, in this block and in every other
    heading: Sentence = Sentence()
    paragraphs: tuple[tuple[Sentence, ...], ...]


class Decisions(Value):
    """Decisions requested, in their order; `note` stands where a page shows not all of them."""

    block: Literal["decisions"] = "decisions"
    decisions: tuple[Decision, ...]
    note: Sentence = Sentence()


class Matrix(Value):
    """Projects by dimension, grouped by programme."""

    block: Literal["matrix"] = "matrix"
    dimensions: tuple[tuple[str, str], ...]  # (name, what the number is)
    since: str  # "Aug"
    groups: tuple[MatrixGroup, ...]
    green_limit: float  # of the chance trace
    as_of: date
    caption: Sentence


class Changes(Value):
    """What moved since the comparison date, in three columns."""

    block: Literal["changes"] = "changes"
    worse: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    unchanged: tuple[Sentence, ...] = ()


class Chart(Value):
    """A chart: its name in `display.gallery`, its data by column, and the sentence it proves.

    The docstring there names the columns (dates as ISO text) and the options it takes. A chart
    without columns keeps its space and shows `note`, the reason.
    """

    block: Literal["chart"] = "chart"
    name: str
    span: int = 12
    title: Sentence = Sentence()
    subtitle: Sentence = Sentence()
    columns: dict[str, tuple[Scalar, ...]] = Field(default_factory=dict)
    options: dict[str, Scalar | tuple[Scalar, ...]] = Field(default_factory=dict)
    alternative: str  # the text alternative: what a reader who cannot see it must know
    verdict: str = ""  # beside the title of a small multiple
    is_signal: bool = False
    note: Sentence = Sentence()


def chart_columns(rows: Sequence[Mapping[str, Any]], *names: str) -> dict[str, tuple[Scalar, ...]]:
    """Return columns of rows as a chart takes them: days as ISO text."""
    return {name: tuple(_plain(row[name]) for row in rows) for name in names}


def _plain(value: Any) -> Scalar:
    return value.isoformat() if isinstance(value, date) else value


class SmallMultiples(Value):
    """Small charts of one kind; a panel without data says why."""

    block: Literal["small_multiples"] = "small_multiples"
    panels: tuple[Chart, ...]


class DataTable(Value):
    """A table of words and numbers."""

    block: Literal["table"] = "table"
    span: int = 12
    title: Sentence = Sentence()
    subtitle: Sentence = Sentence()
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total_count: int = 0  # so many of the last rows add up others
    note: Sentence = Sentence()


class Board(Value):
    """The board as of the day, a column a stage."""

    block: Literal["board"] = "board"
    columns: tuple[BoardColumn, ...]


class Missing(Value):
    """A part that cannot be made from these data: why, and what to add."""

    block: Literal["missing"] = "missing"
    span: int = 12
    text: Sentence


Block = Annotated[
    Paragraphs
    | Decisions
    | Matrix
    | Changes
    | Chart
    | SmallMultiples
    | DataTable
    | Board
    | Missing,
    Field(discriminator="block"),
]


class Section(Value):
    """A part of a review under one assertion; blocks fill a grid of twelve columns in order."""

    name: str  # anchor and cell name
    label: str  # the quiet words above the title
    contents: str = ""  # the same in the contents line, shorter; default: the label
    title: Sentence
    subtitle: Sentence = Sentence()
    blocks: tuple[Block, ...] = ()
    is_folded: bool = False


class Tally(Value):
    """Count and money by colour, reported against data."""

    caption: tuple[Sentence, ...]
    rows: tuple[TallyRow, ...]
    note: Sentence = Sentence()


class KeyFacts(Value):
    """The facts beside a project's headline."""

    rag: RagPair
    caption: Sentence
    rows: tuple[KeyFact, ...]


class SourceFile(Value):
    """A file the review was made from."""

    path: str
    sha256: str
    rows: int
    rejected: int


class Provenance(Value):
    """From what, when and by which rules the review was made."""

    line: Sentence  # one quiet line in the masthead
    files: tuple[SourceFile, ...]
    settings: Sentence
    version: str


class Contradiction(Value):
    """Two statements of one thing that do not agree, each with the place where it stands."""

    subject: str
    first: str
    second: str


class Review(Value):
    """A report as one value: everything that is printed, and the evidence for it."""

    report: str  # name of the notebook
    kind: str  # "Portfolio health"
    persona: str = ""  # for whom it is; "": for everybody
    scope_name: str
    programme: str = ""
    project_id: str = ""
    team: str = ""
    as_of: date
    as_of_words: str = ""  # "Wednesday 30 September 2026", in the date style of the portfolio
    as_of_at: datetime
    is_partial_day: bool = False
    compared_with: date
    headline: Sentence
    deck: tuple[Sentence, ...] = ()
    one_line: Sentence  # for the index
    change: Literal["worse", "better", "same", "lost", "new"] = "same"
    change_words: str = ""
    rag: RagPair | None = None
    rag_counts: dict[Rag, int] = Field(default_factory=dict)
    tally: Tally | None = None
    key_facts: KeyFacts | None = None
    sections: tuple[Section, ...]
    facts: dict[str, Fact] = Field(default_factory=dict)
    recipes: tuple[Recipe, ...] = ()
    provenance: Provenance

    def section(self, name: str) -> Section | None:
        """Return the section of that name, or None where these data cannot fill one."""
        return next((section for section in self.sections if section.name == name), None)

    def without_code(self) -> Review:
        """Return the review without queries, calls and hashes."""
        recipes = tuple(one.model_copy(update={"query": "", "call": ""}) for one in self.recipes)
        files = tuple(one.model_copy(update={"sha256": ""}) for one in self.provenance.files)
        provenance = self.provenance.model_copy(update={"files": files})
        return self.model_copy(update={"recipes": recipes, "provenance": provenance})
