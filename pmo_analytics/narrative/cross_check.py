"""The cross-check: statements of a page and of its siblings that speak of one thing must agree.

It reads reviews as they are printed, not how they were made, so that it can find what the makers
did not think of. A contradiction is a finding about the program: it fails a test, and on a page it
is shown, for a reader must not choose between two numbers unwarned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pmo_analytics.content import Contradiction, Review
from pmo_analytics.narrative.rules_of_numbers import RULES_OF_NUMBERS
from pmo_analytics.narrative.rules_of_projects import RULES_OF_PROJECTS
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.narrative.statements import Page, Statement, is_same
from pmo_analytics.values import Sentence

Rule = Callable[[Page], Iterator[Contradiction]]
RULES: tuple[Rule, ...] = (*RULES_OF_PROJECTS, *RULES_OF_NUMBERS)


def contradictions(reviews: Sequence[Review]) -> tuple[Contradiction, ...]:
    """Return what contradicts itself within reviews of one run, and between them.

    Args:
        reviews: of the same portfolio; one alone is held against itself.
    """
    pages = [Page(review) for review in reviews]
    found = [*_disagreeing(one for page in pages for one in page.statements())]
    found += _two_values(pages)
    # A page for one persona is a part of the whole, of which alone the rules add up the parts.
    whole = [page for page in pages if not page.review.persona]
    found += [each for page in whole for rule in RULES for each in rule(page)]
    return tuple(dict.fromkeys(found))


def contradiction_sentence(found: Contradiction, facts: Facts) -> Sentence:
    """Say both statements with their places."""
    return say(
        "contradiction",
        facts,
        subject=named(found.subject),
        first=named(found.first),
        second=named(found.second),
    )


def _disagreeing(statements: Iterable[Statement]) -> Iterator[Contradiction]:
    groups: dict[tuple[str, str, date], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.subject, one.scope, one.day].append(one)
    for (subject, scope, _), group in groups.items():
        first = group[0]
        for other in group[1:]:
            if not is_same(first.value, other.value):
                yield _between(f"{scope} {subject}".strip(), first, other)
                break


def _between(subject: str, first: Statement, other: Statement) -> Contradiction:
    return Contradiction(
        subject=subject,
        first=f"{_text(first.value)} ({first.place})",
        second=f"{_text(other.value)} ({other.place})",
    )


def _text(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _two_values(pages: Sequence[Page]) -> Iterator[Contradiction]:
    """Find facts of one name that have one value on a page and another on its sibling."""
    known: dict[str, tuple[Any, str]] = {}
    for page in pages:
        for name, fact in page.review.facts.items():
            value, place = known.setdefault(name, (fact.value, page.review.scope_name))
            if not is_same(value, fact.value):
                yield Contradiction(
                    subject=name,
                    first=f"{value} ({place})",
                    second=f"{fact.value} ({page.review.scope_name})",
                )
