"""Slips and milestones in plain Python, one loop a project or a milestone.

As in `twin.py`, each function answers with the rows that the query of its name gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import linear_regression

from tests.unit.metrics.plans import Baseline, MilestoneReport, Plans
from tests.unit.metrics.twin import Day, Rows


def _last_by(reports: Iterable, day: date):
    """Return the last report dated by a day."""
    return max(
        (report for report in reports if report.reported <= day),
        key=lambda report: report.reported,
        default=None,
    )


def _expected(plans: Plans, project: str, day: date) -> tuple[date | None, str | None]:
    """Return the finish that a project expects, and who says so."""
    told = (one for one in plans.statuses if one.project == project and one.forecast)
    if status := _last_by(told, day):
        return status.forecast, "status report"
    ends = [
        last.expected for reports in _milestones(plans, project) if (last := _last_by(reports, day))
    ]
    return (max(ends), "last milestone") if ends else (None, None)


def _milestones(plans: Plans, project: str) -> list[list[MilestoneReport]]:
    """Return the reports of each milestone of a project, in their order."""
    milestones: dict[str, list[MilestoneReport]] = {}
    for report in sorted(plans.milestones, key=lambda one: one.reported):
        if report.project == project:
            milestones.setdefault(report.milestone, []).append(report)
    return list(milestones.values())


def slips(plans: Plans, day: Day) -> Rows:
    """project, who says it, days and share against the baseline in force and the first, moved."""
    rows = []
    for project, current, first in _baselines(plans, day.day):
        forecast, evidence = _expected(plans, project, day.day)
        rows.append(
            (
                *(project, evidence, forecast),
                *_slip(current, forecast),
                *_slip(first, forecast),
                current.finish != first.finish,
            )
        )
    return rows


def _baselines(plans: Plans, day: date) -> Iterator[tuple[str, Baseline, Baseline]]:
    """Yield the projects that have a baseline, with the one in force and the first."""
    for project in plans.projects:
        approved = sorted(
            (one for one in plans.baselines if one.project == project and one.approved <= day),
            key=lambda one: one.approved,
        )
        if approved:
            yield project, approved[-1], approved[0]


def _slip(baseline: Baseline, forecast: date | None) -> tuple[int | None, float | None]:
    if forecast is None:
        return None, None
    late, planned = (forecast - baseline.finish).days, _planned(baseline)
    return late, late / planned if planned else None


def _planned(baseline: Baseline) -> int:
    return (baseline.finish - baseline.start).days


def schedule_slip(plans: Plans, day: Day) -> Rows:
    """share, days, planned, the same of the first baseline, longest, counts, n, what lacks."""
    known, lacking = [], 0
    for project, current, first in _baselines(plans, day.day):
        forecast, _ = _expected(plans, project, day.day)
        if forecast and _planned(current) > 0:
            known.append((current, first, forecast))
        else:
            lacking += 1
    if not known:
        return [(*(None,) * 6, 0, 0, 0, lacking)] if lacking else []
    late = [(forecast - current.finish).days for current, _, forecast in known]
    first_late = sum((forecast - first.finish).days for _, first, forecast in known)
    planned = sum(_planned(current) for current, _, _ in known)
    first_planned = sum(_planned(first) for _, first, _ in known)
    return [
        (
            *(sum(late) / planned, sum(late), planned),
            *(first_late / first_planned if first_planned else None, first_late, max(late)),
            sum(days > 0 for days in late),
            sum(current.finish != first.finish for current, first, _ in known),
            *(len(known), lacking),
        )
    ]


def milestone_trends(plans: Plans, day: Day) -> Rows:
    """project, milestone, name, reports, slip, moves, slopes, passed, trend, projected day."""
    rows = []
    for project in plans.projects:
        for told in _milestones(plans, project):
            reports = [report for report in told if report.reported <= day.day]
            if reports:
                last = reports[-1]
                rows.append(
                    (
                        *(project, last.milestone, last.name, len(reports), _moved(reports)),
                        *(_moves(reports) or None, *_slopes(reports)),
                        last.actual is None and last.expected < day.day,
                        *(_trend(reports), _projected(reports)),
                    )
                )
    return rows


def _moves(reports: list[MilestoneReport]) -> list[int]:
    return [(after.expected - before.expected).days for before, after in pairwise(reports)]


def _moved(reports: list[MilestoneReport]) -> int:
    return (reports[-1].expected - reports[0].expected).days


def _told_days(reports: list[MilestoneReport]) -> int:
    return (reports[-1].reported - reports[0].reported).days


def _slopes(reports: list[MilestoneReport]) -> tuple[float | None, float | None]:
    """Return the days that a milestone slips a day: from end to end, and by the line."""
    if len(reports) == 1:
        return None, None
    told = [report.reported.toordinal() for report in reports]
    expected = [report.expected.toordinal() for report in reports]
    return _moved(reports) / _told_days(reports), linear_regression(told, expected).slope


def _trend(reports: list[MilestoneReport]) -> str:
    if reports[-1].actual:
        return "reached"
    if len(reports) == 1:
        return "one report"
    slope, _ = _slopes(reports)
    if slope >= 1:
        return "never converges"
    return "slips" if slope > 0 else "recovers" if slope < 0 else "holds"


def _projected(reports: list[MilestoneReport]) -> date | None:
    """Walk on day by day until the forecast, which moves on as it did, is no longer ahead."""
    last = reports[-1]
    if _trend(reports) in ("reached", "one report", "never converges"):
        return None
    ahead, moved, days = (last.expected - last.reported).days, _moved(reports), _told_days(reports)
    if ahead < 0:
        return None
    walked = 0
    while ahead * days + moved * walked > walked * days:
        walked += 1
    return last.reported + timedelta(days=walked)


def milestone_trend(plans: Plans, day: Day) -> Rows:
    """share, slipping, never, recovering, reached, passed, longest, last day and whose, n."""
    told = milestone_trends(plans, day)
    if not told:
        return []
    ahead = [row for row in told if row[9] != "reached"]
    trends = [row[9] for row in told]
    slipping = trends.count("slips") + trends.count("never converges")
    ends = [(row[10], row[1], row[0], row[2]) for row in told if row[10]]
    last = max(ends, default=(None,) * 4)
    return [
        (
            *(slipping / len(ahead) if ahead else None, slipping, trends.count("never converges")),
            *(trends.count("recovers"), trends.count("reached"), sum(row[8] for row in told)),
            *(max((row[4] for row in ahead), default=None), last[0], last[3], len(ahead)),
        )
    ]


def roadmap_marks(plans: Plans, day: Day) -> Rows:
    """project, name, kind and day of each milestone not reached and each gate not passed."""
    rows = []
    for project in plans.projects:
        for reports in _milestones(plans, project):
            last = _last_by(reports, day.day)
            if last and last.actual is None:
                rows.append((project, last.name, "milestone", last.forecast))
        rows += [
            (project, gate.name, "gate", gate.due)
            for gate in plans.gates
            if gate.project == project and not (gate.approved and gate.approved <= day.day)
        ]
    return rows
