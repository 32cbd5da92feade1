"""The board as of the day: stages from To Do to Done, oldest cards first."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import day_text, noun
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import listed, name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Board, BoardColumn, Card, Section, Segment, Sentence
from pmo_analytics.warehouse.connection import fetch_rows

DONE_DAYS = 7
_MOST_CARDS = 4
_LONGEST_DESCRIPTION = 140
# Jira's own: headings, macros, images. What is left is words; it is never read as markup again.
_WIKI_MARKUP = re.compile(r"^h[1-6]\..*$|\{[^{}\n]*\}|!\S[^!\n]*!", re.MULTILINE)


def item_segment(row: dict[str, Any]) -> Segment:
    """Return the key of an item, linked to its tracker where `item_url` is set."""
    return Segment(kind="item", text=row["item_key"], url=row["item_url"] or "")


def board_section(
    evidence: Evidence, scope: Scope, state: ProjectState, figures: Figures, *, old_days: int | None
) -> Section | None:
    """Show the board of a project; None when it has no open item and finished nothing lately."""
    rows = evidence.rows("board_cards", scope, done_days=DONE_DAYS)
    if not rows:
        return None
    by_stage: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_stage[row["stage_order"], row["stage"]].append(row)
    limits = _wip_limits(evidence, scope)
    columns = tuple(
        _column(stage, cards, limits.get(stage), figures, old_days)
        for (_, stage), cards in sorted(by_stage.items())
    )
    subtitle = sentence(
        "Age in days since work started{edge}.",
        edge=sentence(
            "; a blue edge marks items older than {days}",
            days=figures.book.figure(
                f"{state.project_id}.sure_days.{state.now.as_of.day}",
                old_days,
                "days",
                recipe="cycle_time",
            ),
        )
        if old_days
        else "",
    )
    return Section(
        name="board",
        label=f"Board on {day_text(evidence.as_of.day, evidence.style)}",
        title=_title(columns),
        subtitle=subtitle,
        blocks=(Board(columns=columns),),
    )


def _column(
    stage: str,
    rows: list[dict[str, Any]],
    wip_limit: int | None,
    figures: Figures,
    old_days: int | None,
) -> BoardColumn:
    is_done = all(row["state"] == "done" for row in rows)
    over = len(rows) - wip_limit if wip_limit and not is_done else 0
    return BoardColumn(
        stage=f"{stage}, last {DONE_DAYS} days" if is_done else stage,
        count=len(rows),
        wip_limit=None if is_done else wip_limit,
        note=f"{over} over the limit" if over > 0 else "",
        cards=tuple(
            _card(row, figures, old_days) for row in sorted(rows, key=_oldest_first)[:_MOST_CARDS]
        ),
    )


def _oldest_first(row: dict[str, Any]) -> tuple[int, str, str]:
    since = row["done_date"] or row["created_date"]
    return (-(row["age_days"] or 0), since.isoformat() if since else "", row["item_key"])


def _card(row: dict[str, Any], figures: Figures, old_days: int | None) -> Card:
    due, as_of = row["due_date"], figures.book.style.as_of
    is_open = row["state"] != "done"
    age = row["age_days"] if row["state"] == "in_progress" else None
    return Card(
        item=item_segment(row),
        title=row["title"] or "",
        description=_shortened(row["description"] or ""),
        assignee=row["assignee"] or "",
        due=day_text(due, figures.book.style, is_short=True) if due else "",
        is_overdue=bool(due and is_open and due < as_of),
        age_days=age,
        is_old=bool(age and old_days and age > old_days),
        blocked=row["blocked_by"] or "",
    )


def _shortened(text: str) -> str:
    """Return the first line of a description that says something, without wiki markup, clipped."""
    plain = _WIKI_MARKUP.sub("", text.replace("\\n", "\n").replace("\\r", ""))
    line = next((line.strip(" *-#|") for line in plain.splitlines() if line.strip(" *-#|")), "")
    return line if len(line) <= _LONGEST_DESCRIPTION else line[:_LONGEST_DESCRIPTION].rstrip() + "…"


def _wip_limits(evidence: Evidence, scope: Scope) -> dict[str, int]:
    sql = """
        select stage, max(wip_limit) as wip_limit
        from status_meanings
        where list_contains($ids, project_id) and wip_limit is not null
        group by stage
    """
    ids = list(scope.project_ids)
    rows = fetch_rows(evidence.connection, sql, {"ids": ids}, name="wip limits")
    return {row["stage"]: row["wip_limit"] for row in rows}


def _title(columns: tuple[BoardColumn, ...]) -> Sentence:
    over = [column for column in columns if column.note]
    if not over:
        return sentence("The oldest items in each column")
    names = listed([name(column.stage) for column in over])
    return sentence("{names} {are} over the limit", names=names, are=noun(len(over), "is", "are"))
