"""Where work is stuck now: the age of what is in progress, what is blocked, what is overdue."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.query import query_text
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import listed, sentence
from pmo_analytics.reviews.board_section import item_segment
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Block, Figure, Paragraphs, Recipe, Section, Segment, Sentence

_MOST_KEYS = 3


def stuck_section(
    evidence: Evidence,
    scope: Scope,
    state: ProjectState,
    figures: Figures,
    *,
    cycle: dict[str, Any],
) -> Section | None:
    """Show how old the items in progress are; None when nothing is, or nobody can know."""
    if state.now.is_stale:
        return None
    open_rows = evidence.rows("open_items", scope)
    items = [row for row in open_rows if row["state"] == "in_progress"]
    if not items:
        return None
    sure_days = cycle.get("sure_days")
    old = [row for row in items if sure_days and (row["age_days"] or 0) > sure_days]
    blocked = evidence.rows("blocked_items", scope)
    due = evidence.rows("due_date_performance", scope)
    words = (
        _old_sentence(old, state, figures),
        _blocked_sentence(blocked, state, figures),
        _overdue_sentence(due[0] if due else {}, state, figures),
    )
    dated = [row for row in items if row["age_days"] is not None]
    blocks: list[Block] = [_ageing_figure(dated, sure_days)] if dated else []
    paragraphs = tuple((text,) for text in words if text)
    if paragraphs:
        blocks.append(Paragraphs(span=5 if dated else 12, paragraphs=paragraphs))
    return Section(
        name="stuck",
        label="Where work is stuck now",
        title=_title(items, old, sure_days, state, figures),
        blocks=tuple(blocks),
    )


def cycle_days(evidence: Evidence, scope: Scope) -> dict[str, Any]:
    """Return the cycle time of a scope, empty where too few items have a start."""
    rows = evidence.rows("cycle_time", scope)
    return rows[0] if rows and rows[0]["n"] >= CYCLE_TIME.smallest_n else {}


def cycle_time_recipe(figures: Figures, n: int) -> str:
    """Tell what "85% of finished items" means."""
    return figures.book.tell(
        Recipe(
            recipe_id="cycle_time",
            label="Days an item takes",
            means=CYCLE_TIME.meaning,
            rule=CYCLE_TIME.rule,
            based_on=f"{n} finished items with a known start",
            data_needed=CYCLE_TIME.data_needed,
            query=query_text("cycle_time"),
        )
    )


def _title(
    items: list[dict[str, Any]],
    old: list[dict[str, Any]],
    sure_days: int | None,
    state: ProjectState,
    figures: Figures,
) -> Sentence:
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    count = figures.book.figure(key % "in_progress", len(items), "count")
    if not sure_days:
        return sentence(
            "{count} {items} in progress",
            count=count,
            items=noun(len(items), "item is", "items are"),
        )
    limit = figures.book.figure(key % "sure_days", sure_days, "days", recipe="cycle_time")
    if not old:
        return sentence(
            "None of the {count} items in progress is older than {limit}", count=count, limit=limit
        )
    return sentence(
        "{old} of {count} items in progress {are} older than {limit}",
        old=figures.book.figure(key % "old_items", len(old), "count"),
        count=count,
        are=noun(len(old), "is", "are"),
        limit=limit,
    )


def _ageing_figure(items: list[dict[str, Any]], sure_days: int | None) -> Figure:
    stages = sorted({(row["stage_order"], row["stage"]) for row in items})
    names = tuple(stage for _, stage in stages)
    counts = Counter(row["stage"] for row in items)
    return Figure(
        chart="ageing",
        span=7,
        subtitle=sentence("Age of each item in progress, in days since work started, by stage"),
        columns={
            "stage": tuple(row["stage"] for row in items),
            "age_days": tuple(row["age_days"] for row in items),
            "item_key": tuple(row["item_key"] for row in items),
            "is_old": tuple(bool(sure_days) and row["age_days"] > sure_days for row in items),
        },
        options={
            "stages": names,
            "counts": tuple(counts[stage] for stage in names),
            **({"overall_days": sure_days} if sure_days else {}),
        },
        alternative="Items in progress: "
        + "; ".join(f"{counts[stage]} in {stage}" for stage in names)
        + f". The oldest is {max(row['age_days'] for row in items)} days old.",
    )


def _old_sentence(old: list[dict[str, Any]], state: ProjectState, figures: Figures) -> Sentence:
    if not old:
        return Sentence()
    oldest = sorted(old, key=lambda row: (-row["age_days"], row["item_key"]))[:_MOST_KEYS]
    return sentence(
        "The oldest: {items}. Fewer than one in six finished items took so long.",
        items=listed([_aged(row, state, figures) for row in oldest]),
    )


def _aged(row: dict[str, Any], state: ProjectState, figures: Figures) -> Sentence:
    return sentence(
        "{item}, {days}",
        item=item_segment(row),
        days=figures.book.figure(
            f"{state.project_id}.age.{row['item_key']}", row["age_days"], "days"
        ),
    )


def _blocked_sentence(
    blocked: list[dict[str, Any]], state: ProjectState, figures: Figures
) -> Sentence:
    if not blocked:
        return Sentence()
    keys: list[Segment | Sentence] = [item_segment(row) for row in blocked[:_MOST_KEYS]]
    rest = len(blocked) - len(keys)
    return sentence(
        "{count} {items} blocked: {keys}{more}. To ask: what would free the first of them?",
        count=figures.book.figure(
            f"{state.project_id}.blocked_items.{state.now.as_of.day}", len(blocked), "count"
        ),
        items=noun(len(blocked), "open item is", "open items are"),
        keys=listed(keys, last=", " if rest else " and "),
        more=" and others" if rest else "",
    )


def _overdue_sentence(due: dict[str, Any], state: ProjectState, figures: Figures) -> Sentence:
    if not due or not due["n"]:
        return Sentence()
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    late = ""
    if due["overdue_count"]:
        late = sentence(
            "; {count} {are} overdue, the longest by {days}",
            count=figures.book.figure(key % "overdue_items", due["overdue_count"], "count"),
            are=noun(due["overdue_count"], "is", "are"),
            days=figures.book.figure(
                key % "longest_overdue_days", due["longest_overdue_days"], "days"
            ),
        )
    return sentence(
        "{on_time} of {n} items that fell due were finished in time{late}.",
        on_time=figures.book.figure(key % "on_time_items", due["on_time_count"], "count"),
        n=figures.book.figure(key % "fell_due_items", due["n"], "count"),
        late=late,
    )
