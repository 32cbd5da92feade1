"""A section of a report: its name, label and readers, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pmo_analytics.catalogue.recipes import recipes_of
from pmo_analytics.content import Paragraphs, Review, Section
from pmo_analytics.narrative.cross_check import contradiction_sentence, contradictions
from pmo_analytics.narrative.formatting import long_day_text
from pmo_analytics.narrative.saying import day_segment, named, names_of, say
from pmo_analytics.reviews import provenance
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.personas import (
    PERSONAS,
    Persona,
    executive_deck,
    executive_sections,
)
from pmo_analytics.values import Fact, Segment, Sentence, within


class SectionModule(Protocol):
    """A module that makes a section: facts first, words after."""

    gather: Callable[[Head], Gathered | None]
    compose: Callable[[Gathered, str], Section | None]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """What a section is called, which module makes it, and who reads it.

    Its place in the tuple of a report is its place on the page.
    """

    name: str
    module: SectionModule
    label: str = ""  # the message that names it; "": section-<name>
    readers: tuple[Persona, ...] = PERSONAS  # for whom it is

    @property
    def message(self) -> str:
        """Return the message that names it."""
        return self.label or f"section-{self.name}"


def make_review(head: Head, plans: Sequence[SectionPlan], **values: Any) -> Review:
    """Gather the facts of every section, freeze them, and only then put them into words.

    Args:
        values: what this report says of its own, such as its headline.
    """
    persona = head.brief.persona
    plans = [plan for plan in plans if not persona or persona in plan.readers]
    found = {plan.name: plan.module.gather(head) for plan in plans}
    source = provenance.gather(head)
    sections = tuple(
        section
        for plan in plans
        if (gathered := found[plan.name]) is not None
        and (section := plan.module.compose(gathered, _label(plan, head))) is not None
    )
    if persona == "executive":
        if tally := values.get("tally"):  # what its note says stands in the headline
            values["tally"] = tally.model_copy(update={"note": Sentence()})
        values["deck"] = executive_deck(values["headline"], values.get("deck", ()), tally)
        above = tuple(values.get(name) for name in ("headline", "deck", "tally", "key_facts"))
        sections = executive_sections(sections, spent=above)
    if persona:
        kind = named(values["kind"])
        values["kind"] = str(say("kind-for", head.facts, kind=kind, persona=persona))
    brief = head.brief
    review = Review(
        persona=persona,
        as_of=brief.day.day,
        as_of_words=long_day_text(brief.day.day, brief.style),
        as_of_at=brief.day.moment,
        is_partial_day=brief.day.is_partial,
        compared_with=brief.before.day,
        sections=sections,
        provenance=provenance.compose(source),
        **values,
    )
    return _cross_checked(
        _with_evidence(review, _known(_facts(head, (*found.values(), source))), head), head
    )


def _cross_checked(review: Review, head: Head) -> Review:
    """Warn first of all where two statements of the page do not agree."""
    found = contradictions((review,))
    if not found:
        return review
    warning = Section(
        name="contradictions",
        label=str(say("section-contradictions", head.facts)),
        title=say("contradictions-title", head.facts),
        blocks=(
            Paragraphs(
                paragraphs=tuple((contradiction_sentence(one, head.facts),) for one in found)
            ),
        ),
    )
    return review.model_copy(update={"sections": (warning, *review.sections)})


def _label(plan: SectionPlan, head: Head) -> str:
    brief = head.brief
    days = {"day": brief.day.day, "before": brief.before.day}
    used = {name: day_segment(days[name], brief.style) for name in names_of(plan.message)}
    return str(say(plan.message, head.facts, **used))


def _facts(head: Head, found: Sequence[Gathered | None]) -> Iterator[Fact]:
    for facts in (head.facts, *(project.facts for project in head.projects)):
        yield from facts.facts.values()
    for gathered in found:
        if gathered is not None:
            yield from gathered.all_facts()


def _known(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return facts by id; a fact cannot have two values."""
    known: dict[str, Fact] = {}
    for fact in facts:
        if known.setdefault(fact.fact_id, fact).value != fact.value:
            raise ValueError(f"{fact.fact_id} is {known[fact.fact_id].value} and {fact.value}.")
    return known


def _with_evidence(review: Review, known: dict[str, Fact], head: Head) -> Review:
    """Keep the facts that are printed, and tell how each of them is made."""
    printed = dict.fromkeys(
        segment.fact_id for segment in within(review, Segment) if segment.fact_id
    )
    facts = [known[fact_id] for fact_id in printed]
    return review.model_copy(
        update={
            "facts": {fact.fact_id: fact for fact in sorted(facts, key=lambda one: one.fact_id)},
            "recipes": recipes_of(head.brief.evidence, facts),
        }
    )
