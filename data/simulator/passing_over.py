"""What a board does not show: cards that are moved past a column in which work was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.simulator.description import PassedOver, ProjectSpec, WorkflowSpec
from data.simulator.history import Change, ItemHistory
from data.simulator.streams import Streams, happens


def passed_over(
    items: Iterable[ItemHistory], project: ProjectSpec, workflow: WorkflowSpec
) -> list[ItemHistory]:
    """Return the items as their board shows them; when they began and ended does not change."""
    found = list(items)
    for story in project.told_stories:
        if isinstance(story, PassedOver):
            found = [_told(item, story, project.streams, workflow) for item in found]
    return found


def _told(
    item: ItemHistory, story: PassedOver, streams: Streams, workflow: WorkflowSpec
) -> ItemHistory:
    is_finished = item.last.status == workflow.done_status
    draw = streams.of("passed over", story.name, item.item.name)
    if not is_finished or not happens(draw, story.share):
        return item
    stage = next(stage for stage in workflow.stages if stage.name == story.stage)
    hidden = (stage.waiting_status, stage.status)
    return replace(item, changes=tuple(_shown(item.changes, story, hidden)))


def _shown(
    changes: Iterable[Change], story: PassedOver, hidden: tuple[str | None, ...]
) -> Iterator[Change]:
    shown = ""
    for change in changes:
        is_told = not story.from_date <= change.changed_at.date() < story.to_date
        if change.status not in hidden or is_told:
            shown = change.status
        yield replace(change, status=shown)
