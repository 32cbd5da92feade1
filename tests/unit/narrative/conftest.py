"""Projects built by hand, without a warehouse: what `reviews` would gather."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pmo_analytics.narrative.facts import FactBook
from pmo_analytics.narrative.figures import Figures

from pmo_analytics.health.dimensions import DEFAULT_POLICIES
from pmo_analytics.health.rag import next_colour
from pmo_analytics.metrics.question import AsOf
from pmo_analytics.narrative.formatting import Style
from pmo_analytics.narrative.project import DIMENSIONS, Moment, ProjectState
from pmo_analytics.values import Rag

AS_OF = date(2026, 9, 30)  # a Wednesday; the last complete week began on 21 September
BEFORE = date(2026, 8, 31)
STEADY = (4,) * 20  # no variation: exactly four items a week
PACE = ("finished", "open_items", "done")  # of the comparison date


def as_of(day: date) -> AsOf:
    return AsOf(day=day, moment=datetime.combine(day, time(23, 59), tzinfo=UTC))


def pace_of(
    day: date,
    *,
    finished: Sequence[int],
    arrived: Sequence[int] | None = None,
    open_items: int,
    done: int | None = None,
    active_days: int = 3,
) -> dict[str, Any]:
    """Return a row of pace.sql; `active_days` is what each week with finished work has."""
    last = day - timedelta(days=day.weekday() + 7)
    count = len(finished)
    return {
        "open_count": open_items,
        "in_progress_count": min(open_items, 3),
        "done_count": sum(finished) if done is None else done,
        "week_dates": [last - timedelta(weeks=back) for back in range(count - 1, -1, -1)],
        "finished_count": list(finished),
        "arrived_count": list(arrived if arrived is not None else (0,) * count),
        "active_days": [active_days if week else 0 for week in finished],
    }


def quality_of(
    share: float = 0.95, *, is_stale: bool = False, export_age_days: int = 0
) -> dict[str, Any]:
    return {
        "passed_share": share,
        "checked_count": 100,
        "failed_count": 5,
        "checks": 4,
        "export_age_days": export_age_days,
        "is_stale": is_stale,
    }


def entry_of(project_id: str, name: str, **given: Any) -> dict[str, Any]:
    """Return a row of projects_as_of.sql; what is not given is not in the registers."""
    empty = dict.fromkeys(
        "programme sponsor manager objective cost_of_delay_per_week baseline_finish_date budget "
        "original_finish_date report_date declared".split()
    )
    return {**empty, "is_rebaselined": False, "project_id": project_id, "name": name, **given}


def make_project(
    name: str = "Atlas",
    *,
    finished: Sequence[int] = STEADY,
    arrived: Sequence[int] | None = None,
    open_items: int = 40,
    active_days: int = 3,
    has_items: bool = True,
    quality: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    colours: dict[str, Any] | None = None,
    colours_before: dict[str, Any] | None = None,
    report_age_days: int = 5,
    **entry: Any,
) -> ProjectState:
    """Build a project as of 30 September, compared with 31 August.

    Args:
        finished: items finished in each complete week, oldest first.
        before: what differed on the comparison date: arguments of `pace_of` or of the entry.
        entry: what the registers say, such as `baseline_finish_date`, `budget`, `declared`.
    """
    project_id = name.partition(" ")[0].upper()
    if entry.get("declared"):
        entry.setdefault("report_date", AS_OF - timedelta(days=report_age_days))
    if entry.get("budget") is not None:
        entry["budget"] = Decimal(entry["budget"])
    now = Moment(
        as_of=as_of(AS_OF),
        entry=entry_of(project_id, name, **entry),
        pace=pace_of(
            AS_OF,
            finished=finished,
            arrived=arrived,
            open_items=open_items,
            active_days=active_days,
        )
        if has_items
        else {},
        quality=quality or (quality_of() if has_items else {}),
    )
    paced = {"finished": tuple(finished)[:-4], "open_items": open_items}
    changed = before or {}
    earlier = Moment(
        as_of=as_of(BEFORE),
        entry={**now.entry, **{key: changed[key] for key in changed if key in now.entry}},
        pace=pace_of(BEFORE, **{**paced, **{key: changed[key] for key in changed if key in PACE}})
        if has_items
        else {},
        quality=quality_of() if has_items else {},
    )
    return ProjectState(
        project_id=project_id,
        now=now,
        before=earlier,
        history=(earlier, now),
        colours={**_colours(now), **(colours or {})},
        colours_before={**_colours(earlier), **(colours_before or {})},
    )


def _colours(moment: Moment) -> dict[str, Rag]:
    return {
        dimension: next_colour(None, moment.value(dimension), DEFAULT_POLICIES[dimension])
        for dimension in DIMENSIONS
    }


@pytest.fixture
def project() -> Callable[..., ProjectState]:
    """Return the builder of projects."""
    return make_project


@pytest.fixture
def figures() -> Callable[..., Figures]:
    """Return a maker of figures for some projects: `figures(atlas, boreal)`."""

    def made(*states: ProjectState, currency: str = "£") -> Figures:
        style = Style(as_of=AS_OF, currency=currency)
        return Figures(FactBook(style), states, DEFAULT_POLICIES)

    return made


# Every kind of outlook, as the arguments that lead to it.
KINDS: dict[str, dict[str, Any]] = {
    "no_items": {"has_items": False, "baseline_finish_date": date(2026, 11, 13)},
    "stale": {
        "quality": quality_of(is_stale=True, export_age_days=41),
        "baseline_finish_date": date(2026, 11, 13),
    },
    "nothing_left": {"open_items": 0, "baseline_finish_date": date(2026, 11, 13)},
    "nothing_finished": {"finished": (0,) * 4, "baseline_finish_date": date(2026, 11, 13)},
    "thin": {
        "finished": (1, 0, 1, 0),
        "active_days": 1,
        "baseline_finish_date": date(2026, 11, 13),
    },
    "no_baseline": {},
    "overdue": {"baseline_finish_date": date(2026, 9, 18)},
    # 40 items at exactly four a week take ten weeks, to 9 December
    "unlikely": {"baseline_finish_date": date(2026, 11, 13)},
    "uncertain": {
        "finished": (3, 5) * 10,
        "baseline_finish_date": date(2026, 12, 10),
        "colours": {"schedule": "amber"},
    },
    "on_course": {"baseline_finish_date": date(2027, 1, 15)},
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Return each kind of outlook in turn."""
    return request.param


@pytest.fixture
def project_of_kind() -> Callable[..., ProjectState]:
    """Return a maker of a project with a given outlook."""

    def made(kind: str, name: str = "Atlas", **more: Any) -> ProjectState:
        return make_project(name, **{**KINDS[kind], **more})

    return made
