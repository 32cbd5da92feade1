"""What a report of support says first, and the help that a project needs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmo_analytics.narrative.saying import Facts, capitalised, named, say
from pmo_analytics.standards import Mode
from pmo_analytics.values import Sentence


def support_headline(facts: Facts, project: str) -> Sentence:
    """Say which project needs help most, and with what most of them need it."""
    if not facts.value("needing_count"):
        return say("support-headline-none", facts)
    return say("support-headline", facts, project=named(project), most_kind=_most_kind(facts))


def support_deck(facts: Facts) -> Iterator[Sentence]:
    """Say what is quickly done, what is to be taught, and which lessons wait."""
    if facts.value("win_count"):
        yield say("support-quick", facts)
    if facts.value("training_need_count"):
        yield say("support-training", facts)
    if facts.value("overdue_lesson_count"):
        yield say("support-lessons", facts)


def needs_title(facts: Facts) -> Sentence:
    """Say how many projects could use help, and with what most of them."""
    if not facts.value("needing_count"):
        return say("needs-none", facts)
    return say("needs-title", facts, extent=_extent(facts), most_kind=_most_kind(facts))


def office_title(facts: Facts, mode: Mode, *, is_project: bool) -> Sentence:
    """Say what the office does about what was found, in its voice."""
    if is_project:
        return say("office-title-project", facts, mode=mode)
    if mode == "supportive":
        return needs_title(facts)
    return say("office-title", facts, mode=mode, extent=_extent(facts))


def _extent(facts: Facts) -> str:
    return "all" if facts.value("needing_count") == facts.value("project_count") else "some"


def _most_kind(facts: Facts) -> Sentence | str:
    kind = facts.value("most_kind_name")
    return say("help-topic", facts, kind=kind) if kind else "none"


def help_text(needs: Sequence[Facts]) -> Sentence:
    """List with what a project needs help, each with how much of it there is."""
    first, *others = map(_one, needs)
    for other in others:
        first = say("help-more", needs[0], first=first, next=other)
    return capitalised(first)


def _one(need: Facts) -> Sentence:
    match kind := need.value("kind_name"):
        case "delivery":
            driver = say("driver-name", need, driver=need.value("driver_name"))
            return say("help-delivery", need, driver=driver)
        case "blockers":
            known = "yes" if need.value("is_start_known") else "no"
            return say("help-blockers", need, known=known)
    return say("help-counted", need, topic=say("help-topic", need, kind=kind))


def act_text(
    facts: Facts, need: Facts, who: Sentence, loads: Sequence[Facts], mode: Mode
) -> Sentence:
    """Say what the office does next, in its voice.

    Args:
        facts: of the scope.
        need: of the project.
        loads: what waits for those persons already, where something is overdue.
    """
    breaches = say("help-breaches", need)
    act = capitalised(say("help-act", facts, mode=mode, who=who, breaches=breaches))
    for load in loads if mode == "directive" else ():
        size = "much" if load.value("is_overloaded") else "some"
        act = say("help-load", load, act=act, owner=named(load.value("owner")), load=size)
    return act


def task_text(facts: Facts, need: Facts, who: Sentence, mode: Mode) -> Sentence:
    """Say what is to be done about one kind of help that a project needs, in the office's voice.

    Args:
        facts: of the scope.
        need: of the project, of one kind.
    """
    if need.value("decider_name"):
        return say("office-decide", need, mode=mode, who=named(need.value("decider_name")))
    kind = need.value("kind_name")
    message = "office-advice" if mode == "supportive" else "office-task"
    task = say(message, need, kind=kind)
    counts = {"broken": need["broken_count"], "grave": need["grave_count"]}
    return capitalised(say("office-act", facts, mode=mode, who=who, task=task, **counts))
