"""Generated boards whose fields are seen over time: by a history, or export after export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.spec.board import Board, Register
from tests.unit.metrics.boards import (
    BEGIN,
    COUNTED,
    EXPORTED_AFTER,
    STATUSES,
    STEP,
    STEPS,
    TYPES,
    ZONES,
)
from tests.unit.metrics.twin import CANCELLED, Change, Day, Story

FIRST_DAY = BEGIN.date()
CAUSES = {
    "vendor": True,
    "review": False,
    "test": None,
}  # is it outside of the team, if anybody says
FIELDS = ("sprints", "points", "due", "estimate", "blocked")


@dataclass(frozen=True)
class Sighting:
    """What the fields of an item said at a moment."""

    at: datetime
    sprints: tuple[str, ...]
    points: Decimal | None
    due: date | None
    estimate: Decimal | None
    cause: str

    @property
    def cells(self) -> str:
        """Return the cells of `FIELDS`."""
        told = (" ".join(self.sprints), self.points, self.due, self.estimate, self.cause)
        return " | ".join("" if value is None else str(value) for value in told)


@dataclass(frozen=True)
class SeenStory(Story):
    """An item with all sightings of its fields, and when an export missed it for ever."""

    sightings: tuple[Sighting, ...] = ()
    vanished: datetime | None = None

    def seen_by(self, moment: datetime) -> list[Sighting]:
        """Return the sightings up to a moment."""
        return [sighting for sighting in self.sightings if sighting.at <= moment]

    def fields_at(self, moment: datetime) -> Sighting:
        """Return the last sighting by a moment; before the first one, the first."""
        return [self.sightings[0], *self.seen_by(moment)][-1]


@dataclass(frozen=True)
class Sprint:
    """A row of sprints.csv."""

    name: str
    project: str | None
    first: date
    last: date


@dataclass(frozen=True)
class Blocker:
    """A row of blockers.csv."""

    key: str
    start: date
    end: date | None
    cause: str | None


@dataclass(frozen=True)
class SeenBoard:
    """Items with their sightings, the exports that tell them, sprints and blockers."""

    texts: tuple[str, ...]
    exported: tuple[datetime, ...]
    is_history: bool
    stories: tuple[SeenStory, ...]
    sprints: tuple[Sprint, ...]
    blockers: tuple[Blocker, ...]
    zone: str

    @property
    def toml(self) -> str:
        """Return the settings under which it is landed."""
        return f'[portfolio]\ntime_zone = "{self.zone}"\n'

    @property
    def exports(self) -> list[Board]:
        """Return the exports as they are landed."""
        told = zip(self.texts, self.exported, strict=True)
        return [Board(text, exported=f"{moment.isoformat()}Z") for text, moment in told]

    @property
    def registers(self) -> list[Register]:
        """Return the registers as they are landed."""
        sprints = ["sprint | project_id | start_date | end_date"]
        sprints += [f"{s.name} | {s.project or ''} | {s.first} | {s.last}" for s in self.sprints]
        blockers = ["item_key | start_date | end_date | cause | is_external"]
        blockers += [
            f"{b.key} | {b.start} | {b.end or ''} | {b.cause or ''} | {_flag(CAUSES.get(b.cause))}"
            for b in self.blockers
        ]
        return [Register("sprints", "\n".join(sprints)), Register("blockers", "\n".join(blockers))]

    def within(self, project_ids: Sequence[str]) -> SeenBoard:
        """Return what concerns some projects."""
        stories = tuple(story for story in self.stories if story.project in project_ids)
        sprints = tuple(s for s in self.sprints if s.project in (None, *project_ids))
        return replace(self, stories=stories, sprints=sprints)

    def known(self, day: Day) -> datetime:
        """Return until when the exports taken by a day know; before the first, later ones do."""
        return max((at for at in self.exported if at <= day.moment), default=day.moment)


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


days = st.integers(0, 22).map(lambda day: FIRST_DAY + timedelta(days=day))
sizes = st.sampled_from((None, Decimal("0.5"), Decimal(1), Decimal(3), Decimal(8)))
fields = st.tuples(
    st.lists(st.sampled_from(("S1", "S2", "s2", "S3", "S4")), max_size=3, unique=True).map(tuple),
    sizes,
    st.none() | days,
    sizes,
    st.sampled_from(("", *CAUSES)),
)


def _moment(step: int) -> datetime:
    return BEGIN + step * STEP


keys_of_both = st.lists(st.sampled_from("AB"), min_size=6, max_size=12).map(
    lambda names: [f"{name}-{number}" for number, name in enumerate(names, 1)]
)


@st.composite
def sprint_plans(draw: st.DrawFn) -> tuple[Sprint, ...]:
    """Generate sprints: of all projects, or of one, so that two may share a name, and its days."""
    sprints = []
    spans = st.tuples(days, st.integers(0, 8))
    for name in ("S1", "S2", "S3", "S4"):
        span = draw(spans)
        for project in draw(st.sampled_from(((None,), ("A",), ("A", "B")))):
            first, length = draw(st.just(span) | spans)
            sprints.append(Sprint(name, project, first, first + timedelta(days=length)))
    return tuple(sprints)


@st.composite
def blocker_rows(draw: st.DrawFn, keys: Sequence[str]) -> tuple[Blocker, ...]:
    """Generate rows of blockers.csv, which may overlap, touch or end before they begin."""
    spans = st.tuples(st.sampled_from(keys), days, st.none() | st.integers(-1, 8))
    causes = st.sampled_from((None, *CAUSES))
    told = draw(
        st.lists(
            st.tuples(spans, causes), min_size=4, max_size=10, unique_by=lambda row: row[0][:2]
        )
    )
    return tuple(
        Blocker(key, start, None if length is None else start + timedelta(days=length), cause)
        for (key, start, length), cause in told
    )


@st.composite
def seen_histories(draw: st.DrawFn) -> SeenBoard:
    """Generate a history that shows the fields of an item after each change."""
    keys, taken = draw(keys_of_both), draw(st.integers(EXPORTED_AFTER, STEPS))
    states = st.tuples(st.sampled_from(STATUSES), st.sampled_from(("", "", "Fixed", CANCELLED)))
    told = st.lists(
        st.tuples(st.integers(0, taken).map(_moment), states, fields), min_size=2, max_size=6
    ).map(lambda rows: sorted(rows, key=lambda row: row[0]))
    lines = [" | ".join(("item | type | at | status | resolution", *FIELDS))]
    stories = []
    for key in keys:
        kind, rows = draw(st.sampled_from(TYPES)), draw(told)
        changes = tuple(Change(at, *state) for at, state, _ in rows)
        sightings = tuple(Sighting(at, *values) for at, _, values in rows)
        lines += [
            f"{key} | {kind} | {at.isoformat()}Z | {' | '.join(state)} | {sighting.cells}"
            for (at, state, _), sighting in zip(rows, sightings, strict=True)
        ]
        is_counted = kind in COUNTED
        stories.append(SeenStory(key, changes, rows[0][0], None, is_counted, sightings))
    return SeenBoard(
        texts=("\n".join(lines),),
        exported=(_moment(taken),),
        is_history=True,
        stories=tuple(stories),
        sprints=draw(sprint_plans()),
        blockers=draw(blocker_rows(keys)),
        zone=draw(st.sampled_from(ZONES)),
    )


# Taken on days apart, since exports of one day are one.
export_times = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 3)),
    min_size=3,
    max_size=6,
    unique_by=lambda time: time[0],
).map(lambda times: sorted(_moment(8 * two_days + hour) for two_days, hour in times))


@st.composite
def seen_exports(draw: st.DrawFn) -> SeenBoard:
    """Generate exports one after the other: items are new, are finished, or vanish."""
    keys, exported = draw(keys_of_both), draw(export_times)
    stories = [story for key in keys if (story := draw(_exported_stories(key, exported)))]
    stories = [_as_shown(story, stories) for story in stories]
    return SeenBoard(
        texts=tuple(_export_text(stories, at) for at in exported),
        exported=tuple(exported),
        is_history=False,
        stories=tuple(stories),
        sprints=draw(sprint_plans()),
        blockers=draw(blocker_rows(keys)),
        zone=draw(st.sampled_from(ZONES)),
    )


@st.composite
def _exported_stories(draw: st.DrawFn, key: str, exported: list[datetime]) -> SeenStory | None:
    created = _moment(draw(st.integers(0, EXPORTED_AFTER // 2)))
    finished = draw(st.none() | st.integers(0, 24).map(lambda step: created + step * STEP))
    is_counted = draw(st.sampled_from((True, True, True, False)))
    shown = [at for at in exported if at >= created]
    gone = shown[draw(st.integers(1, 6)) :]
    shown = shown[: len(shown) - len(gone)]
    if not shown:
        return None
    changes = [Change(created, "To Do")]
    if finished and finished <= shown[-1]:
        changes.append(Change(finished, "Done"))
    return SeenStory(
        key,
        tuple(changes),
        created,
        is_counted=is_counted,
        sightings=tuple(Sighting(at, *draw(fields)) for at in shown),
        vanished=gone[0] if gone and len(changes) == 1 else None,
    )


def _as_shown(story: SeenStory, stories: Sequence[SeenStory]) -> SeenStory:
    """Let a story vanish only where the next export shows at least as much as it lacks."""
    if story.vanished is None:
        return story
    last, project = story.sightings[-1].at, story.key[0]
    lost = [
        other
        for other in stories
        if other.key[0] == project and other.sightings[-1].at == last and len(other.changes) == 1
    ]
    kept = 1 + sum(  # its epic is shown by every export
        other.key[0] == project
        and {last, story.vanished} <= {sighting.at for sighting in other.sightings}
        for other in stories
    )
    return story if kept >= len(lost) else replace(story, vanished=None)


def _export_text(stories: Sequence[SeenStory], taken: datetime) -> str:
    """Return an export; its epics show that it holds both projects, whatever else it lacks."""
    lines = [" | ".join(("item | type | created | status | done", *FIELDS))]
    lines += [f"{name}-0 | Epic | {BEGIN.isoformat()}Z | To Do | {'| ' * 5}" for name in "AB"]
    for story in stories:
        for sighting in story.sightings:
            if sighting.at == taken:
                kind = "Story" if story.is_counted else "Sub-task"
                done = [at for change in story.changes[1:] if (at := change.at) <= taken]
                cells = ("Done", f"{done[0].isoformat()}Z") if done else ("To Do", "")
                told = (story.key, kind, f"{story.created.isoformat()}Z", *cells, sighting.cells)
                lines.append(" | ".join(told))
    return "\n".join(lines)
