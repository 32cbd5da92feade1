"""The board as of the day: stages from To Do to Done, oldest cards first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pmo_analytics.content import Board, BoardColumn, Card, Section
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.formatting import Style, day_text
from pmo_analytics.narrative.saying import Facts, item_segment, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.values import Sentence

_MOST_CARDS = 4
_LONGEST_DESCRIPTION = 140
# Jira's own: headings, macros, images. What is left is words; it is never read as markup again.
_WIKI_MARKUP = re.compile(r"^h[1-6]\..*$|\{[^{}\n]*\}|!\S[^!\n]*!", re.MULTILINE)


def gather(head: Head) -> Gathered | None:
    """Gather the cards; None where no item is open and none was finished lately."""
    brief = head.brief
    stages = brief.rows("board")
    if not stages:
        return None
    cards = brief.evidence.rows("board_cards", Question((brief.scope,), (brief.day,)))
    columns = ("stage_order", "card_count", "wip_limit_count", "over_limit_count", "is_done")
    table = brief.table("board", stages, key=("stage",), columns=columns)
    return Gathered(
        head, brief.facts("board", "ageing"), tables={"stages": table}, series={"cards": cards}
    )


def compose(found: Gathered, label: str) -> Section:
    """Show the board of a project."""
    cards: dict[str, list[Row]] = defaultdict(list)
    for row in found.series["cards"]:
        cards[row["stage"]].append(row)
    stages = sorted(found.tables["stages"], key=_board_order)
    old_days = found.facts.value("sure_days")
    columns = tuple(_column(stage, cards[stage.value("stage")], old_days) for stage in stages)
    subtitle = say("board-subtitle-old" if old_days else "board-subtitle", found.facts)
    return Section(
        name="board",
        label=label,
        title=_title(stages, found.facts),
        subtitle=subtitle,
        blocks=(Board(columns=columns),),
    )


def _board_order(row: Facts) -> tuple[int, str]:
    return (row.value("stage_order"), row.value("stage"))


def _title(stages: Sequence[Facts], facts: Facts) -> Sentence:
    over = [named(row.value("stage")) for row in stages if row.value("over_limit_count")]
    if not over:
        return _full(stages) or say("board-title", facts)
    return say("board-title-over", facts, stages=listed(over), stage_count=len(over))


def _full(stages: Sequence[Facts]) -> Sentence:
    """Say which stage is at its limit while half of the next one is free: work is stuck there."""
    limited = [row for row in stages if row.value("wip_limit_count") and not row.value("is_done")]
    for row, following in pairwise(limited):
        is_full = row.value("card_count") >= row.value("wip_limit_count")
        has_room = following.value("card_count") * 2 <= following.value("wip_limit_count")
        if is_full and has_room:
            stage, after = (named(one.value("stage")) for one in (row, following))
            return say("board-title-full", row, stage=stage, next=after)
    return Sentence()


def _column(stage: Facts, rows: Sequence[Row], old_days: int | None) -> BoardColumn:
    name, is_done = stage.value("stage"), stage.value("is_done")
    done_days = DEFAULT_OPTIONS["done_days"]
    shown = sorted(rows, key=_oldest_first)[:_MOST_CARDS]
    is_over = stage.value("over_limit_count")
    return BoardColumn(
        stage=str(say("board-done", stage, stage=named(name), done_days=done_days))
        if is_done
        else name,
        count=stage.value("card_count"),
        wip_limit=None if is_done else stage.value("wip_limit_count"),
        note=str(say("board-over", stage)) if is_over else "",
        cards=tuple(_card(row, stage.style, old_days) for row in shown),
    )


def _oldest_first(row: Row) -> tuple[int, str, str]:
    since = row["done_date"] or row["created_date"]
    return (-(_age(row) or 0), since.isoformat() if since else "", row["item_key"])


def _age(row: Row) -> int | None:
    """Return the age of an item, or how old it is at least where its start is not known."""
    return row["least_age_days"] if row["age_days"] is None else row["age_days"]


def _card(row: Row, style: Style, old_days: int | None) -> Card:
    due, is_open = row["due_date"], row["state"] != "done"
    age = _age(row) if row["state"] == "in_progress" else None
    return Card(
        item=item_segment(row),
        title=row["title"] or "",
        description=_shortened(row["description"] or ""),
        assignee=row["assignee"] or "",
        due=day_text(due, style, is_short=True) if due else "",
        is_overdue=bool(due and is_open and due < style.as_of),
        age_days=age,
        is_age_known=row["age_days"] is not None,
        is_old=bool(age and old_days and age > old_days),
        blocked=row["blocked_by"] or "",
    )


def _shortened(text: str) -> str:
    """Return the first line of a description that says something, without wiki markup, clipped."""
    plain = _WIKI_MARKUP.sub("", text.replace("\\n", "\n").replace("\\r", ""))
    line = next((line.strip(" *-#|") for line in plain.splitlines() if line.strip(" *-#|")), "")
    return line if len(line) <= _LONGEST_DESCRIPTION else line[:_LONGEST_DESCRIPTION].rstrip() + "…"
