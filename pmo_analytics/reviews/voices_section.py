"""What clients, users and teams said by theme, and what was done about it."""

from __future__ import annotations

from pmo_analytics.content import Block, DataTable, Missing, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell, said_cell
from pmo_analytics.standards import Mode
from pmo_analytics.values import Sentence

_MEASURES = ("feedback", "overdue_actions")
_MOST_ROWS = 20
_COLUMNS = (
    *("feedback_count", "mean_score", "answer_count", "answer", "answer_owner"),
    "answer_done_date",
)


def gather(head: Head) -> Gathered:
    """Gather the themes, those about which nothing was done first."""
    brief = head.brief
    rows = sorted((row for row in brief.rows("feedback") if row["theme"]), key=_unheard_first)
    table = brief.table("feedback", rows[:_MOST_ROWS], key=("theme",), columns=_COLUMNS)
    return Gathered(head, brief.facts(*_MEASURES), tables={"themes": table})


def _unheard_first(row: Row) -> tuple[bool, bool, float, str]:
    score = row["mean_score"]
    return (bool(row["answer_count"]), score is None, score or 0.0, row["theme"])


def compose(found: Gathered, label: str) -> Section | None:
    """Show the themes with what was done, or name the register that would tell them."""
    brief, themes = found.head.brief, found.tables["themes"]
    if brief.answer("feedback").reason:
        return Section(name="voices", label=label, title=say("voices-missing", found.facts))
    if not themes:
        return None
    blocks: tuple[Block, ...] = (_table(found, brief.evidence.settings.portfolio.pmo_mode),)
    if "actions.csv" in brief.answer("overdue_actions").reason:
        blocks += (Missing(text=say("voices-unanswered", found.facts)),)
    title = say("voices-title", found.facts)
    return Section(name="voices", label=label, title=title, blocks=blocks)


def _table(found: Gathered, mode: Mode) -> DataTable:
    return DataTable(
        subtitle=say("voices-subtitle", found.facts),
        columns=(
            column("theme"),
            *(column(name, is_number=True) for name in ("count", "score")),
            column("done"),
        ),
        rows=tuple(
            (
                named_cell(row.value("theme")),
                fact_cell(row, "feedback_count"),
                fact_cell(row, "mean_score"),
                said_cell(_answer(row, mode)),
            )
            for row in found.tables["themes"]
        ),
    )


def _answer(row: Facts, mode: Mode) -> Sentence:
    if not row.value("answer_count"):
        return say("voice-nothing", row, mode=mode)
    answer = named(row.value("answer"))
    if row.value("answer_done_date"):
        return say("voice-done", row, answer=answer)
    return say("voice-agreed", row, answer=answer, owner=named(row.value("answer_owner")))
