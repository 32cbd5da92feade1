"""What every measure declares about itself: the one place from which it is found and explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

from pmo_analytics.sources.toml_text import toml_key
from pmo_analytics.values import Tier, Unit

if TYPE_CHECKING:
    from pmo_analytics.metrics.as_of import Calendar
    from pmo_analytics.metrics.question import Case, Question
    from pmo_analytics.settings import Policy, Settings

Better = Literal["higher", "lower", "neither"]
KnownOf = Literal["", "items", "teams", "projects"]
Row = Mapping[str, Any]
Key = tuple[str, Any]  # the name of a scope, and a day
Statistics = Callable[[Sequence[Row], Mapping[str, Any]], Mapping[str, Any]]

# The unit of a value is the ending of its name; what ends otherwise has the unit of its measure.
_ENDINGS: Mapping[str, Unit] = {
    "_count": "count",
    "_days": "days",
    "_weeks": "weeks",
    "_share": "share",
    "_date": "date",
    "_per_week": "per_week",
    "_cost": "money",
    "_budget": "money",
    "_value": "money",
    "_ratio": "ratio",
    "_score": "ratio",
    "_name": "text",
}
# Columns that trackers fill, or in which a blank is an answer: where these say too little of some
# items, something else is to be added.
_NOT_TO_BE_FILLED = frozenset(
    {
        *("status", "stage", "snapshot_date", "changed_at", "field", "from_value", "to_value"),
        *("flagged", "blocked", "label", "link_in", "link_out"),
    }
)


def by_case(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    """Return rows by their scope and day; a case without rows has none."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["scope"], row["as_of"]].append(row)
    return found


class Answers(Protocol):
    """What a measure that is derived from others may ask: the door of the catalogue."""

    calendar: Calendar

    @property
    def settings(self) -> Settings:
        """Return what `pmo.toml` says."""

    @property
    def policies(self) -> Mapping[str, Policy]:
        """Return the lines of each dimension."""

    @property
    def forecaster(self) -> Any:
        """Return the forecasts of all projects, of the catalogue's `Forecaster`."""

    @property
    def published(self) -> Any:
        """Return what earlier reports promised, and how many rows of their file are unreadable."""

    @property
    def asked(self) -> Sequence[Any]:
        """Return what earlier reports asked."""

    def definition(self, name: str) -> Measure | None:
        """Return the measure of a name, None where there is none."""

    def rows(self, query: str, question: Question) -> list[dict[str, Any]]:
        """Return the rows of a query for all scopes and days of a question."""

    def case_rows(self, query: str, case: Case, asked: Question) -> list[Row]:
        """Return the rows of a query of a scope and day, read with all others that are asked."""

    def values(self, measure: str, question: Question) -> Mapping[Key, Row]:
        """Return the values of a measure, one row a scope and day."""


def form_of(unit: str) -> str:
    """Return in which column a value of any measure stands: that of shares, or of other numbers."""
    return "share" if unit == "share" else "ratio"


def rows_of_cases(answers: Answers, query: str, question: Question) -> Iterator[Row]:
    """Yield the rows of a query by scope and day; a case that was read with others is known."""
    for case in question.cases():
        yield from answers.case_rows(query, case, question)


Derive = Callable[[Answers, "Question"], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class StandingColumn:
    """A column that stands in the exports, whether it serves or not.

    `role` is what it is read as; of one that is not read, what such a header means elsewhere.
    """

    role: str
    source: str
    header: str
    is_read: bool
    is_filled: bool

    @property
    def shortcoming(self) -> str:
        """Say why it does not tell of some items; "" of one that no person is to fill."""
        if not self.is_read:
            return (
                f'"{self.header}" stands in the file and is not read as {self.role}; if it is '
                f"that, say so under [sources.{toml_key(self.source)}.columns] in pmo.toml"
            )
        if not self.is_filled:
            return (
                f'the column "{self.header}" is there and empty: fill it in the tracker, or export '
                "again when it is filled"
            )
        if self.role in _NOT_TO_BE_FILLED:
            return ""
        return (
            f'the column "{self.header}" does not tell it of these items: fill it in the tracker, '
            "or add another that does"
        )


@dataclass(frozen=True, slots=True)
class Need:
    """Column roles or registers of which a measure needs at least one, and what to add else."""

    add: str
    roles: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    option: str = ""  # an option of the measure that says the same

    def lacks_column(self, columns: Iterable[StandingColumn]) -> bool:
        """Tell whether it names roles of columns and none of these has one and holds something."""
        filled = {column.role for column in columns if column.is_read and column.is_filled}
        return bool(self.roles) and filled.isdisjoint(self.roles)

    def remedy(self, columns: Iterable[StandingColumn]) -> str:
        """Say what to add; of a column that stands there, why it does not serve."""
        standing = [column for column in columns if column.role in self.roles]
        standing.sort(key=lambda column: (not column.is_read, self.roles.index(column.role)))
        said = (column.shortcoming for column in standing)
        return next(filter(None, said), self.add)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not be used: why, and what to add so that it can."""

    why: str
    add: str = ""  # "": what the measure needs first


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its meaning, its rule with source, what it needs and what it cannot tell.

    `values` names the columns of the summary query that are the answer, each with its meaning;
    `left_out` the columns that count what could not be used, each with why and what to add.
    `measured_if` names the column that is above 0 where the data could tell and there is nothing.
    `nothing_because` names columns that are true where there is nothing to measure, each with why.
    `statistics` is asked for what SQL does not say plainly: it gets the rows of `detail` and the
    options, and returns more columns for the summary. `derive` makes the rows of the summary out of
    other measures instead; a row may then hold `frame`, the rows behind it.
    """

    name: str
    family: str
    meaning: str
    rule: str
    source: str
    unit: Unit
    least_tier: Tier | None  # None: no item is needed; registers alone tell it, or `least_data`
    cannot_tell: str
    detail: str  # query behind `.frame`; of a derived measure the rows that it starts from
    values: Mapping[str, str]
    better: Better = "neither"
    smallest_n: int = 1
    needs: tuple[Need, ...] = ()  # the one that is missing most often first
    summary: str = ""  # query with one row a scope (or a period of it) and day; "": of its name
    label: str = ""  # what the page calls it; "": its name
    items: str = ""  # query of the items that were counted
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    least_data: str = ""  # in words, where neither a tier nor registers say it
    measured_if: str = ""
    counted: str = "items"  # what `n` counts, in the plural
    nothing_because: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    conventions: Mapping[str, str] = field(default_factory=dict)  # "start point" → "…"
    units: Mapping[str, Unit] = field(default_factory=dict)  # of values whose name does not say it
    statistics: Statistics | None = None
    derive: Derive | None = None
    is_known_only_now: bool = False  # asked about an earlier day, what was known later speaks too
    known_of: KnownOf = ""  # the least it is known of; "": items, or by registers alone projects

    def __post_init__(self) -> None:
        if self.derive is None and not self.summary:
            object.__setattr__(self, "summary", self.name)

    @property
    def is_of_whole_projects(self) -> bool:
        """Tell whether it is known of none less: registers do not say which items they mean."""
        by_registers_alone = self.least_tier is None and not self.known_of
        return by_registers_alone or self.known_of == "projects"

    @property
    def title(self) -> str:
        """Return what the page calls it."""
        return self.label or self.name.replace("_", " ").capitalize()

    @property
    def missing(self) -> str:
        """Return what to add where the data cannot answer."""
        return self.needs[0].add if self.needs else ""

    @property
    def remedies(self) -> dict[str, str]:
        """Return what to add, by why something is left out."""
        return {left.why: left.add or self.missing for left in self.left_out.values()}

    @property
    def data_needed(self) -> str:
        """Return which data can tell it at all, in words."""
        words = self.least_tier.words if self.least_tier is not None else "registers"
        return self.least_data or words

    def unit_of(self, column: str) -> Unit:
        """Return the unit of a value, or of a column of its rows."""
        if column in self.units:
            return self.units[column]
        endings = (unit for ending, unit in _ENDINGS.items() if column.endswith(ending))
        return next(endings, self.unit)
