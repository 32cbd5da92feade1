"""Where work is stuck now: the age of what is in progress, what is blocked, what is overdue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pmo_analytics.content import Block, Chart, Paragraphs, Section, chart_columns
from pmo_analytics.narrative.saying import Facts, item_segment, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.values import Sentence

_MOST_KEYS = 3
FLAGGED = "flagged"  # by the tracker, which does not say why


def gather(head: Head) -> Gathered | None:
    """Gather what is in progress, blocked and overdue; None when nothing is, or nobody can know."""
    brief = head.brief
    rows = brief.rows("ageing")
    if head.project.is_stale or not rows:
        return None
    oldest = sorted((row for row in rows if row["is_old"]), key=_oldest_first)
    blocked = sorted(brief.rows("blocked_items"), key=_longest_first)
    facts = brief.facts("ageing", "blocked_items", "due_date_performance", "overdue", "item_counts")
    return Gathered(
        head,
        facts,
        tables={
            "oldest": brief.table(
                "ageing",
                oldest[:_MOST_KEYS],
                key=("item_key",),
                columns=("age_days", "least_age_days"),
            ),
            "blocked": brief.table(
                "blocked_items",
                blocked[:_MOST_KEYS],
                key=("item_key",),
                columns=("blocked_by", "blocked_days"),
            ),
        },
        series={"items": rows, "oldest": oldest, "blocked": blocked},
    )


def _longest_first(row: Row) -> tuple[int, str]:
    return (-row["blocked_days"], row["item_key"])


def _oldest_first(row: Row) -> tuple[int, str]:
    return (-_shown_age(row), row["item_key"])


def _shown_age(row: Row) -> int:
    """Return the age of an item, the least there is where its start is not known."""
    return row["age_days"] or row["least_age_days"]


def compose(found: Gathered, label: str) -> Section:
    """Show how old the items in progress are."""
    dated = [row for row in found.series["items"] if _shown_age(row) is not None]
    sentences = (
        _oldest(found),
        _blocked(found),
        *_blocked_before_shown(found),
        _overdue(found.facts),
    )
    blocks: list[Block] = [_ageing_chart(dated, found)] if dated else []
    paragraphs = tuple((text,) for text in sentences if text)
    if paragraphs:
        blocks.append(Paragraphs(span=5 if dated else 12, paragraphs=paragraphs))
    title = _title(found.facts)
    return Section(name="stuck", label=label, title=title, blocks=tuple(blocks))


def _title(facts: Facts) -> Sentence:
    if not facts.value("sure_days"):
        return say("stuck-title-plain", facts)
    return say("stuck-title-old" if facts.value("older_count") else "stuck-title-none", facts)


def _ageing_chart(dated: Sequence[Row], found: Gathered) -> Chart:
    sure = found.facts.value("sure_days")
    stages = sorted({(row["stage_order"], row["stage"]) for row in dated})
    names = tuple(stage for _, stage in stages)
    counts = Counter(row["stage"] for row in dated)
    said = listed(
        say("stuck-chart-stage", found.facts, count=counts[stage], stage=named(stage))
        for stage in names
    )
    oldest = max(map(_shown_age, dated))
    return Chart(
        name="ageing",
        span=7,
        subtitle=say("stuck-chart", found.facts, without_start=found.facts["without_start_count"]),
        columns={
            **chart_columns(dated, "stage", "item_key", "is_old"),
            "age_days": tuple(map(_shown_age, dated)),
        },
        options={
            "stages": names,
            "counts": tuple(counts[stage] for stage in names),
            **({"overall_days": sure} if sure else {}),
        },
        alternative=str(say("stuck-chart-drawn", found.facts, stages=said, oldest=oldest)),
    )


def _oldest(found: Gathered) -> Sentence:
    rows = found.series["oldest"]
    if not rows:
        return Sentence()
    aged = [
        say(_aged(row), facts, item=item_segment(row))
        for row, facts in zip(rows, found.tables["oldest"], strict=False)
    ]
    return say("stuck-oldest", found.facts, items=listed(aged))


def _aged(row: Row) -> str:
    return "aged-item" if row["age_days"] else "aged-item-least"


def _blocked(found: Gathered) -> Sentence:
    """Say what is blocked, since when at least and by what; ask where nobody says by what."""
    rows, facts = found.series["blocked"], found.tables["blocked"]
    if not rows:
        return Sentence()
    items: list[Sentence] = [
        say(
            "blocked-item",
            named_facts,
            item=item_segment(row),
            reason=named(row["blocked_by"]),
            least="no" if row["is_start_known"] else "yes",
        )
        for row, named_facts in zip(rows, facts, strict=False)
    ]
    if len(rows) > len(items):
        items.append(say("others", found.facts, count=len(rows) - len(items)))
    longest = rows[0]
    return say(
        "blocked",
        found.facts,
        items=listed(items),
        longest=item_segment(longest),
        known="no" if longest["blocked_by"] == FLAGGED else "yes",
    )


def _blocked_before_shown(found: Gathered) -> Iterator[Sentence]:
    """Say which items were blocked for longer than the exports know them to be in progress."""
    ages = {row["item_key"]: _shown_age(row) for row in found.series["items"]}
    for row in found.series["blocked"][:_MOST_KEYS]:
        age = ages.get(row["item_key"])
        if age is not None and row["blocked_days"] > age:
            yield say("blocked-before-shown", found.facts, item=item_segment(row))


def _overdue(facts: Facts) -> Sentence:
    """Say what fell due; of too few items only how many are overdue."""
    if facts.value("fell_due_count"):
        return say("overdue", facts)
    return say("overdue-only", facts) if facts.value("overdue_count") else Sentence()
