"""Which standards are broken, where, who acts; and who has agreed to which breach until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmo_analytics.content import Block, Cell, DataTable, Paragraphs, Section
from pmo_analytics.narrative.saying import capitalised, listed, named, say, text_of
from pmo_analytics.narrative.standards import breach_text, many_act_text
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.standards_check import Breach, StandardsCheck, check_standards
from pmo_analytics.reviews.table_cells import column, named_cell, said_cell
from pmo_analytics.standards import Standard
from pmo_analytics.values import Sentence, words

_OWN_COMMAND = "pmo check --trust-portfolio-code"


@dataclass(frozen=True, kw_only=True)
class FoundStandards(Gathered):
    """The standards of a scope, with what is said of each."""

    check: StandardsCheck


def gather(head: Head) -> FoundStandards:
    """Gather which standards are kept, broken and excused."""
    check = check_standards(head.brief)
    breaches = tuple(breach.facts for breach in (*check.broken, *check.excepted))
    return FoundStandards(head, check.facts, tables={"breaches": breaches}, check=check)


def compose(found: FoundStandards, label: str) -> Section:
    """Show the broken standards, the consents, and what was asked of nothing."""
    check = found.check
    blocks: list[Block] = []
    if check.broken:
        blocks.append(_broken_table(check))
    consents = [*check.excepted, *(one for one in check.broken if one.has_lapsed)]
    if consents:
        blocks.append(_consents_table(check, consents))
    if check.unasked:
        blocks.append(_unasked(check))
    message = "standards-title" if check.facts.value("standard_count") else "standards-none"
    title = say(
        message, check.facts, **({"mode": check.mode} if message == "standards-title" else {})
    )
    return Section(name="standards", label=label, title=title, blocks=tuple(blocks))


def _broken_table(check: StandardsCheck) -> DataTable:
    by_standard: dict[str, list[Breach]] = {}
    for breach in check.broken:
        by_standard.setdefault(breach.standard.standard_id, []).append(breach)
    return DataTable(
        subtitle=say("standards-subtitle", check.facts, mode=check.mode),
        columns=tuple(map(column, ("broken", "severity", "where", "act"))),
        rows=tuple(_broken_row(check, breaches) for breaches in by_standard.values()),
    )


def _broken_row(check: StandardsCheck, breaches: Sequence[Breach]) -> tuple[Cell, ...]:
    standard = breaches[0].standard
    is_grave = standard.severity == "high"
    return (
        named_cell(_failing(standard).capitalize()),
        Cell(text=words(text_of(f"severity-{standard.severity}")), is_strong=is_grave),
        said_cell(listed(_where(breach) for breach in breaches)),
        said_cell(many_act_text(check.facts, standard, [one.who for one in breaches], check.mode)),
    )


def _where(breach: Breach) -> Sentence:
    project = named(breach.project_name)
    if breach.standard.counts == "projects":
        return Sentence.of(project)
    return say("standard-where", breach.facts, project=project)


def _consents_table(check: StandardsCheck, consents: Sequence[Breach]) -> DataTable:
    return DataTable(
        title=say("consents-title", check.facts),
        subtitle=say("consents-subtitle", check.facts),
        columns=tuple(map(column, ("standard", "project", "until", "accepted_by", "reason"))),
        rows=tuple(
            (
                said_cell(capitalised(breach_text(one.facts, one.standard))),
                named_cell(one.project_name),
                said_cell(_until(one), is_strong=not one.facts.value("is_excepted")),
                named_cell(one.facts.value("accepted_by")),
                named_cell(one.facts.value("reason")),
            )
            for one in consents
        ),
    )


def _until(breach: Breach) -> Sentence:
    is_held = breach.facts.value("is_excepted")
    return say("until-held" if is_held else "until-ended", breach.facts)


def _unasked(check: StandardsCheck) -> Paragraphs:
    return Paragraphs(
        heading=say("unasked-heading", check.facts),
        paragraphs=tuple((text,) for text in _unasked_texts(check)),
    )


def _unasked_texts(check: StandardsCheck) -> Iterator[Sentence]:
    """Say by the data that they need which standards were asked of nothing."""
    by_needs: dict[str, list[Standard]] = {}
    for one in check.unasked:
        by_needs.setdefault(_OWN_COMMAND if one.sql else one.needs, []).append(one)
    for needs, standards in by_needs.items():
        listing = listed([named(_failing(one)) for one in standards])
        if needs == _OWN_COMMAND:
            yield say("unasked-own", check.facts, standards=listing, command=named(needs))
        else:
            yield say("unasked", check.facts, standards=listing, needs=named(needs))


def _failing(standard: Standard) -> str:
    """Name what fails a standard: "items in progress without an assignee"."""
    is_plain = standard.sql or standard.counts == "projects"
    return standard.fails if is_plain else f"{standard.counts} {standard.fails}"
