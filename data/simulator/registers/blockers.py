"""Blocked spells kept by hand: of a board without flags, and of what stories hold up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from data.simulator.description import HeldUp, PortfolioSpec
from data.simulator.history import Change, ItemHistory
from data.simulator.simulation import ProjectHistory

Row = Mapping[str, Any]


def blocker_rows(portfolio: PortfolioSpec, history: ProjectHistory) -> Iterator[Row]:
    """Write down the first and the last day of each spell that is kept by hand."""
    has_flags = portfolio.source(history.project.source).dialect != "stage_dates"
    stories = history.project.told_stories
    causes = {story.cause for story in stories if isinstance(story, HeldUp)}
    external = {cause.name for cause in history.project.causes if cause.is_external}
    for item in history.items:
        for change, ended_on in _spells(item):
            if has_flags and change.blocked_by not in causes:
                continue
            yield {
                "item_key": item.item.key,
                "start_date": change.changed_at.date(),
                "end_date": ended_on or "",
                "cause": change.blocked_by,
                "is_external": change.blocked_by in external,
            }


def _spells(item: ItemHistory) -> Iterator[tuple[Change, date | None]]:
    started: Change | None = None
    for before, change in pairwise(item.changes):
        if change.blocked_by and not before.blocked_by:
            started = change
        elif started and before.blocked_by and not change.blocked_by:
            yield started, change.changed_at.date()
            started = None
    if started:
        yield started, None
