"""Generated plans: baselines, status reports and milestones of two projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.spec.board import Register

FIRST_DAY = date(2026, 3, 10)
STEP = timedelta(days=3)  # coarse, so that reports fall on days asked for and slips may be none


@dataclass(frozen=True)
class Baseline:
    """A row of baselines.csv."""

    project: str
    approved: date
    start: date
    finish: date


@dataclass(frozen=True)
class StatusReport:
    """A row of status.csv."""

    project: str
    reported: date
    forecast: date | None


@dataclass(frozen=True)
class MilestoneReport:
    """A row of milestones.csv."""

    project: str
    milestone: str
    reported: date
    forecast: date
    actual: date | None

    @property
    def name(self) -> str:
        """Return the name, which tells the projects apart."""
        return f"{self.milestone} of {self.project}"

    @property
    def expected(self) -> date:
        """Return the day on which it was reached, or is expected to be."""
        return self.actual or self.forecast


@dataclass(frozen=True)
class Gate:
    """A row of gates.csv."""

    project: str
    due: date
    approved: date | None

    @property
    def name(self) -> str:
        """Return the name, which tells the gates of a project apart."""
        return f"Gate of {self.due}"


@dataclass(frozen=True)
class Plans:
    """What the registers tell of the plans of some projects."""

    baselines: tuple[Baseline, ...]
    statuses: tuple[StatusReport, ...]
    milestones: tuple[MilestoneReport, ...]
    gates: tuple[Gate, ...]
    projects: tuple[str, ...] = ("A", "B")
    zone: str = "UTC"

    @property
    def registers(self) -> list[Register]:
        """Return the registers as they are landed."""
        tables = {
            "baselines": ["project_id | approved_date | start_date | finish_date"],
            "status": ["project_id | report_date | forecast_finish_date | overall"],
            "milestones": [
                "project_id | milestone_id | report_date | forecast_date | actual_date | name"
            ],
            "gates": ["project_id | gate | due_date | approved_date"],
        }
        for b in self.baselines:
            tables["baselines"].append(_row(b.project, b.approved, b.start, b.finish))
        for s in self.statuses:
            tables["status"].append(_row(s.project, s.reported, s.forecast, "green"))
        for m in self.milestones:
            told = (m.project, m.milestone, m.reported, m.forecast, m.actual, m.name)
            tables["milestones"].append(_row(*told))
        for g in self.gates:
            tables["gates"].append(_row(g.project, g.name, g.due, g.approved))
        return [Register(name, "\n".join(lines)) for name, lines in tables.items()]

    def within(self, project_ids: Sequence[str]) -> Plans:
        """Return the plans of some projects."""
        return replace(self, projects=tuple(project_ids))


def _row(*cells: object) -> str:
    return " | ".join("" if cell is None else str(cell) for cell in cells)


projects = st.sampled_from(("A", "B"))
days = st.integers(0, 10).map(lambda step: FIRST_DAY + step * STEP)
finishes = st.integers(3, 14).map(lambda step: FIRST_DAY + step * STEP)


@st.composite
def plans(draw: st.DrawFn) -> Plans:
    """Generate plans: projects are planned anew, milestones slip, recover and are reached."""
    spans = st.tuples(projects, days, days, st.integers(0, 12))
    told = draw(st.lists(spans, min_size=2, max_size=8, unique_by=lambda row: row[:2]))
    reports = st.tuples(projects, days, st.none() | finishes)
    milestones = st.tuples(projects, st.sampled_from(("M1", "M2", "M3")))
    gates = st.tuples(projects, finishes, st.none() | days)
    return Plans(
        tuple(
            Baseline(project, approved, start, start + length * STEP)
            for project, approved, start, length in told
        ),
        tuple(
            StatusReport(*report)
            for report in draw(
                st.lists(reports, min_size=4, max_size=12, unique_by=lambda row: row[:2])
            )
        ),
        tuple(
            MilestoneReport(*milestone, *report)
            for milestone in draw(st.sets(milestones, min_size=2).map(sorted))
            for report in draw(_milestone_reports())
        ),
        tuple(
            Gate(*gate)
            for gate in draw(st.lists(gates, min_size=1, max_size=5, unique_by=lambda row: row[:2]))
        ),
    )


def _milestone_reports() -> st.SearchStrategy[list[tuple[date, date, date | None]]]:
    """Return reports of a milestone; once in a while it is reached on the day of the report."""
    reports = st.tuples(days, finishes, st.sampled_from((False, False, False, True)))
    return st.lists(reports, min_size=1, max_size=5, unique_by=lambda row: row[0]).map(
        lambda told: [
            (day, finish, day if is_reached else None) for day, finish, is_reached in told
        ]
    )
