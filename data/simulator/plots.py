"""What a description has in store for single items: held up, deleted, moved from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from data.simulator.description import HeldUp, PortfolioSpec, ProjectSpec
from data.simulator.items import Block, PlannedItem
from data.simulator.working_time import DAY_SECONDS

HELD_UP_SHARE_DONE = 0.4  # of the work of a stage, when it stops


def told(item: PlannedItem, portfolio: PortfolioSpec, project: ProjectSpec) -> PlannedItem:
    """Return an item with what the description of its project tells of its title."""
    for story in project.told_stories:
        if isinstance(story, HeldUp) and item.title in story.titles:
            item = _held_up(item, story, portfolio, project)
    for deletion in project.deletions:
        if deletion.title == item.title:
            item = replace(item, deleted_at=deletion.deleted_at)
    for transfer in project.transfers:
        if transfer.title == item.title:
            item = replace(item, former_key=transfer.former_key, moved_at=transfer.moved_at)
    return item


def _held_up(
    item: PlannedItem, story: HeldUp, portfolio: PortfolioSpec, project: ProjectSpec
) -> PlannedItem:
    """Let it reach the stage without an accident, and stop there."""
    stages = [stage.name for stage in portfolio.workflows[project.workflow].stages]
    block = Block(
        stage=stages.index(story.stage),
        share_done=HELD_UP_SHARE_DONE,
        working_seconds=int(DAY_SECONDS * story.working_days),
        cause=story.cause,
    )
    fate = replace(item.fate, block=block, cancelled_after=None, cancelled_in=None)
    return replace(item, fate=fate)
