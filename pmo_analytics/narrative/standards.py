"""Standards in words: what breaks one, who sees to it, and who has agreed that it is broken."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.narrative.saying import Facts, capitalised, listed, named, say
from pmo_analytics.standards import Mode, Standard
from pmo_analytics.values import Sentence

_MOST_PEOPLE = 3  # who are named; of more the role is


def breach_text(facts: Facts, standard: Standard) -> Sentence:
    """Say how many of what fail a standard; of a project only how."""
    counts = named(standard.counts) if standard.counts != "projects" else "projects"
    return say("breach", facts, counts=counts, fails=named(standard.fails))


def act_text(facts: Facts, standard: Standard, who: str, mode: Mode) -> Sentence:
    """Say who sees to a standard and how, in the voice of the office."""
    text = say(
        "act",
        facts,
        mode=mode,
        who=who_text(facts, standard, who),
        remedy=named(standard.remedy),
    )
    return capitalised(text)


def many_act_text(facts: Facts, standard: Standard, people: Sequence[str], mode: Mode) -> Sentence:
    """Say who sees to a standard in all projects that break it, in the voice of the office.

    Args:
        facts: of the standards of the scope.
        people: in the order of their projects who is behind the role, "" where nobody is known.
    """
    known = list(dict.fromkeys(name for name in people if name))
    shown = [named(name) for name in known[:_MOST_PEOPLE]]
    if not shown or len(known) > _MOST_PEOPLE:
        message = "roles" if len(people) > 1 else "role"
        shown = [say(message, facts, role=named(standard.owner))]
    slots = {"mode": mode, "who": listed(shown), "remedy": named(standard.remedy)}
    return capitalised(say("act-many", facts, severity=standard.severity, **slots))


def who_text(facts: Facts, standard: Standard, who: str) -> Sentence:
    """Name the person behind the role that sees to a standard, or the role alone."""
    role = named(standard.owner)
    return (
        say("person", facts, name=named(who), role=role) if who else say("role", facts, role=role)
    )


def consent_text(facts: Facts) -> Sentence:
    """Say who accepts that a standard is broken until when, or when that ended."""
    if not facts.value("is_excepted"):
        return say("consent-ended", facts, accepted_by=named(facts.value("accepted_by")))
    return say(
        "consent",
        facts,
        accepted_by=named(facts.value("accepted_by")),
        reason=named(facts.value("reason")),
    )
