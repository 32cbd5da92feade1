"""Generated boards of cards: what is planned of each item, who has it, and who is in which team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.spec.board import Board, Register

BEGIN = date(2026, 3, 10)
FIELDS = ("due", "assignee", "team", "description", "points", "sprints")
TEAMS = ("North", "south", "South")


@dataclass(frozen=True)
class Card:
    """An item of a board, or a sub-task of one."""

    key: str
    kind: str
    created: date
    started: date | None
    done: date | None
    parent: str
    fields: dict[str, str]

    @property
    def project(self) -> str:
        """Return the project that the key names."""
        return self.key.partition("-")[0]

    def state(self, day: date) -> str | None:
        """Return where it stands at the end of a day; None before it was created."""
        if self.created > day:
            return None
        if self.done and self.done <= day:
            return "done"
        return "in_progress" if self.started and self.started <= day else "to_do"


@dataclass(frozen=True)
class CardBoard:
    """A board, the columns that its export has, and the registers beside it."""

    cards: tuple[Card, ...]
    columns: tuple[str, ...]
    homes: tuple[tuple[str, str, str], ...]  # month, person, team
    sprints: tuple[tuple[str, date, date], ...]
    hours: tuple[tuple[str, str, str, int], ...] = ()  # month, project, team, promised hours
    consents: tuple[tuple[str, str, date], ...] = ()  # standard, project, until when
    zone: str = "UTC"
    project_ids: tuple[str, ...] = ("A", "B")

    @property
    def text(self) -> str:
        """Return the export."""
        heads = ("item", "type", "created", "started", "done", "parent", *self.columns)
        lines = [" | ".join(heads)]
        for card in self.cards:
            told = (card.key, card.kind, card.created, card.started, card.done, card.parent)
            lines.append(_line(*told, *(card.fields[name] for name in self.columns)))
        return "\n".join(lines)

    @property
    def board(self) -> Board:
        """Return the export as it is landed, taken when all is over."""
        return Board(self.text, exported="2026-04-30T00:00:00Z")

    @property
    def registers(self) -> list[Register]:
        """Return the registers as they are landed."""
        homes = ["period | team | available_hours | person"]
        homes += [_line(month, team, 100, person) for month, person, team in self.homes]
        sprints = ["sprint | start_date | end_date", *(_line(*one) for one in self.sprints)]
        hours = ["period | project_id | team | hours", *(_line(*one) for one in self.hours)]
        consents = ["check_id | project_id | until_date | accepted_by | reason"]
        consents += [_line(*one, "Dee", "agreed") for one in self.consents]
        told = {"capacity": homes, "sprints": sprints, "allocations": hours, "exceptions": consents}
        return [Register(name, "\n".join(lines)) for name, lines in told.items() if lines[1:]]

    def within(self, project_ids: Sequence[str]) -> CardBoard:
        """Return the board as it is asked for some projects."""
        return replace(self, project_ids=tuple(project_ids))

    def field(self, card: Card, name: str) -> str | None:
        """Return what the export says of a card; None where it has no such column."""
        return card.fields[name].strip() if name in self.columns else None


def _line(*cells: object) -> str:
    return " | ".join("" if cell is None else str(cell) for cell in cells)


def _place(told: Sequence) -> tuple[str, ...]:
    """Return the names by which a row of a register is told from others."""
    return tuple(cell.casefold() for cell in told if isinstance(cell, str))


days = st.integers(0, 45).map(lambda step: BEGIN + timedelta(days=step))
people = st.sampled_from(("Ana", "ana", "Bo", "Cy"))
fields = st.fixed_dictionaries(
    {
        "due": st.just("") | days.map(str),
        "assignee": st.just("") | people,
        "team": st.sampled_from(("", "", *TEAMS)),
        "description": st.sampled_from(("", "As an islander")),
        "points": st.sampled_from(("", "3")),
        "sprints": st.sampled_from(("", "S1", "S2", "s1")),
    }
)
homes = st.lists(
    st.tuples(st.sampled_from(("2026-03", "2026-04")), people, st.sampled_from(TEAMS)),
    min_size=1,
    max_size=6,
    unique=True,
)
promised = st.lists(
    st.tuples(
        st.sampled_from(("2026-02", "2026-03", "2026-04")),
        st.sampled_from("AB"),
        st.sampled_from(TEAMS),
        st.sampled_from((20, 40)),
    ),
    max_size=5,
    unique_by=_place,
)
consents = st.lists(
    st.tuples(
        st.sampled_from(("near_work_refined", "assignee_named")), st.sampled_from("AB"), days
    ),
    max_size=2,
    unique_by=_place,
)
sprint_plans = st.tuples(days, st.integers(3, 14)).map(
    lambda told: (told[0], told[0] + timedelta(days=told[1]))
)


@st.composite
def card_boards(draw: st.DrawFn) -> CardBoard:
    """Generate a board: cards lack this or that, and so may the export."""
    cards: list[Card] = []
    for number in range(1, draw(st.integers(4, 18)) + 1):
        is_part = bool(cards) and draw(st.integers(0, 4)) == 0
        parent = draw(st.sampled_from(cards)).key if is_part else ""
        project = parent.partition("-")[0] or draw(st.sampled_from("AB"))
        created, started, done = draw(st.tuples(days, st.none() | days, st.none() | days))
        started = max(created, started) if started else None
        done = max(started, done) if started and done else None
        kind = "Sub-task" if is_part else "Story"
        key = f"{project}-{number}"
        cards.append(Card(key, kind, created, started, done, parent, draw(fields)))
    return CardBoard(
        cards=tuple(cards),
        columns=tuple(draw(st.sets(st.sampled_from(FIELDS), min_size=2).map(sorted))),
        homes=tuple(draw(homes)),
        sprints=tuple((name, *draw(sprint_plans)) for name in ("S1", "S2")),
        hours=tuple(draw(promised)),
        consents=tuple(draw(consents)),
    )
