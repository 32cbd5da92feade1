"""For which items a number is asked: projects, and filters on what items carry."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items of the projects count; an empty field filters nothing."""

    item_types: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    epics: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()

    def parameters(self) -> dict[str, list[str] | None]:
        """Return the parameters of `items_as_of.sql`."""
        return {name: list(wanted) or None for name, wanted in asdict(self).items()}


def item_filter(*fields: Iterable[str]) -> ItemFilter:
    """Return the filter whose fields, in their order, hold these."""
    return ItemFilter(*map(tuple, fields))


NO_FILTER = ItemFilter()
ScopeKind = Literal["project", "programme", "portfolio", "team"]


@dataclass(frozen=True, slots=True)
class Scope:
    """A named set of projects: one project, a programme, the portfolio; or a team in them."""

    name: str
    project_ids: tuple[str, ...]
    items: ItemFilter = NO_FILTER
    team: str = ""  # only the items of this team
    kind: ScopeKind = "portfolio"

    @property
    def is_whole(self) -> bool:
        """Tell whether it is projects with all of their items."""
        return self.items == NO_FILTER and not self.team

    @property
    def is_whole_project(self) -> bool:
        """Tell whether it is one project with all of its items."""
        return self.kind == "project" and self.is_whole

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day, the last moment of it that the exports know, and whether that is not its end."""

    day: date
    moment: datetime
    is_partial: bool = False

    @property
    def month_ahead(self) -> date:
        """Return the first day of the first month that is not over."""
        return (self.day + timedelta(days=1)).replace(day=1)

    def __str__(self) -> str:
        return f"{self.day.isoformat()}{' (part of the day)' if self.is_partial else ''}"


Case = tuple[Scope, AsOf]


@dataclass(frozen=True, slots=True)
class Question:
    """For which scopes and days a query is run; every scope must have the same item filter.

    `held` names the queries whose rows the connection holds already, see `hold_shared`.
    """

    scopes: tuple[Scope, ...]
    as_of: tuple[AsOf, ...]
    options: dict[str, Any] = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    @property
    def key(self) -> Hashable:
        """Return what two questions share that have the same answers."""
        return (self.scopes, self.as_of, tuple(sorted(self.options.items())))

    def cases(self) -> Iterator[Case]:
        """Yield every scope with every day."""
        return product(self.scopes, self.as_of)

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of `scopes.sql`, `as_of_dates.sql` and `items_as_of.sql`."""
        rows = [(scope, project) for scope in self.scopes for project in scope.project_ids]
        items = self.scopes[0].items if self.scopes else NO_FILTER
        return {
            "as_of_dates": [as_of.day for as_of in self.as_of],
            "as_of_moments": [as_of.moment for as_of in self.as_of],
            "as_of_partial": [as_of.is_partial for as_of in self.as_of],
            "scope_names": [scope.name for scope, _ in rows],
            "scope_project_ids": [project for _, project in rows],
            "scope_teams": [scope.team or None for scope, _ in rows],
            **items.parameters(),
            **self.options,
        }


NOTHING = Question(scopes=(), as_of=())  # for queries that ask of no scope and no day
