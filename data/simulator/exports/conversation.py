"""Comments, watchers and attachments of an item: what a navigator export drags along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import numpy as np

from data.simulator.description import PortfolioSpec, ProjectSpec
from data.simulator.history import Change, ItemHistory
from data.simulator.streams import gamma, happens

COMMENTED_SHARE = 0.22  # of the changes of an item
ATTACHED_SHARE = 0.09
MENTION_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `author` is a name."""

    written_at: datetime
    author: str
    text: str


def account_id(name: str) -> str:
    """Return the id that stands for a person, in the form a cloud tracker uses."""
    return sha256(f"account of {name}".encode()).hexdigest()[:24]


def comments(
    portfolio: PortfolioSpec, project: ProjectSpec, history: ItemHistory, ends_at: datetime
) -> list[Comment]:
    """Return the comments of an item, oldest first: why it stopped, what came back, small talk."""
    rng = project.streams.of("comments", history.item.name)
    written = []
    for change in history.changes[1:]:
        text = _text(portfolio, project, change, rng)
        moment = change.changed_at + timedelta(seconds=45 + int(gamma(rng, 300)))
        if text and moment <= ends_at:
            author = change.assignee or history.item.reporter
            written.append(Comment(moment, author, text))
    return written


def _text(
    portfolio: PortfolioSpec, project: ProjectSpec, change: Change, rng: np.random.Generator
) -> str:
    said = portfolio.comments["usual"]
    usual = said[int(rng.binomial(len(said) - 1, 0.5))]
    is_said, has_mention = happens(rng, COMMENTED_SHARE), happens(rng, MENTION_SHARE)
    if change.blocked_by and "blocked_by" in change.changed_fields:
        cause = next(cause for cause in project.causes if cause.name == change.blocked_by)
        return f"*Blocked:* {cause.comment}"
    if not is_said or change.resolution:
        return ""
    return f"[~accountid:{account_id(project.lead)}] {usual}" if has_mention else usual


def watchers(project: ProjectSpec, history: ItemHistory) -> list[str]:
    """Return who watches an item: who wrote it, who works on it, and the lead if it is blocked."""
    assignees = [change.assignee for change in history.changes]
    blocked = any(change.blocked_by for change in history.changes)
    people = [history.item.reporter, *assignees[-1:], *([project.lead] if blocked else [])]
    return list(dict.fromkeys(person for person in people if person))


def attachments(project: ProjectSpec, history: ItemHistory) -> Iterator[tuple[datetime, str, str]]:
    """Yield (moment, author, file name) of the pictures added when the item was written."""
    item = history.item
    rng = project.streams.of("attachments", item.name)
    if item.level != "item" or not happens(rng, ATTACHED_SHARE):
        return
    for _ in range(1 + int(rng.binomial(2, 0.3))):
        moment = item.created_at + timedelta(seconds=30 + int(gamma(rng, 200)))
        yield moment, item.reporter, moment.strftime("image-%Y%m%d-%H%M%S.png")
