"""What changed since the comparison date, and why: exact splits, never a guessed cause."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.content import Change, Changes
from pmo_analytics.narrative.formatting import share_text
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.pace import pace_changed
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, printed, say
from pmo_analytics.values import Fact, Segment, Sentence

_WORSE, _BETTER = ("worse", "lost"), ("better", "new")


def changes_block(projects: Sequence[Project], facts: Facts) -> Changes:
    """Sort the projects into worse, better and unchanged, each with what moved it."""
    kept = [each for each in projects if each.change == "same" and each.colour != "grey"]
    grey = [each for each in projects if each.change == "same" and each.colour == "grey"]
    unchanged = (
        say("unchanged", facts, names=_names(kept)) if kept else Sentence(),
        say("unjudged", facts, names=_names(grey)) if grey else Sentence(),
        say("routine", facts) if facts.value("routine_pace_count") else Sentence(),
    )
    return Changes(
        worse=tuple(_change(each) for kind in _WORSE for each in projects if each.change == kind),
        better=tuple(_change(each) for kind in _BETTER for each in projects if each.change == kind),
        unchanged=tuple(text for text in unchanged if text),
    )


def changes_title(facts: Facts) -> Sentence:
    """Say how many projects changed colour, and which way."""
    moved, better = facts.value("moved_count"), facts.value("better_count")
    if not moved:
        return say("changes-none", facts)
    if better in (0, moved):
        return say("changes-better" if better else "changes-worse", facts)
    return say("changes-mixed", facts)


def _change(project: Project) -> Change:
    return Change(
        project_name=project.name,
        before=project.value("before_name"),
        after=project.colour,
        text=explanation(project),
    )


def _names(projects: Sequence[Project]) -> Sentence:
    return listed([each.segment for each in projects])


def explanation(project: Project) -> tuple[Sentence, ...]:
    """Say what moved a project since the comparison date, in the order of consequence."""
    sentences = (
        _driver(project),
        move(project),
        chance_moved(project),
        pace_changed(project),
        gap(project),
    )
    return tuple(text for text in sentences if text)


def _driver(project: Project) -> Sentence:
    driver = project.value("change_driver_name") or ""
    if driver in ("", "schedule"):
        return Sentence()
    return say("driver", project.facts, driver=driver)


def move(project: Project) -> Sentence:
    """Say by how many days the likely finish moved, split exactly into scope and pace."""
    moved = project.value("moved_days")
    if moved is None:
        return Sentence()
    if not moved:
        return say("move-none", project.facts)
    return say(
        "move",
        project.facts,
        moved=_size(project, "moved_days"),
        direction="later" if moved > 0 else "earlier",
        parts=_parts(project),
    )


def _parts(project: Project) -> Sentence:
    """Name the parts with their sign, so that they add up as printed."""
    parts = {
        "scope_days": lambda: _added(project),
        "pace_days": lambda: say("finishing", project.facts, kind=_finishing(project)),
        "other_days": lambda: say("move-rest", project.facts),
    }
    known = [name for name in parts if project.value(name)]
    if not known:
        return Sentence()
    if len(known) == 1:
        return say("move-all", project.facts, cause=parts[known[0]]())
    told = (
        say("move-part", project.facts, days=_signed(project, name), cause=parts[name]())
        for name in known
    )
    return say("move-parts", project.facts, parts=listed(told))


def _finishing(project: Project) -> str:
    return "slower" if project.value("pace_days") > 0 else "faster"


def _signed(project: Project, name: str) -> Sentence:
    """Print a part of a move: bare where it has the direction of the whole, else with its own."""
    size, days = _size(project, name), project.value(name)
    if days * project.value("moved_days") >= 0:
        return Sentence.of(size)
    return say("part-later" if days > 0 else "part-earlier", project.facts, days=size)


def _size(project: Project, name: str) -> Segment:
    """Print days without their sign."""
    fact: Fact = project.facts[name]
    return printed(fact.model_copy(update={"value": abs(fact.value)}), project.facts.style)


def _added(project: Project) -> Sentence:
    added = project.value("net_added_count")
    kind = "added" if added >= 0 else "removed"
    return say("added", project.facts, kind=kind, added_size=abs(added))


def chance_moved(project: Project) -> Sentence:
    """Say how the chance of the date moved; empty where it did not, or is not known."""
    before, after = project.value("chance_share_before"), project.value("chance_share")
    if before is None or after is None:
        return Sentence()
    if project.value("target_date_before") != project.value("target_date"):
        return say("chance-rebaselined", project.facts)
    if share_text(before) == share_text(after):
        return Sentence()
    return say("chance-moved", project.facts, verb="rose" if after > before else "fell")
