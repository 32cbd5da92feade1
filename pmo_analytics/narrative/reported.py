"""What the project itself reports, and the facts beside its headline."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.content import KeyFact, KeyFacts
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, say, unsigned
from pmo_analytics.values import Sentence


def reported(project: Project) -> Sentence:
    """Say what the project's own report says, and how old it is; where that differs, plainly."""
    pair = project.rag
    if pair.declared is None or pair.declared_age_days is None:
        return Sentence()
    if project.is_finished:
        return say("reported-ended", project.facts, declared_name=pair.declared)
    return say(
        "reported",
        project.facts,
        stale="yes" if pair.is_stale else "no",
        still="yes" if pair.is_watermelon else "no",
        declared_name=pair.declared,
    )


def overspend(project: Project) -> Sentence:
    """Say what the project will likely cost over its budget; empty where it keeps that."""
    if not project.is_overspending:
        return Sentence()
    is_sure = project.value("sure_outturn_cost") is not None
    return say("overspend", project.facts, has_sure="yes" if is_sure else "no")


_OF_BUDGET = ("on-budget", "over-budget", "under-budget")
_OF_PLAN = ("on-plan", "over-plan", "under-plan")


def against_budget(facts: Facts, over: str) -> Sentence:
    """Say by how much a fact is over or under the budget; a plan so far is none."""
    amount = facts.value(over)
    has_budget = facts.value("baseline_budget") is not None
    on, above, below = _OF_BUDGET if has_budget else _OF_PLAN
    if amount is None or round(amount) == 0:
        return say(on, facts)
    return say(above if amount > 0 else below, facts, amount=unsigned(facts, over))


def closing(project: Project) -> Iterator[Sentence]:
    """Say what a finished project cost against its budget, and what is still to come of it."""
    facts, over = project.facts, "outturn_over_cost"
    if project.value(over) is not None and project.value("actual_cost") is not None:
        yield say("closing-cost", facts, against=against_budget(facts, over))
    if project.value("begun_count") == 0 and project.value("expected_share") is not None:
        yield say("closing-benefits", facts)


def key_facts(project: Project) -> KeyFacts:
    """List the facts beside the headline: dates, open items, money, what a week costs."""
    ended = (("label-ended", _dated(project, "ended_date", "ended_late_days")),)
    ahead = (
        ("label-likely", _likely(project)),
        ("label-sure", _dated(project, "sure_date", "sure_late_days")),
        ("label-open", _open_items(project)),
    )
    rows = (
        ("label-baseline", _baseline(project)),
        *(ended if project.is_finished else ahead),
        ("label-budget", _money(project, "baseline_budget")),
        (
            "label-delay",
            Sentence() if project.is_finished else _money(project, "week_of_delay_cost"),
        ),
    )
    return KeyFacts(
        rag=project.rag,
        caption=_caption(project),
        rows=tuple(
            KeyFact(label=str(say(label, project.facts)), text=text) for label, text in rows if text
        ),
    )


def _caption(project: Project) -> Sentence:
    declared = project.rag.declared
    if declared is None:
        return say("caption-never", project.facts, computed=project.colour)
    return say("caption-declared", project.facts, declared=declared, computed=project.colour)


def _baseline(project: Project) -> Sentence:
    if project.value("baseline_finish_date") is None:
        return say("fact-no-baseline", project.facts)
    is_moved = project.value("is_rebaselined") and project.value("original_finish_date")
    return say("fact-baseline-moved" if is_moved else "fact-baseline", project.facts)


def _likely(project: Project) -> Sentence:
    if project.value("likely_date") is None:
        return gap(project) or say("fact-never", project.facts)
    return _dated(project, "likely_date", "likely_late_days")


def _dated(project: Project, name: str, late: str) -> Sentence:
    """Say a day and how late it is; empty where it is not known."""
    if project.value(name) is None:
        return Sentence()
    day, late_days = project.facts[name], project.value(late)
    if late_days is None:
        return say("fact-date", project.facts, day=day)
    if not late_days:
        return say("fact-date-in-time", project.facts, day=day)
    return say("fact-date-late", project.facts, day=day, late=project.facts[late])


def _open_items(project: Project) -> Sentence:
    if project.value("in_progress_count") is None:
        return Sentence()
    return say("fact-open", project.facts)


def _money(project: Project, name: str) -> Sentence:
    if project.value(name) is None:
        return Sentence()
    return say("fact-strong", project.facts, amount=project.facts[name])
