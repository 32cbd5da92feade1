"""What is simulated, as data: `portfolio/*.toml`, validated and frozen.

To make the sample larger, add a project folder and name it in `portfolio.toml`; no code changes.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from data.simulator.streams import Streams

PORTFOLIO_FOLDER = Path(__file__).parent / "portfolio"


class Description(BaseModel):
    """Base of all descriptions: immutable, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StageSpec(Description):
    """A stage that somebody works in.

    With a `waiting_status` finished work of the stage before waits there; without one it waits
    where it is, and counts against the limit of that stage.
    """

    name: str
    status: str
    skill: str
    waiting_status: str = ""
    wip_limit: int | None = None
    sends_back_to: str = ""  # the stage that repairs what fails here


class WorkflowSpec(Description):
    """The statuses of a board."""

    to_do_status: str
    done_status: str
    stages: tuple[StageSpec, ...]


class Work(Description):
    """Working days of one person for an item of middling size."""

    mean_days: float
    sigma: float = 0.6  # spread of the logarithm


class Person(Description):
    """Somebody who works, with what they can do, the first skill first."""

    name: str
    skills: tuple[str, ...]
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)


class Cause(Description):
    """A reason why work stops."""

    name: str
    weight: float
    comment: str = ""  # what somebody writes when it stops the work
    mean_days: float = 3.5  # working days until it is gone
    is_external: bool = False  # somebody outside the company has to move


class Rates(Description):
    """Shares of items to which something happens."""

    fails_review: float = 0.0
    fails_test: float = 0.0
    blocked: float = 0.0
    cancelled: float = 0.0
    put_back: float = 0.0
    reopened: float = 0.0
    has_due_date: float = 0.5
    due_date_moved: float = 0.2
    re_estimated: float = 0.0


class Epic(Description):
    """A part of a project, and the titles of its items.

    `stories`, `tasks` and `known_bugs` exist on the first day; `bugs` and `ideas` turn up later.
    An epic of a story exists only with that story.
    """

    name: str
    component: str
    role: str
    benefit: str
    checks: tuple[str, ...]
    stories: tuple[str, ...]
    tasks: tuple[str, ...]
    known_bugs: tuple[str, ...] = ()
    bugs: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    story: str = ""


class ScopeGrowth(Description):
    """Story: the items of the epics that name it are added between two dates."""

    kind: Literal["scope_growth"]
    name: str
    from_date: date
    to_date: date
    mean_batch: float = 3.0  # items that one meeting adds


class PeopleMoved(Description):
    """Story: people finish what they hold and start nothing more from a date on."""

    kind: Literal["people_moved"]
    name: str
    people: tuple[str, ...]
    from_date: date


class SkillAway(Description):
    """Story: nobody with a skill can work between two dates, both included."""

    kind: Literal["skill_away"]
    name: str
    skill: str
    from_date: date
    to_date: date


class HeldUp(Description):
    """Story: the work of a stage stops on some items, for a cause of its own.

    With `waits_for` the tracker links them to an item of another project.
    """

    kind: Literal["held_up"]
    name: str
    titles: tuple[str, ...]
    stage: str
    cause: str
    working_days: float
    waits_for: str = ""  # title of the item that has to be done before


class Promised(Description):
    """Story: people of a team are promised to this project too, on top of what they do."""

    kind: Literal["promised"]
    name: str
    people: tuple[str, ...]
    first_month: str
    last_month: str
    share: float  # of the hours they have


class PassedOver(Description):
    """Story: between two dates, a share of what is finished is moved past a column of the board.

    Work, hands and days are as they were; only the card is not moved as the way is declared.
    """

    kind: Literal["passed_over"]
    name: str
    stage: str
    from_date: date
    to_date: date = date.max
    share: float


class Written(Description):
    """Story: people write it down in registers, and nothing happens to items."""

    kind: Literal["written"]
    name: str
    registers: dict[str, tuple[dict[str, Any], ...]]


StorySpec = Annotated[
    ScopeGrowth | PeopleMoved | SkillAway | HeldUp | Promised | PassedOver | Written,
    Field(discriminator="kind"),
]


class Deletion(Description):
    """An item that somebody deletes from the tracker before anybody has begun it."""

    title: str
    deleted_at: datetime


class Transfer(Description):
    """An item that was written down in another project of the tracker and moved here."""

    title: str
    former_key: str
    moved_at: datetime


class StatusRename(Description):
    """A status to which the tracker gives another name."""

    status: str
    new_name: str
    renamed_at: datetime


class Defect(Description):
    """A fault planted in an export."""

    kind: Literal[
        "done_without_resolution",
        "no_actual_start",
        "due_before_creation",
        "no_assignee",
        "duplicate_row",
    ]
    count: int


class ProjectSpec(Description):
    """One project: who works on what, how, and what happens to it."""

    project_id: str
    seed: int
    name: str
    description: str
    lead: str
    team: str
    source: str
    workflow: str
    first_day: date
    planned_finish: date
    first_key: int
    first_issue_id: int = 0  # the navigator's number of the first issue
    skipped_keys: frozenset[int] = frozenset()  # numbers that items had which moved away
    people: tuple[Person, ...]
    reporters: tuple[str, ...]
    work: dict[str, Work]
    rates: Rates = Rates()
    causes: tuple[Cause, ...] = ()
    started_on_first_day: dict[str, int] = Field(default_factory=dict)  # stage = items
    arrivals_per_week: float = 0.0
    sub_task_share: float = 0.0
    sprint_days: int | None = None
    first_sprint: date | None = None  # by default the first day
    points_field: str = "Story Points"
    stories: tuple[StorySpec, ...] = ()
    defects: tuple[Defect, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    epics: tuple[Epic, ...] = ()
    registers: dict[str, Any] = Field(default_factory=dict)
    left_out: frozenset[str] = frozenset()  # names of stories that are not told

    @property
    def streams(self) -> Streams:
        """Return the random streams of the project; no other project shares them."""
        return Streams(self.seed, self.project_id)

    @property
    def told_stories(self) -> tuple[StorySpec, ...]:
        """Return the stories that happen."""
        return tuple(story for story in self.stories if story.name not in self.left_out)


class SourceSpec(Description):
    """A tracker, and the export that is taken of it, once or every week."""

    name: str
    dialect: Literal["navigator", "weekly_navigator", "change_history", "stage_dates"]
    file_name: str  # of one export; `{taken_at}` stands for its moment
    taken_at: datetime  # of the newest export
    count_exports: int = 1
    renames: tuple[StatusRename, ...] = ()

    @property
    def exports(self) -> dict[datetime, str]:
        """Return the name of each export by its moment, the oldest first."""
        moments = [self.taken_at - timedelta(weeks=w) for w in range(self.count_exports)]
        return {m: self.file_name.format(taken_at=f"{m:%Y-%m-%dT%H-%M}") for m in reversed(moments)}


class PortfolioSpec(Description):
    """Everything that is simulated."""

    time_zone: str
    as_of: date
    holidays: frozenset[date]
    places: tuple[str, ...]
    routes: tuple[str, ...]
    ships: tuple[str, ...]
    sources: tuple[SourceSpec, ...]
    workflows: dict[str, WorkflowSpec]
    labels: tuple[str, ...]
    sub_task_titles: tuple[str, ...]
    comments: dict[str, tuple[str, ...]]
    projects: tuple[ProjectSpec, ...]
    registers: dict[str, Any] = Field(default_factory=dict)  # rows of no single project

    def source(self, name: str) -> SourceSpec:
        """Return the source of that name."""
        return next(source for source in self.sources if source.name == name)

    def without(self, story: str) -> PortfolioSpec:
        """Return the same portfolio in which a story, by its name, does not happen."""
        projects = tuple(
            project.model_copy(update={"left_out": project.left_out | {story}})
            for project in self.projects
        )
        return self.model_copy(update={"projects": projects})


def read_portfolio(folder: Path = PORTFOLIO_FOLDER) -> PortfolioSpec:
    """Read the description of the sample."""
    table = _read_toml(folder / "portfolio.toml")
    table["projects"] = [_read_project(folder / "projects" / name) for name in table["projects"]]
    table["registers"] = _read_toml(folder / "registers.toml")
    return PortfolioSpec.model_validate(table)


def _read_project(folder: Path) -> dict[str, Any]:
    return (
        _read_toml(folder / "project.toml")
        | _read_toml(folder / "backlog.toml")
        | {"registers": _read_toml(folder / "registers.toml")}
    )


def _read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
